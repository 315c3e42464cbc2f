import { useEffect, useRef, useState } from "react";
import { theme } from "../../app/theme.ts";
import { useSignal } from "../../store/signal.ts";

type Props = {
  readonly html: string;
  readonly label: string;
  readonly images: boolean;
  /** Written elsewhere for white paper; our own texts take the page's colours. */
  readonly paper?: boolean;
};

/**
 * A message's own HTML in a frame of its own. It was cleaned by the server; the
 * frame is the second wall: no `allow-scripts`, and its policy forbids scripts,
 * frames, forms and everything from other sites, so nothing in a mail can run
 * or call home. `allow-same-origin` is there so that this page can measure the
 * frame's height; without scripts inside it gives a mail no power at all.
 */
export function MessageFrame({ html, label, images, paper = true }: Props) {
  useSignal(theme);
  const source = documentOf(html, images, paper);
  return <Frame key={source} source={source} label={label} paper={paper} />;
}

type FrameProps = { readonly source: string; readonly label: string; readonly paper: boolean };
function Frame({ source, label, paper }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let observer: ResizeObserver | undefined;
    const measure = () => {
      const root = element.contentDocument?.documentElement;
      if (root === undefined) return;
      observer?.disconnect();
      observer = new ResizeObserver(() => setHeight(root.scrollHeight));
      observer.observe(root);
      setHeight(root.scrollHeight);
    };
    element.addEventListener("load", measure);
    return () => {
      element.removeEventListener("load", measure);
      observer?.disconnect();
    };
  }, []);
  return (
    <iframe
      ref={frame}
      className="message-frame"
      data-paper={paper || undefined}
      title={label}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={source}
      style={{ height }}
    />
  );
}

function documentOf(html: string, images: boolean, paper: boolean): string {
  const sources = images ? "'self' data: cid: https:" : "'self' data:";
  const policy = `default-src 'none'; img-src ${sources}; style-src 'unsafe-inline'; font-src 'none'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${frameStyle(paper)}</style></head><body>${html}</body></html>`;
}

/** Mails of others keep light colours in both themes; sizes and our own colours come from the page's tokens. */
function frameStyle(paper: boolean): string {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(name);
  const dark = root.dataset["theme"] === "dark";
  const margin = paper && dark ? "padding:.75rem;" : "";
  const colours = paper
    ? "color:CanvasText;background:Canvas;"
    : `color:${token("--fg")};background:transparent;`;
  const scheme = paper || !dark ? "light" : "dark";
  const links = paper ? "" : `a{color:${token("--link")}}`;
  return `:root{color-scheme:${scheme}}html{overflow-x:auto;overflow-y:hidden}body{margin:0;${margin}font:1rem/1.5 ${token("--font")};${colours}overflow-wrap:anywhere}${links}img{max-width:100%;height:auto}pre{white-space:pre-wrap}ul,ol{padding-left:1.5rem}p,ul,ol,blockquote,pre{margin:.5rem 0}blockquote{margin-left:0;padding-left:.75rem;border-left:.125rem solid GrayText}body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}`;
}

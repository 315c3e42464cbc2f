import { useEffect, useRef, useState } from "react";
import { theme } from "../../app/theme.ts";
import { useSignal } from "../../store/signal.ts";

type Props = { readonly html: string; readonly label: string };

/**
 * A message's own HTML in a frame of its own. It was cleaned by the server; the
 * frame is the second wall: no `allow-scripts`, and its policy forbids scripts,
 * frames, forms and everything from other sites, so nothing in a mail can run
 * or call home. `allow-same-origin` is there so that this page can measure the
 * frame's height; without scripts inside it gives a mail no power at all.
 */
export function MessageFrame({ html, label }: Props) {
  useSignal(theme);
  const source = documentOf(html);
  return <Frame key={source} source={source} label={label} />;
}

function Frame({ source, label }: { readonly source: string; readonly label: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let observer: ResizeObserver | undefined;
    const measure = () => {
      const root = element.contentDocument?.documentElement;
      if (root === undefined) return;
      const fit = () => setHeight(heightOf(element, root));
      observer?.disconnect();
      observer = new ResizeObserver(fit);
      observer.observe(root);
      fit();
    };
    element.addEventListener("load", measure);
    return () => {
      element.removeEventListener("load", measure);
      observer?.disconnect();
    };
  }, []);
  return (
    // the box keeps its place in the thread while the frame is measured
    <div style={{ height }}>
      <iframe
        ref={frame}
        className="message-frame"
        title={label}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={source}
        style={{ height }}
      />
    </div>
  );
}

/**
 * The height of what is in a frame, measured in one of no height: what takes its
 * height from the frame would else make it grow for ever. What then hangs over
 * can be scrolled to.
 */
function heightOf(frame: HTMLIFrameElement, root: HTMLElement): number {
  const before = frame.style.height;
  frame.style.height = "0";
  const height = root.scrollHeight;
  frame.style.height = `${height}px`;
  root.style.overflowY = root.scrollHeight > height ? "auto" : "";
  frame.style.height = before;
  return height;
}

function documentOf(html: string): string {
  const policy = `default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'none'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${frameStyle()}</style></head><body>${html}</body></html>`;
}

/** Mails are written for white paper: the frame keeps light colours in both themes, taken from the page's tokens. */
function frameStyle(): string {
  const style = getComputedStyle(document.documentElement);
  const font = style.getPropertyValue("--font");
  const margin = document.documentElement.dataset["theme"] === "dark" ? "padding:.75rem;" : "";
  return `:root{color-scheme:light}html{overflow-x:auto;overflow-y:hidden}body{margin:0;${margin}font:1rem/1.5 ${font};color:CanvasText;background:Canvas;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}blockquote{margin:0 0 0 .5rem;padding-left:.75rem;border-left:.125rem solid GrayText}p:first-child{margin-top:0}p:last-child{margin-bottom:0}`;
}

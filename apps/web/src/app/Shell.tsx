import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { explain } from "../api/explain.ts";
import { t as translate, useWords } from "../i18n/language.ts";
import { installKeys } from "../keys/layer.ts";
import { findKeptDrafts } from "../store/drafts.ts";
import { reviveOutbox } from "../store/outbox.ts";
import { watchSession } from "../store/end-session.ts";
import { startLive, stopLive, watchNetwork } from "../store/live.ts";
import { guardUnload } from "../store/mutations.ts";
import { loadSession, useSession } from "../store/session.ts";
import { useSignal } from "../store/signal.ts";
import { BottomBar } from "./BottomBar.tsx";
import { OfflineBar } from "./OfflineBar.tsx";
import { Rail } from "./Rail.tsx";
import { SequenceHelp } from "./SequenceHelp.tsx";
import { Toasts } from "./Toasts.tsx";
import { ViewAsBar } from "./ViewAsBar.tsx";
import { railFolded } from "./layout.ts";
import { overlay } from "./overlay.ts";
import "./app-commands.ts";
import "./escape-command.ts";
import "./shell.css";

const loadOverlays = () => import("./overlays/Overlays.tsx");
const Overlays = lazy(() => loadOverlays().then((module) => ({ default: module.Overlays })));

/** The frame of every page of a signed-in person: rail, page, bottom bar, messages, layers. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const session = useSession();
  const folded = useSignal(railFolded);
  const layer = useSignal(overlay);
  useRunningApp(session.state === "in");
  if (session.state === "failed") return <Failed error={session.error} />;
  if (session.state !== "in") return null;
  return (
    <div className="shell" data-rail={folded ? "folded" : "open"}>
      <a className="skip" href="#main">
        {t("common.skip")}
      </a>
      <div className="bars">
        <ViewAsBar />
        <OfflineBar />
      </div>
      <Rail />
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <BottomBar />
      <Toasts />
      <SequenceHelp />
      {layer !== null && (
        <Suspense fallback={null}>
          <Overlays layer={layer} />
        </Suspense>
      )}
    </div>
  );
}

/** What runs as long as somebody is signed in: the live line, the keys, and layers fetched before they are wanted. */
function useRunningApp(running: boolean): void {
  useEffect(() => {
    if (!running) return undefined;
    startLive();
    findKeptDrafts();
    reviveOutbox();
    installOnce();
    const idle = setTimeout(() => void loadOverlays(), 1500);
    return () => {
      clearTimeout(idle);
      stopLive();
    };
  }, [running]);
}

let installed = false;
function installOnce(): void {
  if (installed) return;
  installed = true;
  installKeys();
  watchNetwork();
  watchSession();
  guardUnload();
}

function Failed({ error }: { readonly error: unknown }) {
  return (
    <div className="message-page" role="alert">
      <p>{explain(error)}</p>
      <button type="button" className="button" data-kind="primary" onClick={() => void loadSession()}>
        {translate("common.retry")}
      </button>
    </div>
  );
}

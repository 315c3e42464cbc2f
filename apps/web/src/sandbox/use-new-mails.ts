import { useEffect } from "react";
import type { SandboxMail } from "@kvit/contract/mail";
import type { Rows } from "../page/use-rows.ts";
import { position } from "../store/session.ts";

/** What was just done may be followed by a mail at once, or after the time to take it back. */
const looksMs = [500, 1_500, 4_000, 11_500] as const;

/** Looks for new mails after the page opened and after tickets changed; a list that was read further down is left alone. */
export function useNewMails({ items, reload }: Rows<SandboxMail>): void {
  const short = (items?.length ?? 0) <= 50;
  useEffect(() => {
    if (!short) return undefined;
    let timers: readonly ReturnType<typeof setTimeout>[] = [];
    const stopTimers = () => timers.forEach((timer) => clearTimeout(timer));
    const look = () => {
      stopTimers();
      timers = looksMs.map((wait) => setTimeout(reload, wait));
    };
    const stop = position.subscribe(look);
    look();
    const onSight = () => document.visibilityState === "visible" && reload();
    document.addEventListener("visibilitychange", onSight);
    return () => {
      stop();
      stopTimers();
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [reload, short]);
}

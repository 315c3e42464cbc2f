import { useEffect, useState } from "react";
import type { LadderPreview } from "@kvit/contract/lifecycle";
import { request } from "../../api/request.ts";
import type { Draft } from "./draft.ts";

const pauseMs = 250;

/** What a ladder would do to a ticket and to those that wait, asked after a pause in typing. Null while `isSound` is false, and until the first answer. */
export function usePreview(draft: Draft, ticket: number | null, isSound: boolean): LadderPreview | null {
  const [preview, setPreview] = useState<{ readonly body: string; readonly answer: LadderPreview } | null>(
    null,
  );
  const { ladder, departmentLadders } = draft;
  const body = JSON.stringify({ ladder, departmentLadders, ...(ticket === null ? {} : { ticket }) });
  useEffect(() => {
    if (!isSound) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      request<LadderPreview>("/api/v1/lifecycle/preview", { body: JSON.parse(body), signal: abort.signal })
        .then((answer) => setPreview({ body, answer }))
        // a ticket that is gone, or no network: what was shown stays until the next change
        .catch(() => undefined);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [body, isSound]);
  return isSound ? (preview?.answer ?? null) : null;
}

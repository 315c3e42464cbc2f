import type { SinceThen } from "@kvit/contract/wire";
import { refusalSentence } from "./explain.ts";
import { saySince } from "./say-since.ts";

type Refusal = { readonly reason: string; readonly detail: string; readonly since: SinceThen | null };

/** Why a ticket was left as it was, and what came in between where that is why. */
export function sayRefusal({ reason: code, detail, since }: Refusal): string {
  const reason = refusalSentence(code) ?? detail;
  return since === null ? reason : saySince(reason, since);
}

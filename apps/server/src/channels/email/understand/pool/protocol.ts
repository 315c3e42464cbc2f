import type { MailHeaders, UnderstandOptions, UnderstandOutcome } from "../parsed-mail.ts";

/** What goes to a worker. `raw` is moved, not copied: the sender keeps no access to it. */
export type Task = {
  readonly kind: "mail" | "headers";
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly options: UnderstandOptions;
};

export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "mail"; readonly outcome: UnderstandOutcome }
  | { readonly kind: "headers"; readonly headers: MailHeaders }
  | { readonly kind: "error"; readonly detail: string };

/** How a task ended for the pool's caller. */
export type TaskResult =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: "timeout" | "crashed"; readonly detail: string };

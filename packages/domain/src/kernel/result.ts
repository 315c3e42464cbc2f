/** An expected "no": a code for programs. The words for people live with the language catalogues. */
export type Refusal<Reason extends string = string> = { readonly ok: false; readonly reason: Reason };
export type Result<Value, Reason extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Refusal<Reason>;

export function refuse<const Reason extends string>(reason: Reason): Refusal<Reason> {
  return { ok: false, reason };
}

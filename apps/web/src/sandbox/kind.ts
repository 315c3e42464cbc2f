import type { Words } from "../i18n/language.ts";

/** What sort of mail it is; a sort that this app does not know yet stands for itself. */
export function kindWords({ t, has }: Words, kind: string): string {
  const key = `sandbox.kind.${kind}`;
  return has(key) ? t(key) : kind;
}

import type { Lifecycle, OwnWords } from "@kvit/domain/lifecycle";
import type { RefusalReason } from "@kvit/domain/tickets";

/** What a step lacks, for people and for programs: where it stands, and what it is called. */
export type Missing = { readonly path: string; readonly message: string };

/** The keys that a refusal names, with their names in English or else in whatever language they have one. */
export function missingOf(
  lifecycle: Lifecycle,
  reason: RefusalReason,
  keys: readonly string[],
): readonly Missing[] {
  const [place, definitions] = whereIs(lifecycle, reason);
  return keys.map((key) => ({
    path: `${place}.${key}`,
    message: named(definitions.find((each) => each.key === key)?.names ?? {}) ?? key,
  }));
}

type Named = { readonly key: string; readonly names: OwnWords };

function whereIs(
  { fields, approvals, stages }: Lifecycle,
  reason: RefusalReason,
): readonly [place: string, definitions: readonly Named[]] {
  if (reason === "field-required") return ["fields", fields];
  if (reason === "approval-required" || reason === "approval-by-other") return ["approvals", approvals];
  return ["stages", stages];
}

function named(names: OwnWords): string | null {
  return [names["en"], ...Object.values(names)].find((name) => name !== undefined && name !== "") ?? null;
}

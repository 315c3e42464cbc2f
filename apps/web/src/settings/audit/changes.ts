/** One field of a setting, before and after; undefined where it did not exist. */
export type FieldChange = { readonly name: string; readonly before: unknown; readonly after: unknown };

/** What differs between two states of a setting, nested fields by their path ("imap.host"). */
export function changesBetween(before: unknown, after: unknown): readonly FieldChange[] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function flatten(value: unknown, path = ""): Map<string, unknown> {
  if (!isRecord(value)) return new Map(path === "" ? [] : [[path, value]]);
  const parts = Object.entries(value).flatMap(([name, inner]) => [
    ...flatten(inner, path === "" ? name : `${path}.${name}`),
  ]);
  return new Map(parts);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a setting is called by: its name, address or prefix, as it was or is. */
export function nameOf(before: unknown, after: unknown): string | null {
  for (const state of [after, before]) {
    if (!isRecord(state)) continue;
    for (const field of ["name", "email", "address", "prefix"]) {
      const value = state[field];
      if (typeof value === "string" && value !== "") return value;
    }
  }
  return null;
}

import { singleLine } from "../text/well-formed.ts";

const maxIdLength = 998;
const maxReferences = 100;

/** The ids of a References, In-Reply-To or Message-ID value, without brackets, in order, without repeats. */
export function readMessageIds(value: string | null): readonly string[] {
  if (value === null) return [];
  const bracketed = [...value.matchAll(/<([^<>]*)>/g)].map((match) => clean(match[1] ?? ""));
  const bare = () =>
    value
      .split(/[\s,]+/)
      .filter((word) => word.includes("@"))
      .map(clean);
  const ids = (bracketed.length > 0 ? bracketed : bare()).filter((id) => id !== "");
  return keepEnds([...new Set(ids)]);
}

/** The first id of a value, as mails should have one only. */
export function readMessageId(value: string | null): string | null {
  const id = readMessageIds(value)[0];
  if (id !== undefined || value === null) return id ?? null;
  const bare = clean(value);
  return bare === "" || bare.includes(" ") ? null : bare;
}

const clean = (id: string): string => singleLine(id.replace(/\s+/g, ""), maxIdLength).replace(/^<|>$/g, "");

/** Endless references are cut in the middle: the first names the thread, the last ones the nearest kin. */
function keepEnds(ids: readonly string[]): readonly string[] {
  if (ids.length <= maxReferences) return ids;
  return [...ids.slice(0, 1), ...ids.slice(-(maxReferences - 1))];
}

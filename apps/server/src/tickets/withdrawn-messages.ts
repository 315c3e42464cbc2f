/** An event as far as it matters here; one of a purged ticket tells nothing any more. */
type Told = { readonly type: string; readonly data: unknown };

/**
 * The keys of replies taken back before they left. Only the history knows this
 * for good: mails to be sent are rows that may be tidied away.
 */
export function withdrawnMessages(events: readonly Told[]): ReadonlySet<number> {
  const ids = events.flatMap(({ type, data }): readonly unknown[] => {
    const kept: unknown = type === "undone" ? Object(data).messageIds : null;
    return Array.isArray(kept) ? kept : [];
  });
  return new Set(ids.filter((id) => typeof id === "number"));
}

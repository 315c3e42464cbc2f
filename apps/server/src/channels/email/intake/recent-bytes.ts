/** The bytes of mails that came in a moment ago, so that they need not be read from disk again. Bounded; a miss is no harm. */
export type RecentBytes = {
  readonly remember: (intakeId: number, raw: Uint8Array) => void;
  readonly take: (intakeId: number) => Uint8Array | null;
};

export function createRecentBytes(maxBytes: number): RecentBytes {
  const held = new Map<number, Uint8Array>();
  let bytes = 0;
  const take = (intakeId: number): Uint8Array | null => {
    const raw = held.get(intakeId) ?? null;
    if (raw !== null) bytes -= raw.length;
    held.delete(intakeId);
    return raw;
  };
  return {
    take,
    remember(intakeId, raw) {
      if (raw.length > maxBytes) return;
      for (const oldest of held.keys()) {
        if (bytes + raw.length <= maxBytes) break;
        take(oldest);
      }
      held.set(intakeId, raw);
      bytes += raw.length;
    },
  };
}

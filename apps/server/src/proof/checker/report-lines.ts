import type { HistoryReport } from "@kvit/domain/proof";

/** What the checker prints: what it looked at, what it found, and what nobody but the reader can know. */
export function reportLines(
  { file, problems, isSameTable }: HistoryReport,
  isKeyKnown: boolean,
): readonly string[] {
  const found = problems.map(({ seq, what }) => `  ${seq === null ? "" : `event ${seq}: `}${what}`);
  const verdict =
    problems.length === 0
      ? ["Everything is as it was written."]
      : [`NOT as it was written. ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}:`];
  if (file === null) return [...verdict, ...found];
  const { desk, number, exportedAt, events, messages, signature } = file;
  const withheld = messages.filter((message) => message.withheld !== null).length;
  return [
    `Ticket ${number} of ${desk}, exported ${exportedAt}`,
    `Checked: the signature, ${events.length} events in their chain and order, each step against the life cycle,`,
    `  the ticket they tell, ${messages.length} messages against their events${withheld === 0 ? "" : ` (the words of ${withheld} are not in this file, their digests are)`}.`,
    ...(isSameTable ? [] : ["Note: the file was written under another version of the life cycle."]),
    `Signed with the key ${signature.fingerprint}`,
    ...(isKeyKnown ? [] : ["  Compare it with the one the desk shows at /api/v1/signing-key."]),
    ...verdict,
    ...found,
  ];
}

import { replayHistory, type Digest, type ErasedEvent, type TicketEvent } from "../tickets/index.ts";
import { fingerprintOf, isObject, signedText, type FiledMessage, type HistoryFile } from "./history-file.ts";
import { bringsMessage, messageProblems } from "./message-problems.ts";
import { problemAt, type ProofProblem } from "./proof-problem.ts";
import { readHistoryFile } from "./read-history-file.ts";
import { tablePrint } from "./table-print.ts";

/** What the domain does not do itself. */
export type CheckTools = {
  readonly digest: Digest;
  /** Whether the Ed25519 signature (base64) over the UTF-8 text was made with the private half of the public key (base64). Never throws. */
  readonly isSigned: (text: string, publicKey: string, signature: string) => boolean;
};

export type HistoryReport = {
  readonly problems: readonly ProofProblem[];
  /** What was looked at; null when it could not even be read. */
  readonly file: HistoryFile | null;
  /** Whether the file was written under the table of the life cycle this checker knows. */
  readonly isSameTable: boolean;
};

/**
 * Checks an exported history without the desk: signature, chain, every step,
 * the ticket the events tell, messages and their order. `fingerprint`: the one
 * learnt from the desk in another way; without it, nothing says whose key it is.
 */
export function checkHistoryFile(value: unknown, tools: CheckTools, fingerprint?: string): HistoryReport {
  const read = readHistoryFile(value);
  if (read.file === null)
    return { problems: [problemAt(null, "not-a-history-file", read.what)], file: null, isSameTable: true };
  const { file } = read;
  const { faults } = replayHistory(file.events, file.ticket, tools.digest);
  const broken = faults.map(({ seq, problem, detail }) => problemAt(seq, problem, detail));
  return {
    problems: [
      ...signatureProblems(read.file, tools, fingerprint),
      ...numberProblems(file),
      ...broken,
      ...filedMessageProblems(file, tools.digest),
    ],
    file,
    isSameTable: file.lifecycle === tablePrint(tools.digest),
  };
}

function signatureProblems(
  file: Parameters<typeof signedText>[0] & HistoryFile,
  { digest, isSigned }: CheckTools,
  expected: string | undefined,
): readonly ProofProblem[] {
  const { algorithm, publicKey, value, fingerprint } = file.signature;
  const found: ProofProblem[] = [];
  const actual = fingerprintOf(publicKey, digest);
  if (fingerprint !== actual)
    found.push(problemAt(null, "fingerprint-differs", "the fingerprint in the file is not that of its key"));
  if (expected !== undefined && expected !== actual)
    found.push(problemAt(null, "fingerprint-differs", `the file is signed with another key: ${actual}`));
  if (algorithm !== "Ed25519" || !isWellSigned(file, { publicKey, value, isSigned }))
    found.push(
      problemAt(null, "signature-wrong", "the signature does not fit: the file was altered after its export"),
    );
  return found;
}

type Sign = { readonly publicKey: string; readonly value: string } & Pick<CheckTools, "isSigned">;

function isWellSigned(file: Parameters<typeof signedText>[0], { publicKey, value, isSigned }: Sign): boolean {
  try {
    return isSigned(signedText(file), publicKey, value);
  } catch {
    // text that has no RFC 8785 form was never signed
    return false;
  }
}

function numberProblems({ number, ticket, events }: HistoryFile): readonly ProofProblem[] {
  const found: ProofProblem[] = [];
  if (number !== ticket.number)
    found.push(
      problemAt(null, "number-differs", `the file says number ${number}, its ticket ${ticket.number}`),
    );
  if (events[0] !== undefined && events[0].ticketId !== ticket.id)
    found.push(problemAt(1, "other-ticket", `belongs to ticket ${events[0].ticketId}`));
  return found;
}

/** Of a purged ticket no message may be left. */
function filedMessageProblems({ events, messages }: HistoryFile, digest: Digest): readonly ProofProblem[] {
  const told = events.filter(tells).filter(bringsMessage);
  const kept = messages.map((message) => ({ ...message, content: contentOf(message) }));
  return [...messageProblems(kept, told, digest), ...orderProblems(messages, told)];
}

/** Erased events tell nothing, and what is no event at all is the chain's business. */
const tells = (event: TicketEvent | ErasedEvent): event is TicketEvent =>
  "data" in event && isObject(event.data);

const contentOf = ({ withheld, text, html, attachments }: FiledMessage) =>
  withheld === null ? { text, html, attachments } : null;

/** Messages stand in the order of the events that brought them. */
function orderProblems(
  messages: readonly FiledMessage[],
  events: readonly TicketEvent[],
): readonly ProofProblem[] {
  const place = new Map(events.map((event) => [Number(event.data["messageId"]), event.seq]));
  let last = 0;
  for (const { id } of messages) {
    // what no event brought is named as such
    const seq = place.get(id) ?? last;
    if (seq < last) return [problemAt(seq, "messages-out-of-order", `message ${id} is not in its place`)];
    last = seq;
  }
  return [];
}

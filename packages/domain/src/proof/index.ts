/**
 * Proof that holds outside the desk: a ticket's history as a signed file, and
 * the check of such a file. Pure like everything here: digest and signature
 * come in as arguments, so that a server and a script without any dependency
 * run the same code.
 */
export { contentDigest, type DigestedContent } from "./content-digest.ts";
export {
  fingerprintOf,
  historyFormat,
  signedText,
  type FiledMessage,
  type HistoryFile,
  type Signer,
  type UnsignedHistory,
  type Withheld,
} from "./history-file.ts";
export { checkHistoryFile, type CheckTools, type HistoryReport } from "./check-history-file.ts";
export { messageProblems, type KeptMessage, type MessageKind } from "./message-problems.ts";
export { problemAt, proofProblems, type ProofProblem, type ProofProblemCode } from "./proof-problem.ts";
export { tablePrint } from "./table-print.ts";

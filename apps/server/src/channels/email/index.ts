/**
 * The e-mail channel: takes mail in by its doors, brings every one of them to a
 * known end in the ledger, and sends what tickets, sign-in and customers' pages
 * ask for. Refuses to lose a mail, to answer one it has not committed, and to
 * believe who somebody says they are.
 */
export { createEmailChannel, type EmailChannel, type EmailChannelSettings } from "./email-channel.ts";
export { deliverFromPipe, pipeExit, type PipeArguments, type PipeHouse } from "./doors/pipe.ts";
export type { DeskPost } from "./outbox/desk-post.ts";
export { createUnderstander } from "./understand/index.ts";

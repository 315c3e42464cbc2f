/**
 * The e-mail channel: takes mail in by its doors, brings every one of them to a
 * known end in the ledger, and sends what tickets, sign-in and customers' pages
 * ask for. Refuses to lose a mail, to answer one it has not committed, and to
 * believe who somebody says they are.
 */
export { createEmailChannel } from "./email-channel.ts";
export { deliverFromPipe, type PipeHouse } from "./doors/pipe.ts";
export { createUnderstander } from "./understand/index.ts";

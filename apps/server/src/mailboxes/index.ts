/**
 * The addresses of the desk, with the department each leads to and the servers
 * its mail comes from and leaves by. Passwords are sealed at rest and leave
 * this feature only for the part that fetches and sends mail.
 */
export { mailboxRoutes } from "./mailboxes.routes.ts";
export type { MailboxesDeps } from "./change-mailbox.ts";
export type { Pause } from "./check-mail-server.ts";
export { readMailConnections, type MailConnection } from "./mail-connections.ts";
export type { ImapServer, MailServer } from "./mail-servers.ts";
export { insertMailbox, selectMailboxes, updateMailbox, type MailboxRow } from "./mailboxes.queries.ts";

/**
 * The addresses of the desk, with the department each leads to and the servers
 * its mail comes from and leaves by. Passwords are sealed at rest and leave
 * this feature only for the part that fetches and sends mail.
 */
export { mailboxRoutes } from "./mailboxes.routes.ts";
export { readMailConnections } from "./mail-connections.ts";
export { insertMailbox, selectMailboxes, updateMailbox } from "./mailboxes.queries.ts";
export { locate, type Whereabouts } from "./mail-hosts.ts";

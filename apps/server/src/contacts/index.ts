/**
 * The people who write to the desk, found by their addresses. What a mail says
 * of its sender never overwrites what is known of them.
 */
export { contactRoutes } from "./contacts.routes.ts";
export type { ContactsDeps } from "./change-contact.ts";
export { addressKeyOf, findOrCreateContact, type SeenPerson } from "./contacts.queries.ts";

/**
 * The people who write to the desk, found by their addresses. What a mail says
 * of its sender never overwrites what is known of them.
 */
export { contactRoutes } from "./contacts.routes.ts";
export { findOrCreateContact } from "./contacts.queries.ts";

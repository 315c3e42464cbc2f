/**
 * The pages for customers: the one question by link (/s/…), the conversation
 * on a device that has shown it holds the mailbox (/r/…). They work without
 * script, and say nothing of notes, priorities, rules or other people's
 * requests. Whatever is not to be found, for whatever reason, looks the same.
 */
export { createCustomerLinks, type CustomerLinks } from "./customer-links.ts";
export { customerRoutes } from "./customer.routes.ts";
export type { CodeMail, CustomerMails, CustomersDeps, LinksMail } from "./customers-deps.ts";
export { forgetOldProofs } from "./proof/prove-mailbox.ts";

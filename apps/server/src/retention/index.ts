/** What goes after its time: tickets by the desk's rules, and files that no row names any more. */
export { purgeDue } from "./purge-due.ts";
export { retentionRoutes } from "./retention.routes.ts";
export { sweepFiles } from "./sweep-files.ts";

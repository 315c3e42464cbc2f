/**
 * What holds for the whole desk, and the log of who changed which setting.
 * Every feature writes that log in the transaction of its change; secrets
 * never get into it.
 */
export { settingRoutes } from "./settings.routes.ts";
export { hasRelay } from "./change-desk.ts";
export { recordChange, type Changer } from "./record-change.ts";

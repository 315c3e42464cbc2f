/**
 * Who works here: agents with their roles and departments, invitations, the
 * first owner, what each role may do, and oneself. Customers are contacts.
 */
export { agentRoutes } from "./agents.routes.ts";
export { invitationRoutes } from "./invitations/invitations.routes.ts";
export { meRoutes } from "./me.routes.ts";
export { readMe, type MeDeps } from "./me.ts";
export { rightRoutes } from "./rights.routes.ts";
export { registerViewAs } from "./view-as.ts";
export { prepareDesk } from "./set-up/prepare-desk.ts";
export { createOwner, setupLink } from "./set-up/set-up-desk.ts";
export { setUpRoutes } from "./set-up/set-up.routes.ts";

/**
 * Who may do what. Rights are data: a role gives each permission a reach, and
 * everything but the owner's role can be edited. The domain only answers;
 * asking in the right place is the use case's and the route's part.
 */
export { permissions, type Permission } from "./permission.ts";
export { defaultRights, roles, scopes, type Grants, type Rights, type Role, type Scope } from "./rights.ts";
export {
  can,
  denialReasons,
  type Agent,
  type DenialReason,
  type Membership,
  type TicketFacts,
  type Verdict,
} from "./can.ts";
export { visibility, type Visibility } from "./visibility.ts";

/**
 * Departments and who belongs to them. A department is retired and never
 * deleted, since histories name it; one that still has work is not retired.
 */
export { departmentRoutes } from "./departments.routes.ts";
export { hoursOf } from "./hours.ts";
export { insertDepartment, selectDepartments, updateDepartment } from "./departments.queries.ts";
export { replaceMemberships, type MembershipRow } from "./memberships.queries.ts";

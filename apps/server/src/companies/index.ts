/** The companies that contacts belong to. */
export { companyRoutes } from "./companies.routes.ts";

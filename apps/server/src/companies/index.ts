/** The companies that contacts belong to. */
export { companyRoutes } from "./companies.routes.ts";
export type { CompaniesDeps } from "./change-company.ts";

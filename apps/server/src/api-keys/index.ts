/**
 * Keys by which programs act as an agent, with that agent's rights at the time
 * of each request. A key is shown once and stored as a digest.
 */
export { apiKeyRoutes } from "./api-keys.routes.ts";
export { createApiKey } from "./manage-api-keys.ts";
export { revokeKeysOf } from "./api-keys.queries.ts";

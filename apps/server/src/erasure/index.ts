/** A person's rights over what is held about them: a copy of all of it, and its erasure. */
export { erasureRoutes } from "./erasure.routes.ts";

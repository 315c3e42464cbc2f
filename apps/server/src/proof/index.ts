/** Proof that leaves the desk: a ticket's history verified on request, and exported as a signed file. */
export { proofRoutes } from "./proof.routes.ts";

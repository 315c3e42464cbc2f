import type { Permission } from "@kvit/domain/permissions";

/**
 * What a route asks of its caller; every route declares one.
 * - a permission: an agent who has it somewhere (which ticket or department is
 *   the use case's question)
 * - `signed-in`: any agent
 * - `customer-link`: the token in the path is the right
 * - `public`: anybody; the reason is written beside it
 */
export type Access =
  | { readonly permission: Permission }
  | { readonly signedIn: true }
  | { readonly customerLink: true }
  | { readonly public: true; readonly because: string };

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** State may change without a same-origin header: forms of customers without JavaScript carry their own token. */
    crossOriginForm?: boolean;
  }
}

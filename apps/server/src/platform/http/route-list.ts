import type { FastifyInstance } from "fastify";
import type { Access } from "./access.ts";

export type ListedRoute = {
  readonly method: string;
  /** With parameters in braces, as the API's description has them. */
  readonly path: string;
  readonly access: Access;
  /** In the public API, as opposed to what serves our own pages. */
  readonly public: boolean;
};

/** Notes down every route registered from now on; the list grows as features are registered. */
export function collectRoutes(app: FastifyInstance): readonly ListedRoute[] {
  const routes: ListedRoute[] = [];
  app.addHook("onRoute", ({ method, url, config, schema }) => {
    const access = config?.access;
    if (access === undefined) return;
    for (const each of [method].flat())
      if (each !== "HEAD" && each !== "OPTIONS")
        routes.push({
          method: each,
          path: url.replaceAll(/:(\w+)/g, "{$1}"),
          access,
          public: schema?.tags !== undefined,
        });
  });
  return routes;
}

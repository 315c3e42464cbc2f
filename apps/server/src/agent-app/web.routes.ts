import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyPluginAsync } from "fastify";

const because = "The app's own files hold no data; everything they show is asked for with a session.";

/** Serves the built agent app: hashed files for ever, the page itself never from a cache. */
export function webRoutes(folder: string): FastifyPluginAsync {
  return async (app) => {
    await app.register(fastifyStatic, { root: join(folder, "assets"), serve: false });
    app.get("/assets/*", { config: { access: { public: true, because } } }, async (request, reply) =>
      reply.sendFile(request.url.split("?")[0]?.slice("/assets/".length) ?? "", {
        immutable: true,
        maxAge: "365d",
      }),
    );
    for (const file of await topLevelFiles(folder)) {
      app.get(`/${file}`, { config: { access: { public: true, because } } }, async (_request, reply) =>
        reply.sendFile(file, folder, { maxAge: 0 }),
      );
    }
    for (const path of pages) {
      app.get(path, { config: { access: { public: true, because } } }, async (_request, reply) =>
        reply
          .header("cache-control", "no-cache")
          .type("text/html; charset=utf-8")
          .send(await readFile(join(folder, "index.html"), "utf8")),
      );
    }
  };
}

/** Addresses that the app draws itself. */
const pages = [
  "/",
  "/v/*",
  "/t/*",
  "/mail",
  "/sandbox",
  "/sandbox/*",
  "/people/:id",
  "/settings",
  "/settings/*",
  "/me",
  "/me/*",
  "/sign-in",
  "/setup",
  "/invitation/*",
  "/reset",
  "/reset/*",
];

/** The icon, the manifest and the like: whatever stands beside the page itself. */
async function topLevelFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== "index.html").map((entry) => entry.name);
}

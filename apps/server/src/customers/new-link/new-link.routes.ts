import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";
import { anyAddress } from "@kvit/contract/wire";
import type { CustomersDeps } from "../customers-deps.ts";
import { newLinkPage, newLinkPath } from "../pages/notice-page.ts";
import { postLimit, sendPage } from "../send-page.ts";
import { voiceForStranger } from "../visit.ts";
import { askForNewLinks } from "./mail-new-links.ts";

const because = "It asks for a mail to whoever has the address, and answers the same for everybody.";
const access = { public: true, because } as const;
const query = z.object({ done: z.literal("asked").nullable().catch(null).default(null) });
const form = z.object({ email: anyAddress });

/** /r: where somebody whose link is dead asks for new ones. */
export function newLinkRoutes(deps: CustomersDeps): FastifyPluginAsync {
  return async (app) => {
    app.get(newLinkPath, { config: { access } }, async (request, reply) => {
      const asked = query.parse(request.query).done !== null;
      const { voice, desk } = await voiceForStranger(deps, { request, reply });
      return sendPage(reply, newLinkPage({ voice, desk, state: asked ? "asked" : "asking" }));
    });

    app.post(newLinkPath, { config: { access, rateLimit: postLimit } }, async (request, reply) => {
      const given = form.safeParse(request.body ?? {});
      if (given.success) {
        await askForNewLinks(deps, { address: given.data.email, ip: request.ip });
        return reply.redirect(`${newLinkPath}?done=asked`, 303);
      }
      const { voice, desk } = await voiceForStranger(deps, { request, reply });
      return sendPage(reply.status(422), newLinkPage({ voice, desk, state: "no-address" }));
    });
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { setUp } from "@kvit/contract/settings";
import type { Language } from "@kvit/i18n/language";
import { setUpState, signedIn } from "@kvit/contract/sign-in";
import { giveSession, visitorOf, type SignInDeps } from "../../sign-in/index.ts";
import { readSetUpState, setUpDesk } from "./set-up-desk.ts";

/** What is prepared for a new owner, once the desk is theirs. */
export type OnSetUp = (owner: { readonly agentId: number; readonly language: Language }) => Promise<unknown>;

/** /api/setup: the one thing a desk without people can do. */
export function setUpRoutes(
  deps: SignInDeps,
  onSetUp: OnSetUp = async () => undefined,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/setup",
      {
        config: { access: { public: true, because: "asked before there are people" } },
        schema: { response: { 200: setUpState } },
      },
      async (request) => readSetUpState(deps, request.headers["accept-language"]),
    );

    app.post(
      "/api/setup",
      {
        config: { access: { public: true, because: "the token of the set-up link is the right" } },
        schema: { body: setUp, response: { 200: signedIn } },
      },
      async (request, reply) => {
        const owner = await setUpDesk(deps, request.body, visitorOf(request, deps.cookies));
        await onSetUp({ agentId: owner.agentId, language: request.body.language });
        giveSession(reply, deps.cookies, owner);
        return { twoFactor: false };
      },
    );
  };
}

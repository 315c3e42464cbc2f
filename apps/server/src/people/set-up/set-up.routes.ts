import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { setUp } from "@kvit/contract/settings";
import { setUpState, signedIn } from "@kvit/contract/sign-in";
import { answerTries, giveSession, visitorOf, type SignInDeps } from "../../sign-in/index.ts";
import { readSetUpState, setUpDesk } from "./set-up-desk.ts";

/** /api/setup: the one thing a desk without people can do. */
export function setUpRoutes(deps: SignInDeps): FastifyPluginAsyncZod {
  return async (app) => {
    answerTries(app);

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
        giveSession(
          reply,
          deps.cookies,
          await setUpDesk(deps, request.body, visitorOf(request, deps.cookies)),
        );
        return { twoFactor: false };
      },
    );
  };
}

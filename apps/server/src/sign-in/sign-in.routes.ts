import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  openReset,
  requestReset as resetRequest,
  resetLink,
  resetPassword as reset,
  secondFactor,
  signedIn,
  signIn as credentials,
} from "@kvit/contract/sign-in";
import { requestReset, resetPassword, showReset } from "./reset/reset-password.ts";
import { dropSession, giveChallenge, giveDevice, giveSession } from "./sessions/set-cookies.ts";
import { answerChallenge, signIn, signOut } from "./sign-in.ts";
import type { SignInDeps } from "./sign-in-deps.ts";
import { visitorOf } from "./visitor.ts";

const open = (because: string) => ({ access: { public: true, because } }) as const;

/** /api/auth for those who are not signed in yet: sign in, answer the second factor, reset a password. */
export function signInRoutes(deps: SignInDeps): FastifyPluginAsyncZod {
  const { cookies } = deps;
  return async (app) => {
    app.post(
      "/api/auth/sign-in",
      {
        config: open("this is how one signs in"),
        schema: { body: credentials, response: { 200: signedIn } },
      },
      async (request, reply) => {
        const answer = await signIn(deps, request.body, visitorOf(request, cookies));
        if ("challenge" in answer) giveChallenge(reply, cookies, answer.challenge);
        else giveSession(reply, cookies, answer);
        return { twoFactor: "challenge" in answer };
      },
    );

    app.post(
      "/api/auth/two-factor",
      {
        config: open("asked with the challenge in a cookie"),
        schema: { body: secondFactor, response: { 200: signedIn } },
      },
      async (request, reply) => {
        giveSession(
          reply,
          cookies,
          await answerChallenge(deps, request.body.code, visitorOf(request, cookies)),
        );
        return { twoFactor: false };
      },
    );

    app.post(
      "/api/auth/sign-out",
      { config: open("signing out twice is no fault") },
      async (request, reply) => {
        await signOut(deps, visitorOf(request, cookies), request.principal?.agent.id ?? null);
        dropSession(reply, cookies);
        return reply.status(204).send();
      },
    );

    app.post(
      "/api/auth/reset/request",
      { config: open("for those who cannot sign in"), schema: { body: resetRequest } },
      async (request, reply) => {
        await requestReset(deps, request.body.email, visitorOf(request, cookies));
        return reply.status(204).send();
      },
    );

    app.get(
      "/api/auth/reset/:token",
      {
        config: open("the mailed token is the right"),
        schema: { params: resetLink, response: { 200: openReset } },
      },
      async (request) => showReset(deps, request.params.token),
    );

    app.post(
      "/api/auth/reset",
      { config: open("the mailed token is the right"), schema: { body: reset } },
      async (request, reply) => {
        const { device } = await resetPassword(deps, request.body);
        giveDevice(reply, cookies, device);
        dropSession(reply, cookies);
        return reply.status(204).send();
      },
    );
  };
}

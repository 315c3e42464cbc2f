import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import {
  changePassword as passwords,
  disableTwoFactor,
  enableTwoFactor,
  secondFactor,
  session,
  twoFactorSecret,
} from "@kvit/contract/sign-in";
import { idParam } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { changePassword } from "./password/change-password.ts";
import { confirmOffer, dropSecondFactor, offerSecondFactor } from "./second-factor/second-factor.ts";
import { endOtherSessions, endSession, listSessions } from "./sessions/own-sessions.ts";
import { renewCookie } from "./sessions/set-cookies.ts";
import type { SignInDeps } from "./sign-in-deps.ts";
import { visitorOf } from "./visitor.ts";

const own = { access: { signedIn: true } } as const;

/** /api/auth for one's own account: sessions, password, second factor. Not for API keys. */
export function accountSecurityRoutes(deps: SignInDeps): FastifyPluginAsyncZod {
  const { cookies } = deps;
  return async (app) => {
    app.get(
      "/api/auth/sessions",
      { config: own, schema: { response: { 200: z.array(session) } } },
      async (request) => listSessions(deps, callerOf(request)),
    );

    app.delete("/api/auth/sessions", { config: own }, async (request, reply) => {
      await endOtherSessions(deps, callerOf(request));
      return reply.status(204).send();
    });

    app.delete(
      "/api/auth/sessions/:id",
      { config: own, schema: { params: idParam } },
      async (request, reply) => {
        await endSession(deps, callerOf(request), request.params.id);
        return reply.status(204).send();
      },
    );

    app.post("/api/auth/password", { config: own, schema: { body: passwords } }, async (request, reply) => {
      const visitor = visitorOf(request, cookies);
      renewCookie(reply, cookies, await changePassword(deps, callerOf(request), request.body, visitor));
      return reply.status(204).send();
    });

    app.post(
      "/api/auth/two-factor/enable",
      { config: own, schema: { body: enableTwoFactor, response: { 200: twoFactorSecret } } },
      async (request) =>
        offerSecondFactor(deps, callerOf(request), request.body.password, visitorOf(request, cookies)),
    );

    app.post(
      "/api/auth/two-factor/confirm",
      { config: own, schema: { body: secondFactor } },
      async (request, reply) => {
        const visitor = visitorOf(request, cookies);
        renewCookie(reply, cookies, await confirmOffer(deps, callerOf(request), request.body.code, visitor));
        return reply.status(204).send();
      },
    );

    app.post(
      "/api/auth/two-factor/disable",
      { config: own, schema: { body: disableTwoFactor } },
      async (request, reply) => {
        const visitor = visitorOf(request, cookies);
        renewCookie(reply, cookies, await dropSecondFactor(deps, callerOf(request), request.body, visitor));
        return reply.status(204).send();
      },
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { invitation, invite, invited } from "@kvit/contract/settings";
import { acceptInvitation as accept, openInvitation, secretToken, signedIn } from "@kvit/contract/sign-in";
import { idParam, nothing, pageOf } from "@kvit/contract/wire";
import { callerOf } from "../../platform/http/app.ts";
import { once } from "../../platform/http/idempotency.ts";
import { giveSession, visitorOf, type SignInDeps } from "../../sign-in/index.ts";
import {
  acceptInvitation,
  inviteAgents,
  listInvitations,
  showInvitation,
  withdrawInvitation,
} from "./invite-agents.ts";

const config = { access: { permission: "agent.invite" } } as const;
const open = { access: { public: true, because: "the mailed token is the right" } } as const;
const tags = ["agents"];
const params = z.object({ token: secretToken });

/** Inviting agents, and the two public calls of the person who was invited. */
export function invitationRoutes(deps: SignInDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/invitations",
      {
        config,
        schema: { tags, summary: "List invitations", response: { 200: pageOf(invitation) } },
      },
      async (request) => ({ items: await listInvitations(deps, callerOf(request)), next: null }),
    );

    app.post(
      "/api/v1/invitations",
      {
        config,
        schema: {
          tags,
          summary: "Invite agents by mail",
          body: invite,
          description:
            "`items` are those invited; `refused` names each address nobody was invited by, and why: `agent` (has an agent already) or `no-address`. 200 instead of 201 when nobody was invited.",
          response: { 200: invited, 201: invited },
        },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          inviteAgents(deps, callerOf(request), request.body, async (tx, body) =>
            keep(tx, { status: body.items.length > 0 ? 201 : 200, body }),
          ),
        ),
    );

    app.delete(
      "/api/v1/invitations/:id",
      {
        config,
        schema: {
          tags,
          summary: "Withdraw an invitation",
          params: idParam,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await withdrawInvitation(deps, callerOf(request), request.params.id);
        return reply.status(204).send();
      },
    );

    app.get(
      "/api/auth/invitations/:token",
      { config: open, schema: { params, response: { 200: openInvitation } } },
      async (request) => showInvitation(deps, request.params.token),
    );

    app.post(
      "/api/auth/invitations/:token/accept",
      { config: open, schema: { params, body: accept, response: { 200: signedIn } } },
      async (request, reply) => {
        const visitor = visitorOf(request, deps.cookies);
        giveSession(
          reply,
          deps.cookies,
          await acceptInvitation(deps, request.params.token, request.body, visitor),
        );
        return { twoFactor: false };
      },
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { visibility } from "@kvit/domain/permissions";
import { text } from "@kvit/contract/wire";
import { momentQuery, ticketNumber } from "@kvit/contract/tickets";
import { callerOf } from "../platform/http/app.ts";
import { readMoment } from "../tickets/past/moment.ts";
import { readThreadThen } from "../tickets/past/past-thread.ts";
import { readThread, readTicket } from "../tickets/read-thread.ts";
import { selectToReview } from "../tickets/to-review.queries.ts";
import type { TicketsDeps } from "../tickets/tickets-deps.ts";
import { selectBootstrap } from "./bootstrap.queries.ts";
import { saveDraft } from "../tickets/drafts.queries.ts";
import type { LiveHub } from "./live-hub.ts";
import type { Principal } from "../platform/http/principal.ts";
import type { MeView } from "@kvit/contract/people";

export type AgentAppDeps = TicketsDeps & {
  readonly hub: LiveHub;
  readonly position: () => number;
  readonly readMe: (caller: Principal) => Promise<MeView>;
};

const draft = z.object({ kind: z.enum(["reply", "note"]), body: text(2_000_000) }).strict();

/** /api/app: what the agent app needs beyond the public API. Its shape may change with the app. */
export function agentAppRoutes(deps: AgentAppDeps): FastifyPluginAsyncZod {
  return async (app) => {
    // before the connections are closed, or closing would wait for them
    app.addHook("preClose", async () => deps.hub.stop());

    app.get("/api/app/bootstrap", { config: { access: { signedIn: true } } }, async (request, reply) => {
      const caller = callerOf(request);
      const position = deps.position();
      const sight = visibility(caller.agent);
      const [me, people, toReview] = await Promise.all([
        deps.readMe(caller),
        selectBootstrap(deps.db, caller.accountId),
        selectToReview(deps.db, caller.accountId, sight),
      ]);
      const tickets = [
        ...deps.activeSet.visible(caller.accountId, sight).map(({ json }) => json),
        ...toReview.map((view) => JSON.stringify(view)),
      ];
      const head = JSON.stringify({ position, me, ...people });
      return reply
        .header("content-type", "application/json; charset=utf-8")
        .send(`${head.slice(0, -1)},"tickets":[${tickets.join(",")}]}`);
    });

    app.get(
      "/api/app/tickets/:number",
      {
        config: { access: { permission: "ticket.read" } },
        schema: { params: ticketNumber, querystring: momentQuery },
      },
      async (request) => {
        const at = readMoment(request.query.at, deps.clock.now());
        const caller = callerOf(request);
        const { number } = request.params;
        return at === null
          ? readThread(deps.db, caller, number)
          : readThreadThen(deps.db, caller, number, at);
      },
    );

    app.put(
      "/api/app/drafts/:number",
      { config: { access: { permission: "ticket.reply" } }, schema: { params: ticketNumber, body: draft } },
      async (request, reply) => {
        const caller = callerOf(request);
        const seen = await readTicket(deps.db, caller, request.params.number);
        await saveDraft(deps.db, {
          accountId: caller.accountId,
          agentId: caller.agent.id,
          ticketId: seen.id,
          ...request.body,
        });
        return reply.status(204).send();
      },
    );

    app.get(
      "/api/app/live",
      { websocket: true, config: { access: { signedIn: true } } },
      (socket, request) => {
        deps.hub.connect(socket, callerOf(request), deps.position());
      },
    );
  };
}

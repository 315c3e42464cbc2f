import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import * as contract from "@kvit/contract/acts";
import { noQuery } from "@kvit/contract/wire";
import { callerOf } from "../../platform/http/app.ts";
import { once } from "../../platform/http/idempotency.ts";
import type { BulkRoutesDeps } from "../bulk/bulk.routes.ts";
import { inTransaction, type Work } from "../unit-of-work.ts";
import { actView } from "./act-view.ts";
import { selectStack } from "./acts.queries.ts";
import { undoAcross } from "./undo-across.ts";

const tags = ["acts"];
const mostShown = 200;

/** /api/v1/acts: what one has done, on whatever device, and the way back. */
export function actRoutes(deps: BulkRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/acts",
      {
        config: { access: { permission: "ticket.undo" } },
        schema: {
          tags,
          summary: "List what you did",
          querystring: noQuery,
          response: { 200: z.object({ items: z.array(contract.act) }) },
        },
      },
      async (request) => {
        const { accountId, agent } = callerOf(request);
        const acts = await selectStack(deps.db, { accountId, agentId: agent.id, limit: mostShown });
        const now = deps.clock.now();
        return { items: acts.map((act) => actView(act, now)) };
      },
    );

    app.post(
      "/api/v1/acts/:act/undo",
      {
        config: { access: { permission: "ticket.undo" } },
        schema: {
          tags,
          summary: "Take back an act on all its tickets",
          params: z.object({ act: z.string().max(64) }),
          response: { 200: contract.undone, 202: contract.undone },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        let changes: Work["changes"] = [];
        await once(deps.db, request, reply, async (keep) =>
          inTransaction(deps, async (work) => {
            changes = work.changes;
            const undone = await undoAcross(work, deps, { caller, id: request.params.act });
            const status = undone.bulk === null ? 200 : 202;
            return keep(work.tx, { status, body: undone, act: undone.act });
          }),
        );
        await deps.activeSet.refresh(caller.accountId, [...new Set(changes.map(({ ticketId }) => ticketId))]);
        deps.onRunBegun();
      },
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as contract from "@kvit/contract/acts";
import { noQuery, idParam } from "@kvit/contract/wire";
import { AppError } from "../../platform/app-error.ts";
import { callerOf } from "../../platform/http/app.ts";
import { once } from "../../platform/http/idempotency.ts";
import { findAgentId, findContactId, findDepartmentId } from "../../people/find-people.queries.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { FilterNames } from "../ticket-filter.ts";
import type { TicketsDeps } from "../tickets-deps.ts";
import { inTransaction } from "../unit-of-work.ts";
import { beginRun, readRequest } from "./begin-bulk.ts";
import { findRun, type StoredRun } from "./bulk-runs.queries.ts";
import { viewOf } from "./bulk-view.ts";
import { endOf } from "./work-on-run.ts";

export type BulkRoutesDeps = TicketsDeps & {
  /** Called after the commit that begins a run. */
  readonly onRunBegun: () => void;
};

const tags = ["bulk"];

/** /api/v1/bulk: one verb on many tickets, carried out in the background. */
export function bulkRoutes(deps: BulkRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/api/v1/bulk",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags,
          summary: "Do one thing to many tickets",
          body: contract.beginBulk,
          response: { 202: contract.bulkRun },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        await once(deps.db, request, reply, async (keep) => {
          const names = namesFor(deps, caller);
          const asked = await readRequest(deps, caller, { given: request.body, names });
          return inTransaction(deps, async ({ tx, now }) => {
            const id = await beginRun(tx, caller, { ...asked, undoOf: null, at: now });
            const run = await findRun(tx, { accountId: caller.accountId, id });
            if (run === null) throw new Error("A run was begun and is not there.");
            return keep(tx, { status: 202, body: await viewOf(tx, run), act: run.act });
          });
        });
        deps.onRunBegun();
      },
    );

    app.get(
      "/api/v1/bulk/:id",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags,
          summary: "See how far it is",
          params: idParam,
          querystring: noQuery,
          response: { 200: contract.bulkRun },
        },
      },
      async (request) => {
        const { accountId, agent } = callerOf(request);
        const run = own(await findRun(deps.db, { accountId, id: request.params.id }), agent.id);
        return viewOf(deps.db, run);
      },
    );

    app.post(
      "/api/v1/bulk/:id/stop",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags,
          summary: "Leave the rest as it is",
          params: idParam,
          response: { 200: contract.bulkRun },
        },
      },
      async (request) => {
        const { accountId, agent } = callerOf(request);
        return inTransaction(deps, async (work) => {
          const run = own(await findRun(work.tx, { accountId, id: request.params.id }, true), agent.id);
          if (run.state !== "running") return viewOf(work.tx, run);
          return (await endOf(work, deps.mail, run, "stopped")).run;
        });
      },
    );
  };
}

/** A run is its own agent's business: for everybody else there is none. */
function own(run: StoredRun | null, agentId: number): StoredRun {
  if (run === null || run.agentId !== agentId) throw new AppError("not-found");
  return run;
}

function namesFor({ db }: TicketsDeps, { accountId, agent }: Principal): FilterNames {
  return {
    me: agent.id,
    department: async (given) => findDepartmentId(db, accountId, given),
    agent: async (given) => findAgentId(db, accountId, given),
    requester: async (given) => findContactId(db, accountId, given),
  };
}

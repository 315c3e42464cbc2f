import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { definitions } from "@kvit/domain/tickets";
import * as contract from "@kvit/contract/tickets";
import { callerOf } from "../platform/http/app.ts";
import { once } from "../platform/http/idempotency.ts";
import { recordAct } from "./acts/record-act.ts";
import { createTicket } from "./create-ticket.ts";
import { sendHeldQuestion } from "./send-held-question.ts";
import { selectTicketViewsById } from "./ticket-views.queries.ts";
import { sendHeldReply } from "./send-held-reply.ts";
import type { TicketsDeps } from "./tickets-deps.ts";
import { inTransaction, type Work } from "./unit-of-work.ts";
import { ticketReadingRoutes } from "./ticket-reading.routes.ts";
import { performVerb } from "./verbs.ts";

/** /api/v1/tickets: lists, single tickets, their history and one route per verb. */
export function ticketRoutes(deps: TicketsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(ticketReadingRoutes(deps));

    app.post(
      "/api/v1/tickets",
      {
        config: { access: { permission: "ticket.create" } },
        schema: {
          tags: ["tickets"],
          summary: "Create a ticket for a customer",
          body: contract.createTicket,
          response: { 201: contract.ticket },
        },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          changing(deps, callerOf(request).accountId, async (work) => {
            const { ticket } = await createTicket(work, deps.mail, callerOf(request), request.body);
            return { id: ticket.id, answer: async (view) => keep(work.tx, { status: 201, body: view }) };
          }),
        ),
    );

    app.post(
      "/api/v1/tickets/:number/messages/:id/send-now",
      {
        config: { access: { permission: "ticket.reply" } },
        schema: {
          tags: ["tickets"],
          summary: "Send a held reply without waiting",
          params: contract.ticketNumber.extend({ id: z.coerce.number().int().positive() }),
          response: { 200: contract.ticket },
        },
      },
      async (request) => sendHeldReply(deps, callerOf(request), request.params),
    );

    app.post(
      "/api/v1/tickets/:number/question/send-now",
      {
        config: { access: { permission: "ticket.resolve" } },
        schema: {
          tags: ["tickets"],
          summary: "Ask the customer whether it is solved without waiting",
          params: contract.ticketNumber,
          response: { 200: contract.ticket },
        },
      },
      async (request) => sendHeldQuestion(deps, callerOf(request), request.params.number),
    );

    for (const verb of verbNames) verbRoute(app, deps, verb);
  };
}

const verbNames = Object.keys(contract.verbs).filter((name): name is contract.Verb => name in contract.verbs);

/** The header `Kvit-Act` of the answer names what was done, for an undo that must take back this and nothing later. */
function verbRoute(app: Parameters<FastifyPluginAsyncZod>[0], deps: TicketsDeps, verb: contract.Verb): void {
  const body: z.ZodType = contract.verbs[verb];
  app.post(
    `/api/v1/tickets/:number/${verb}`,
    {
      config: { access: { permission: definitions[verb].permission } },
      // Most verbs need no body at all.
      preValidation: async (inbound) => {
        inbound.body ??= {};
      },
      schema: {
        tags: ["tickets"],
        summary: `Carry out "${verb}"`,
        operationId: `ticket-${verb}`,
        params: contract.ticketNumber,
        body,
        response: { 200: contract.ticket },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { number } = contract.ticketNumber.parse(request.params);
      await once(deps.db, request, reply, async (keep) =>
        changing(deps, caller.accountId, async (work) => {
          const called = { caller, number, body: request.body };
          const executed = await performVerb(work, deps.mail, verb, called);
          recordAct(work, { ...called, verb, executed });
          const { ticket, act } = executed;
          return { id: ticket.id, answer: async (view) => keep(work.tx, { status: 200, body: view, act }) };
        }),
      );
    },
  );
}

type Change<Result> = {
  readonly id: number;
  /** What is made of the ticket as it now stands, before the commit. */
  readonly answer: (view: contract.TicketView) => Promise<Result>;
};

/** Changes a ticket, and those that are changed with it, in one transaction, then puts them into memory, so that the caller reads what was just written. */
async function changing<Result>(
  deps: TicketsDeps,
  accountId: number,
  change: (work: Work) => Promise<Change<Result>>,
): Promise<Result> {
  let changes: Work["changes"] = [];
  const changed = await inTransaction(deps, async (work) => {
    changes = work.changes;
    const { id, answer } = await change(work);
    const [seen] = await selectTicketViewsById(work.tx, accountId, [id]);
    if (seen === undefined) throw new Error(`Ticket ${id} was changed and is not there.`);
    return { id, result: await answer(seen.view) };
  });
  await deps.activeSet.refresh(accountId, [
    ...new Set([changed.id, ...changes.map((each) => each.ticketId)]),
  ]);
  return changed.result;
}

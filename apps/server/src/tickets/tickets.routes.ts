import type { FastifyReply } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { visibility } from "@kvit/domain/permissions";
import { definitions } from "@kvit/domain/tickets";
import * as contract from "@kvit/contract/tickets";
import { pageOf, pageQuery } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { readCursor } from "../platform/http/cursor.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import { once } from "../platform/http/idempotency.ts";
import type { Principal } from "../platform/http/principal.ts";
import { findAgentId, findContactId, findDepartmentId } from "../people/find-people.queries.ts";
import { createTicket } from "./create-ticket.ts";
import { listTickets } from "./list-tickets.ts";
import { sendHeldQuestion } from "./send-held-question.ts";
import { selectTicketViewsById } from "./ticket-views.queries.ts";
import { sendHeldReply } from "./send-held-reply.ts";
import { readFilter } from "./ticket-filter.ts";
import { readTicket } from "./read-thread.ts";
import type { TicketsDeps } from "./tickets-deps.ts";
import { selectEvents, selectMessages } from "./thread.queries.ts";
import { inTransaction, type Work } from "./unit-of-work.ts";
import { performVerb } from "./verbs.ts";

/** /api/v1/tickets: lists, single tickets, their history and one route per verb. */
export function ticketRoutes(deps: TicketsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/tickets",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags: ["tickets"],
          summary: "List tickets",
          querystring: contract.ticketQuery,
          response: { 200: pageOf(contract.ticket) },
        },
        // The rows are kept as JSON; checking them again would cost more than finding them.
        serializerCompiler: () => (page) => (typeof page === "string" ? page : JSON.stringify(page)),
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const { query } = request;
        const filter = await readFilter(query, namesFor(deps, caller));
        const page = await listTickets(deps, {
          accountId: caller.accountId,
          visibility: visibility(caller.agent),
          filter,
          sort: query.sort,
          limit: query.limit,
          cursor: query.cursor,
        });
        return sendJson(reply, `{"items":[${page.items.join(",")}],"next":${JSON.stringify(page.next)}}`);
      },
    );

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

    app.get(
      "/api/v1/tickets/:number",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags: ["tickets"],
          summary: "Read a ticket",
          params: contract.ticketNumber,
          response: { 200: contract.ticket },
        },
      },
      async (request) => (await readTicket(deps.db, callerOf(request), request.params.number)).view,
    );

    app.get(
      "/api/v1/tickets/:number/events",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags: ["tickets"],
          summary: "Read a ticket's history",
          params: contract.ticketNumber,
          querystring: pageQuery,
          response: { 200: pageOf(contract.event) },
        },
      },
      async (request) => {
        const seen = await readTicket(deps.db, callerOf(request), request.params.number);
        const { limit, cursor } = request.query;
        const found = await selectEvents(deps.db, seen.accountId, seen.id, {
          after: readCursor("events", cursor)?.[1] ?? 0,
          limit: limit + 1,
        });
        return cutPage(found, limit, {
          order: "events",
          cursorOf: (last) => ["", last.seq],
          toItem: (event) => event,
        });
      },
    );

    app.get(
      "/api/v1/tickets/:number/messages",
      {
        config: { access: { permission: "ticket.read" } },
        schema: {
          tags: ["tickets"],
          summary: "Read a ticket's messages and notes",
          params: contract.ticketNumber,
          querystring: pageQuery,
          response: { 200: pageOf(contract.message) },
        },
      },
      async (request) => {
        const seen = await readTicket(deps.db, callerOf(request), request.params.number);
        const { limit, cursor } = request.query;
        const found = await selectMessages(deps.db, seen.accountId, seen.id, {
          after: readCursor("messages", cursor)?.[1] ?? 0,
          limit: limit + 1,
        });
        return cutPage(found, limit, {
          order: "messages",
          cursorOf: (last) => ["", last.id],
          toItem: (message) => message,
        });
      },
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
          const { ticket, act } = await performVerb(work, deps.mail, verb, called);
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

function namesFor(deps: TicketsDeps, caller: Principal) {
  return {
    me: caller.agent.id,
    department: async (given: string) => findDepartmentId(deps.db, caller.accountId, given),
    agent: async (given: string) => findAgentId(deps.db, caller.accountId, given),
    requester: async (given: string) => findContactId(deps.db, caller.accountId, given),
  };
}

function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.header("content-type", "application/json; charset=utf-8").send(json);
}

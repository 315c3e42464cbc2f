import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Instant } from "@kvit/domain/kernel";
import { visibility } from "@kvit/domain/permissions";
import * as contract from "@kvit/contract/tickets";
import { pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { readCursor } from "../platform/http/cursor.ts";
import { cutPage } from "../platform/http/cut-page.ts";
import type { Principal } from "../platform/http/principal.ts";
import { findAgentId, findContactId, findDepartmentId } from "../people/find-people.queries.ts";
import { listTickets } from "./list-tickets.ts";
import { countTickets } from "./past/count-tickets.ts";
import { listPast } from "./past/list-past.ts";
import { readMoment } from "./past/moment.ts";
import { readTicketThen } from "./past/past-thread.ts";
import { readTicket } from "./read-thread.ts";
import { readFilter, readStatuses } from "./ticket-filter.ts";
import type { SeenTicket } from "./ticket-views.queries.ts";
import { selectEvents, selectMessages } from "./thread.queries.ts";
import type { TicketsDeps } from "./tickets-deps.ts";

/** Reading tickets: lists, counts, one, its history and what was said; each as it stands now or stood at an instant. */
export function ticketReadingRoutes(deps: TicketsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    listRoute(app, deps);
    countRoute(app, deps);
    ticketRoute(app, deps);
    eventsRoute(app, deps);
    messagesRoute(app, deps);
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];

function listRoute(app: App, deps: TicketsDeps): void {
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
      const at = readMoment(query.at, deps.clock.now());
      const filter = await readFilter(query, namesFor(deps, caller));
      const listing = {
        accountId: caller.accountId,
        visibility: visibility(caller.agent),
        filter,
        sort: query.sort,
        limit: query.limit,
        cursor: query.cursor,
      };
      const page = at === null ? await listTickets(deps, listing) : await listPast(deps.db, listing, at);
      return sendJson(reply, `{"items":[${page.items.join(",")}],"next":${JSON.stringify(page.next)}}`);
    },
  );
}

function countRoute(app: App, deps: TicketsDeps): void {
  app.get(
    "/api/v1/tickets/counts",
    {
      config: { access: { permission: "ticket.read" } },
      schema: {
        tags: ["tickets"],
        summary: "Count tickets by status, department and assignee",
        querystring: contract.countQuery,
        response: { 200: contract.ticketCounts },
      },
    },
    async (request) => {
      const now = deps.clock.now();
      return countTickets(deps.db, callerOf(request), {
        at: readMoment(request.query.at, now),
        now,
        statuses: readStatuses(request.query.status),
      });
    },
  );
}

function ticketRoute(app: App, deps: TicketsDeps): void {
  app.get(
    "/api/v1/tickets/:number",
    {
      config: { access: { permission: "ticket.read" } },
      schema: {
        tags: ["tickets"],
        summary: "Read a ticket",
        params: contract.ticketNumber,
        querystring: contract.momentQuery,
        response: { 200: contract.ticket },
      },
    },
    async (request) => (await readNowOrThen(deps, request)).seen.view,
  );
}

function eventsRoute(app: App, deps: TicketsDeps): void {
  app.get(
    "/api/v1/tickets/:number/events",
    {
      config: { access: { permission: "ticket.read" } },
      schema: {
        tags: ["tickets"],
        summary: "Read a ticket's history",
        params: contract.ticketNumber,
        querystring: contract.pastPageQuery,
        response: { 200: pageOf(contract.event) },
      },
    },
    async (request) => {
      const { seen, at } = await readNowOrThen(deps, request);
      const { limit, cursor } = request.query;
      const found = await selectEvents(deps.db, seen.accountId, seen.id, {
        until: at,
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
}

function messagesRoute(app: App, deps: TicketsDeps): void {
  app.get(
    "/api/v1/tickets/:number/messages",
    {
      config: { access: { permission: "ticket.read" } },
      schema: {
        tags: ["tickets"],
        summary: "Read a ticket's messages and notes",
        params: contract.ticketNumber,
        querystring: contract.pastPageQuery,
        response: { 200: pageOf(contract.message) },
      },
    },
    async (request) => {
      const { seen, at } = await readNowOrThen(deps, request);
      const { limit, cursor } = request.query;
      const found = await selectMessages(deps.db, seen.accountId, seen.id, {
        until: at,
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
}

type OfTicket = FastifyRequest & { params: { number: number }; query: { at?: string | undefined } };

async function readNowOrThen(
  deps: TicketsDeps,
  request: OfTicket,
): Promise<{ seen: SeenTicket; at: Instant | null }> {
  const at = readMoment(request.query.at, deps.clock.now());
  const caller = callerOf(request);
  const { number } = request.params;
  const seen =
    at === null
      ? await readTicket(deps.db, caller, number)
      : await readTicketThen(deps.db, caller, number, at);
  return { seen, at };
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

import { setTimeout } from "node:timers/promises";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { changeMailbox as fields, mailbox, mailboxTest, patchMailbox } from "@kvit/contract/people";
import { idParam, nothing, pageOf, problem } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { once } from "../platform/http/idempotency.ts";
import {
  changeMailbox,
  createMailbox,
  listMailboxes,
  retireMailbox,
  showMailbox,
  type MailboxesDeps,
} from "./change-mailbox.ts";
import type { Pause } from "./check-mail-server.ts";
import { testMailbox } from "./test-mailbox.ts";

const read = { access: { permission: "mailbox.read" } } as const;
const write = { access: { permission: "mailbox.change" } } as const;
/** Each test opens connections to wherever the settings say. */
const test = {
  ...write,
  rateLimit: {
    max: 10,
    timeWindow: "1 minute",
    keyGenerator: (request: FastifyRequest) => request.principal?.credential ?? request.ip,
  },
} as const;
const tags = ["mailboxes"];
const one = { 200: mailbox };

const realPause: Pause = async (millis) => setTimeout(millis);

/** /api/v1/mailboxes: the addresses mail arrives at, and the servers it comes from and leaves by. */
export function mailboxRoutes(deps: MailboxesDeps & { readonly pause?: Pause }): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/mailboxes",
      {
        config: read,
        schema: { tags, summary: "List mailboxes", response: { 200: pageOf(mailbox) } },
      },
      async (request) => ({ items: await listMailboxes(deps, callerOf(request)), next: null }),
    );

    app.post(
      "/api/v1/mailboxes",
      {
        config: write,
        schema: { tags, summary: "Open a mailbox", body: fields, response: { 201: mailbox } },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          createMailbox(deps, callerOf(request), request.body, async (tx, view) =>
            keep(tx, { status: 201, body: view }),
          ),
        ),
    );

    app.get(
      "/api/v1/mailboxes/:id",
      { config: read, schema: { tags, summary: "Read a mailbox", params: idParam, response: one } },
      async (request) => showMailbox(deps, callerOf(request), request.params.id),
    );

    app.patch(
      "/api/v1/mailboxes/:id",
      {
        config: write,
        schema: { tags, summary: "Change a mailbox", params: idParam, body: patchMailbox, response: one },
      },
      async (request) => changeMailbox(deps, callerOf(request), request.params.id, request.body),
    );

    app.delete(
      "/api/v1/mailboxes/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Take a mailbox out of use",
          params: idParam,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await retireMailbox(deps, callerOf(request), request.params.id);
        return reply.status(204).send();
      },
    );

    app.post(
      "/api/v1/mailboxes/:id/test",
      {
        config: test,
        schema: {
          tags,
          summary: "Try the mail servers of a mailbox",
          params: idParam,
          response: { 200: mailboxTest, 429: problem },
        },
      },
      async (request) => testMailbox({ pause: realPause, ...deps }, callerOf(request), request.params.id),
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  changeContact as patch,
  contact,
  contactQuery,
  createContact as fields,
} from "@kvit/contract/people";
import { idParam, pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { once } from "../platform/http/idempotency.ts";
import {
  changeContact,
  createContact,
  listContacts,
  showContact,
  type ContactsDeps,
} from "./change-contact.ts";

const read = { access: { permission: "contact.read" } } as const;
const write = { access: { permission: "contact.change" } } as const;
const tags = ["contacts"];

/** /api/v1/contacts: the people who write to the desk. */
export function contactRoutes(deps: ContactsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/contacts",
      {
        config: read,
        schema: {
          tags,
          summary: "List or search contacts",
          querystring: contactQuery,
          response: { 200: pageOf(contact) },
        },
      },
      async (request) => listContacts(deps, callerOf(request), request.query),
    );

    app.post(
      "/api/v1/contacts",
      {
        config: write,
        schema: { tags, summary: "Create a contact", body: fields, response: { 201: contact } },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          createContact(deps, callerOf(request), request.body, async (tx, body) =>
            keep(tx, { status: 201, body }),
          ),
        ),
    );

    app.get(
      "/api/v1/contacts/:id",
      {
        config: read,
        schema: { tags, summary: "Read a contact", params: idParam, response: { 200: contact } },
      },
      async (request) => showContact(deps, callerOf(request), request.params.id),
    );

    app.patch(
      "/api/v1/contacts/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Change a contact",
          params: idParam,
          body: patch,
          response: { 200: contact },
        },
      },
      async (request) => changeContact(deps, callerOf(request), request.params.id, request.body),
    );
  };
}

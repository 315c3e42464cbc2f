import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { changeCompany as fields, company, patchCompany } from "@kvit/contract/people";
import { idParam, pageOf, pageQuery } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { once } from "../platform/http/idempotency.ts";
import {
  changeCompany,
  createCompany,
  listCompanies,
  showCompany,
  type CompaniesDeps,
} from "./change-company.ts";

const read = { access: { permission: "company.read" } } as const;
const write = { access: { permission: "company.change" } } as const;
const tags = ["companies"];

/** /api/v1/companies: whom contacts belong to. */
export function companyRoutes(deps: CompaniesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/companies",
      {
        config: read,
        schema: {
          tags,
          summary: "List companies",
          querystring: pageQuery,
          response: { 200: pageOf(company) },
        },
      },
      async (request) => listCompanies(deps, callerOf(request), request.query),
    );

    app.post(
      "/api/v1/companies",
      {
        config: write,
        schema: { tags, summary: "Create a company", body: fields, response: { 201: company } },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          createCompany(deps, callerOf(request), request.body, async (tx, body) =>
            keep(tx, { status: 201, body }),
          ),
        ),
    );

    app.get(
      "/api/v1/companies/:id",
      {
        config: read,
        schema: { tags, summary: "Read a company", params: idParam, response: { 200: company } },
      },
      async (request) => showCompany(deps, callerOf(request), request.params.id),
    );

    app.patch(
      "/api/v1/companies/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Change a company",
          params: idParam,
          body: patchCompany,
          response: { 200: company },
        },
      },
      async (request) => changeCompany(deps, callerOf(request), request.params.id, request.body),
    );
  };
}

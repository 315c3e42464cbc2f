import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { agent, changeAgent as patch } from "@kvit/contract/people";
import { idParam, pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import {
  activateAgent,
  changeAgent,
  deactivateAgent,
  listAgents,
  showAgent,
  type PeopleDeps,
} from "./change-agent.ts";

const read = { access: { permission: "agent.read" } } as const;
const write = { access: { permission: "agent.change" } } as const;
const tags = ["agents"];
const one = { 200: agent };

/** /api/v1/agents: who works here, with which role, in which departments. */
export function agentRoutes(deps: PeopleDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/agents",
      {
        config: read,
        schema: { tags, summary: "List agents", response: { 200: pageOf(agent) } },
      },
      async (request) => ({ items: await listAgents(deps, callerOf(request)), next: null }),
    );

    app.get(
      "/api/v1/agents/:id",
      { config: read, schema: { tags, summary: "Read an agent", params: idParam, response: one } },
      async (request) => showAgent(deps, callerOf(request), request.params.id),
    );

    app.patch(
      "/api/v1/agents/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Change name, address, role or departments",
          params: idParam,
          body: patch,
          response: one,
        },
      },
      async (request) => changeAgent(deps, callerOf(request), request.params.id, request.body),
    );

    app.post(
      "/api/v1/agents/:id/deactivate",
      { config: write, schema: { tags, summary: "Shut an agent out", params: idParam, response: one } },
      async (request) => deactivateAgent(deps, callerOf(request), request.params.id),
    );

    app.post(
      "/api/v1/agents/:id/activate",
      { config: write, schema: { tags, summary: "Let an agent in again", params: idParam, response: one } },
      async (request) => activateAgent(deps, callerOf(request), request.params.id),
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  changeDepartment as fields,
  departmentDetail,
  departmentMembers,
  patchDepartment,
} from "@kvit/contract/people";
import { idParam, nothing, pageOf } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import { once } from "../platform/http/idempotency.ts";
import {
  changeDepartment,
  createDepartment,
  listDepartments,
  retireDepartment,
  setMembers,
  showDepartment,
  type DepartmentsDeps,
} from "./change-department.ts";

const read = { access: { permission: "department.read" } } as const;
const write = { access: { permission: "department.change" } } as const;
const tags = ["departments"];

/** /api/v1/departments: who belongs together, with leads and deputies. */
export function departmentRoutes(deps: DepartmentsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/departments",
      {
        config: read,
        schema: {
          tags,
          summary: "List departments",
          response: { 200: pageOf(departmentDetail) },
        },
      },
      async (request) => ({ items: await listDepartments(deps, callerOf(request)), next: null }),
    );

    app.post(
      "/api/v1/departments",
      {
        config: write,
        schema: {
          tags,
          summary: "Create a department",
          body: fields,
          response: { 201: departmentDetail },
        },
      },
      async (request, reply) =>
        once(deps.db, request, reply, async (keep) =>
          createDepartment(deps, callerOf(request), request.body, async (tx, body) =>
            keep(tx, { status: 201, body }),
          ),
        ),
    );

    app.get(
      "/api/v1/departments/:id",
      {
        config: read,
        schema: {
          tags,
          summary: "Read a department",
          params: idParam,
          response: { 200: departmentDetail },
        },
      },
      async (request) => showDepartment(deps, callerOf(request), request.params.id),
    );

    app.patch(
      "/api/v1/departments/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Change a department",
          params: idParam,
          body: patchDepartment,
          response: { 200: departmentDetail },
        },
      },
      async (request) => changeDepartment(deps, callerOf(request), request.params.id, request.body),
    );

    app.put(
      "/api/v1/departments/:id/members",
      {
        config: write,
        schema: {
          tags,
          summary: "Set the members, leads and deputies",
          params: idParam,
          body: departmentMembers,
          response: { 200: departmentDetail },
        },
      },
      async (request) => setMembers(deps, callerOf(request), request.params.id, request.body.members),
    );

    app.delete(
      "/api/v1/departments/:id",
      {
        config: write,
        schema: {
          tags,
          summary: "Take a department out of use",
          params: idParam,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await retireDepartment(deps, callerOf(request), request.params.id);
        return reply.status(204).send();
      },
    );
  };
}

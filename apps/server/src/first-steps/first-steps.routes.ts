import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { firstSteps } from "@kvit/contract/first-steps";
import { problem } from "@kvit/contract/wire";
import { callerOf } from "../platform/http/app.ts";
import type { Db } from "../platform/postgres/pool.ts";
import { selectFirstSteps } from "./first-steps.queries.ts";

export type FirstStepsDeps = {
  readonly db: Db;
  /** Whether mail leaves for the world. */
  readonly hasRelay: () => Promise<boolean>;
};

/** /api/app/first-steps: what a new desk has done of what it takes to begin. */
export function firstStepRoutes({ db, hasRelay }: FirstStepsDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/app/first-steps",
      {
        config: { access: { permission: "setting.change" } },
        schema: { response: { 200: firstSteps, 401: problem, 403: problem } },
      },
      async (request) => {
        const { mailbox, ...steps } = await selectFirstSteps(db, callerOf(request).accountId);
        return { ...steps, mailbox: { ...mailbox, out: await hasRelay() } };
      },
    );
  };
}

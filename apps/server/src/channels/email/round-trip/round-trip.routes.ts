import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { roundTrip } from "@kvit/contract/round-trip";
import { idParam, problem } from "@kvit/contract/wire";
import { callerOf } from "../../../platform/http/app.ts";
import { sendTestMail, showRoundTrip, type RoundTripDeps } from "./send-test-mail.ts";

const access = { permission: "mailbox.change" } as const;
const rateLimit = {
  max: 10,
  timeWindow: "1 minute",
  keyGenerator: (request: FastifyRequest) => request.principal?.credential ?? request.ip,
};
const tags = ["mailboxes"];
const response = {
  200: roundTrip,
  400: problem,
  401: problem,
  403: problem,
  404: problem,
  409: problem,
  429: problem,
};
const path = "/api/v1/mailboxes/:id/round-trip";

/** Proves a mailbox both ways: a mail that leaves by its relay and comes back by its door. */
export function roundTripRoutes(deps: RoundTripDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      path,
      {
        config: { access },
        schema: { tags, summary: "See where the test mail of a mailbox is", params: idParam, response },
      },
      async (request) =>
        showRoundTrip(deps, { accountId: callerOf(request).accountId, mailboxId: request.params.id }),
    );

    app.post(
      path,
      {
        config: { access, rateLimit },
        schema: { tags, summary: "Send a test mail from a mailbox to itself", params: idParam, response },
      },
      async (request) =>
        sendTestMail(deps, { accountId: callerOf(request).accountId, mailboxId: request.params.id }),
    );
  };
}

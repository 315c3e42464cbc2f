import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { exportQuery, proof, signer } from "@kvit/contract/proof";
import { ticketNumber } from "@kvit/contract/tickets";
import { theAccount } from "../platform/account.ts";
import { callerOf } from "../platform/http/app.ts";
import { exportHistory } from "./export-history.ts";
import { proveForReader, type ProofDeps } from "./prove-ticket.ts";
import { readSigner } from "./signing-key.ts";

const tags = ["proof"];
const because =
  "Whoever received an exported history compares its key with the desk's; a public key tells nothing else.";

/** Proof of one ticket's history: looked at here, or taken along as a signed file. */
export function proofRoutes(deps: ProofDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/tickets/:number/verify",
      {
        config: { access: { permission: "ticket.read" } },
        schema: { tags, summary: "Prove a ticket's history", params: ticketNumber, response: { 200: proof } },
      },
      async (request) => proveForReader(deps, callerOf(request), request.params.number),
    );

    app.get(
      "/api/v1/tickets/:number/export",
      {
        config: { access: { permission: "ticket.export" } },
        schema: {
          tags,
          summary: "Export a ticket's history as a signed file",
          params: ticketNumber,
          querystring: exportQuery,
          response: { 200: { content: { "application/json": { schema: z.unknown() } } } },
        },
        // What is signed is sent as it is.
        serializerCompiler: () => (file) => `${JSON.stringify(file, null, 1)}\n`,
      },
      async (request, reply) => {
        const { number } = request.params;
        const withInternal = request.query.notes === "yes";
        const file = await exportHistory(deps, callerOf(request), { number, withInternal });
        return reply
          .header("content-disposition", `attachment; filename="kvit-${number}.json"`)
          .header("cache-control", "no-store")
          .type("application/json; charset=utf-8")
          .send(file);
      },
    );

    app.get(
      "/api/v1/signing-key",
      {
        config: { access: { public: true, because } },
        schema: { tags, summary: "Read the key the desk signs with", response: { 200: signer } },
      },
      async () => readSigner(deps, theAccount),
    );
  };
}

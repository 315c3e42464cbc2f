import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { samples } from "@kvit/contract/samples";
import { callerOf } from "../platform/http/app.ts";
import { removeSamples, showSamples, type SamplesDeps } from "./remove-samples.ts";

const tags = ["settings"];

/** /api/v1/samples: how many sample tickets there are, and the way to be rid of them. */
export function sampleRoutes(deps: SamplesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/api/v1/samples",
      {
        config: { access: { permission: "setting.read" } },
        schema: { tags, summary: "Count the sample tickets", response: { 200: samples } },
      },
      async (request) => showSamples(deps, callerOf(request).accountId),
    );

    app.delete(
      "/api/v1/samples",
      {
        config: { access: { permission: "setting.change" } },
        schema: { tags, summary: "Remove all sample tickets", response: { 200: samples } },
      },
      async (request) => {
        await removeSamples(deps, callerOf(request));
        return showSamples(deps, callerOf(request).accountId);
      },
    );
  };
}

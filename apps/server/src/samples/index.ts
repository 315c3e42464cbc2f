/**
 * Twelve tickets to begin with, in the owner's language, which teach by being
 * used. They are tickets like all others, except that nothing sent from them
 * leaves the house and that one click takes them away without a trace.
 */
export { addSamples, type NewSamples } from "./add-samples.ts";
export { removeSamples, type SamplesDeps } from "./remove-samples.ts";
export { sampleRoutes } from "./samples.routes.ts";
export { sampleDomain } from "./samples.queries.ts";

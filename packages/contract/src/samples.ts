import { z } from "zod";

/** The sample tickets a new desk begins with. */
export const samples = z.object({ tickets: z.number().int().nonnegative() });
export type SamplesView = z.infer<typeof samples>;

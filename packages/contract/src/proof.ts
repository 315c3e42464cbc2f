import { z } from "zod";
import { proofProblems } from "@kvit/domain/proof";
import { instant } from "./wire.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the proof of one ticket found. */
export const proof = z.object({
  ok: z.boolean(),
  events: z.number().int(),
  messages: z.number().int(),
  /** The hash of the last event, which stands for all before it; null when there is none. */
  headHash: sha256.nullable(),
  checkedAt: instant,
  problems: z.array(
    z.object({
      /** The event at which it shows; null when no single one can be blamed. */
      seq: z.number().int().nullable(),
      code: z.enum(proofProblems),
      /** In English. */
      what: z.string(),
    }),
  ),
});
export type ProofView = z.infer<typeof proof>;

/** Whether the words of internal notes and of replies taken back go into an exported history. */
export const exportQuery = z.object({ notes: z.enum(["yes", "no"]).default("no") });

/** The public half of the key with which the desk signs. */
export const signer = z.object({
  algorithm: z.literal("Ed25519"),
  publicKey: z.string(),
  fingerprint: sha256,
});
export type SignerView = z.infer<typeof signer>;

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { MessageKey } from "@kvit/i18n";
import { isAppError } from "../platform/app-error.ts";
import { longestText } from "./pages/answer-card.ts";

/** What the forms of the question send. Anything else counts as left empty. */
export const answerForm = z.object({
  answer: z.enum(["yes", "no"]).nullable().catch(null).default(null),
  text: z.string().catch("").default(""),
  mark: z.string().max(64).catch("").default(""),
  /** "I still need help" by one click: the words are the button's. */
  click: z.literal("still").nullable().catch(null).default(null),
});
export type AnswerForm = z.infer<typeof answerForm>;

export const linkParams = z.object({ token: z.string() });

/** Each form gets one when its page is made. */
export const newMark = (): string => randomUUID();

/** A form without its mark cannot be told from another: it counts as sent once. */
export function markOf({ mark }: { readonly mark: string }): string {
  return mark === "" ? newMark() : mark;
}

/** Without what cannot be stored. */
export function storable(text: string): string {
  return text.replaceAll("\u0000", "").replaceAll("\r\n", "\n").toWellFormed().trim();
}

/** What is wrong with a text before anything is tried; null when nothing is. */
export function problemWith(text: string): MessageKey | null {
  return text.length > longestText ? "customer.tooLong" : null;
}

/** The sentence for a refusal that the page itself can tell; null for what is no refusal. */
export function refusalSentence(error: unknown): MessageKey | null {
  if (!isAppError(error)) return null;
  if (error.code === "bad-request") return "customer.writeFirst";
  return error.code === "refused" ? "customer.notNow" : null;
}

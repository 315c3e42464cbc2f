import type { Language } from "@kvit/i18n/language";

/** What people write to a shop about. */
export const topics = [
  "delivery-late",
  "refund",
  "wrong-item",
  "damaged",
  "invoice",
  "double-charge",
  "login",
  "app-error",
  "address",
  "cancel",
  "product",
  "voucher",
] as const;
export type Topic = (typeof topics)[number];

/**
 * A conversation in its parts, each in two variants; the first parts of all go
 * together, and the second ones. Slots: {order}, {invoice}, {tracking},
 * {voucher}, {product}, {amount}, {street}, {date} for a day gone by and {soon}
 * for one to come. Sentences are built so that no slot has to be inflected.
 */
export type Dialogue = {
  readonly subjects: Variants;
  readonly openings: Variants;
  readonly answers: Variants;
  readonly followUps: Variants;
  readonly outcomes: Variants;
};
type Variants = readonly [string, string];

/** Everything that is said in one language. Beside the slots of dialogues: {customer}, {first}, {agent}. */
export type PhraseBook = {
  readonly language: Language;
  readonly customerGreetings: readonly string[];
  readonly customerFarewells: readonly string[];
  readonly agentGreetings: readonly string[];
  readonly agentFarewells: readonly string[];
  /** The customer asks why nothing has come yet. */
  readonly reminders: readonly string[];
  /** The customer is content; written after the solution. */
  readonly thanks: readonly string[];
  /** The customer is not. */
  readonly stillWrong: readonly string[];
  readonly notes: readonly string[];
  readonly outOfOffice: readonly string[];
  readonly spam: readonly { readonly subject: string; readonly text: string }[];
  readonly products: readonly string[];
  readonly streets: readonly string[];
  readonly currency: string;
  readonly dialogues: Readonly<Record<Topic, Dialogue>>;
};

import type { CycleFault, LifecycleFault } from "@kvit/domain/lifecycle";
import { catalogueFor, createTranslator } from "@kvit/i18n";

const say = createTranslator("en", catalogueFor("en", ["ladders", "cycles"]));

/** Why a ladder is refused, in plain English for API users; the app looks the code up in its own language. */
export function faultSentence({ fault, step }: Pick<LifecycleFault, "fault" | "step">): string {
  const sentence = say(`ladder.fault.${fault}`);
  return step === null ? sentence : say("ladder.faultAt", { step: step + 1, sentence });
}

/** The same for what a desk sets of its own. */
export function cycleSentence({ fault, at }: CycleFault): string {
  return say(`cycle.fault.${fault}`, { at });
}

import { ApiError } from "../../api/request.ts";
import { go, ticketPath } from "../../app/navigation.ts";
import { complain } from "../../app/toasts.ts";
import { t } from "../../i18n/language.ts";
import { place } from "../../keys/registry.ts";
import { current, setCurrent } from "../../store/list.ts";
import { send, type Sending } from "../../store/send-message.ts";
import { signedIn } from "../../store/session.ts";
import { createSignal } from "../../store/signal.ts";
import { reloadThread } from "../../store/threads.ts";
import { composer, openComposer } from "./bridge.ts";

/** The reply that the server stopped, waiting for the writer's decision. */
export const stopped = createSignal<Sending | null>(null);

/** A reply was taken back: to its ticket, with the caret in its text. */
export function cameBack(number: number): void {
  if (current.get() !== number) {
    if (place.get() === "list") setCurrent(number);
    else go(ticketPath(number));
  }
  openComposer(number, "reply");
}

/** Somebody else wrote first. In place when the ticket is still in hand, else a message that leads there. */
export function wasStopped(error: unknown, sending: Sending): boolean {
  if (!(error instanceof ApiError) || error.problem?.code !== "newer-message") return false;
  void decide(sending);
  return true;
}

async function decide(sending: Sending): Promise<void> {
  const { number } = sending;
  const thread = await reloadThread(number);
  const mine = signedIn()?.me.agent.id;
  const newer = (thread?.messages ?? []).filter((message) => message.id > sending.seen);
  const foreign = newer.filter((message) => message.author.kind !== "agent" || message.author.id !== mine);
  const newest = newer.at(-1);
  // what this person wrote meanwhile, a note say, stops nothing
  if (foreign.length === 0 && newest !== undefined) {
    send({ ...sending, seen: newest.id });
    return;
  }
  if (current.get() === number) askHere(sending);
  else {
    const read = { label: t("composer.readIt"), run: () => askThere(sending) };
    complain(t("refusal.newer-message"), read);
  }
}

function askHere(sending: Sending): void {
  openComposer(sending.number, "reply");
  const open = composer.get();
  if (open !== null) composer.set({ ...open, seen: sending.seen });
  stopped.set(sending);
}

function askThere(sending: Sending): void {
  go(ticketPath(sending.number));
  setCurrent(sending.number);
  askHere(sending);
}

import type { MessageView, TicketView } from "@kvit/contract/tickets";
import { explain } from "../api/explain.ts";
import { ApiError, newKey, request } from "../api/request.ts";
import { complain, endStatus, say } from "../app/toasts.ts";
import { t } from "../i18n/language.ts";
import { complainOf, guarded } from "./acts.ts";
import { rowBefore } from "./row-before.ts";
import { rememberUndo } from "./steps.ts";
import {
  changeDraft,
  clearDraft,
  getDraft,
  isEmptyDraft,
  type Draft,
  type DraftFile,
  type DraftKind,
} from "./drafts.ts";
import { isOfThisVisit, submit, Unneeded } from "./mutations.ts";
import { keepOutbox, forgetOutbox } from "./outbox.ts";
import {
  dropOutgoing,
  findOutgoing,
  followHold,
  held,
  isHeld,
  outgoingOf,
  patchOutgoing,
  putOutgoing,
  type Outgoing,
} from "./outgoing.ts";
import type { Act } from "./predict.ts";
import { askNow, questions } from "./questions.ts";
import { signedIn, type SignedIn } from "./session.ts";
import { getThread, reloadThread } from "./threads.ts";
import { getTicket } from "./tickets.ts";
import { attachAgain, whenUploaded } from "./uploads.ts";

export type Sending = {
  readonly number: number;
  readonly kind: DraftKind;
  readonly text: string;
  readonly resolve: boolean;
  readonly anyway: boolean;
  /** The newest message the writer has seen. */
  readonly seen: number;
};

/** What the composer does when a message comes back to it. */
type ComposerHooks = {
  /** A reply was taken back: its text is brought before the writer. */
  readonly open: (number: number) => void;
  /** The server stopped a reply; answers whether the writer was told in place. */
  readonly stopped: (error: unknown, sending: Sending) => boolean;
};
let hooks: ComposerHooks = { open: () => undefined, stopped: () => false };
export function onReturn(next: ComposerHooks): void {
  hooks = next;
}

/**
 * Sends what the composer holds: the bubble is there and the composer empty
 * before the server knows. Answers false, with the reason said, when the table
 * or this person's rights forbid it.
 */
export function send(sending: Sending): boolean {
  const { number, kind } = sending;
  const world = signedIn();
  const ticket = getTicket(number);
  const draft = getDraft(number, kind);
  if (world === null || ticket === undefined || isEmptyDraft(draft)) return false;
  const act = actOf(sending, draft, world);
  const result = guarded(ticket, act, world, new Date().toISOString());
  if (!result.ok) {
    complainOf(result.reason);
    return false;
  }
  endStatus();
  const entry = entryOf(sending, { ticket, draft, world });
  putOutgoing(number, [...outgoingOf(number), entry]);
  clearDraft(number, kind);
  followHold(entry);
  if (kind === "note") rememberUndo({ run: () => say(t("act.noteStays")) });
  void save(entry, sending, { act, patch: result.patch });
  return true;
}

function actOf(sending: Sending, draft: Draft, world: SignedIn): Extract<Act, { verb: "reply" | "note" }> {
  const body = { html: draft.html === "" ? "<p></p>" : draft.html };
  if (sending.kind === "note") return { verb: "note", body };
  const cc = addressesOf(draft.cc);
  return {
    verb: "reply",
    body: {
      ...body,
      hold: world.me.preferences.holdSeconds,
      ...(cc.length > 0 ? { cc } : {}),
      ...(sending.resolve ? { resolve: true } : {}),
      ...(sending.anyway ? { anyway: true } : { seenMessageId: sending.seen }),
    },
  };
}

/** The addresses of a line, parted by commas, semicolons or spaces. */
export const addressesOf = (line: string): string[] => line.split(/[\s,;]+/).filter((part) => part !== "");

type Surroundings = { readonly ticket: TicketView; readonly draft: Draft; readonly world: SignedIn };
function entryOf(sending: Sending, { ticket, draft, world: { me } }: Surroundings): Outgoing {
  const { number, kind } = sending;
  const { holdSeconds } = me.preferences;
  const now = Date.now();
  const heldUntil = kind === "reply" && holdSeconds > 0 ? now + holdSeconds * 1000 : null;
  const after = Math.max(0, ...(getThread(number)?.messages ?? []).map((message) => message.id));
  return {
    key: newKey(),
    number,
    kind,
    state: "saving",
    after,
    messageId: null,
    heldUntil,
    submitted: false,
    hurried: false,
    draft,
    before: ticket,
    message: {
      ...bubbleOf(draft, sending.text),
      id: -now,
      kind: kind === "note" ? "note" : "agent",
      channel: ticket.channel,
      at: iso(now),
      author: { kind: "agent", id: me.agent.id, name: me.agent.name, email: me.agent.email },
      ticket: number,
      wentTo: null,
      to: kind === "reply" && ticket.requester.email !== null ? [ticket.requester.email] : [],
      delivery: kind === "note" ? null : deliveryUntil(heldUntil, now),
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();
const deliveryUntil = (heldUntil: number | null, now: number): MessageView["delivery"] => ({
  state: heldUntil === null ? "sending" : "held",
  at: iso(now),
  heldUntil: heldUntil === null ? null : iso(heldUntil),
  sandboxed: false,
  detail: null,
});

/** The parts of the drawn message that come from the draft, and those that say nothing. */
function bubbleOf({ html, cc, files }: Draft, text: string) {
  const attachments = files.map(({ id, name, type, size }) => ({
    id: id ?? 0,
    filename: name,
    contentType: type,
    size,
    inline: false,
    contentId: null,
    url: id === null ? "" : `/api/v1/attachments/${id}`,
  }));
  return {
    text,
    visibleText: text,
    html,
    visibleHtml: html,
    attachments,
    cc: addressesOf(cc),
    verified: true,
    hasRemoteImages: false,
    language: null,
    threadedBy: null,
    intakeId: null,
    flags: [],
  };
}

class NotAttached extends Error {
  constructor({ name, error }: DraftFile) {
    super(t("composer.attachFailed", { name, detail: error ?? "" }));
  }
}

type Planned = {
  readonly act: Extract<Act, { verb: "reply" | "note" }>;
  readonly patch: Partial<TicketView>;
};
async function save(entry: Outgoing, sending: Sending, { act, patch }: Planned): Promise<void> {
  const { key, number, kind, draft } = entry;
  keepOutbox(key, { number, kind, draft, at: Date.now() });
  try {
    const files = draft.files.length === 0 ? [] : await whenUploaded(draft.files);
    if (findOutgoing(key)?.state !== "saving") return dropOutgoing(key);
    const refused = files.find((file) => file.error !== null);
    if (refused !== undefined) throw new NotAttached(refused);
    patchOutgoing(key, { draft: { ...draft, files }, submitted: true });
    const attachments = files.flatMap(({ id }) => (id === null ? [] : [id]));
    await submit(number, withFiles(act, attachments), patch, { key });
    if (findOutgoing(key)?.state === "saving") saved(entry);
    await reloadThread(number);
  } catch (error) {
    const takenBack = findOutgoing(key)?.state === "taken-back";
    dropOutgoing(key);
    if (takenBack) return;
    giveBack(entry);
    if (error instanceof NotAttached) complain(error.message);
    else if (!hooks.stopped(error, sending))
      complain(t("act.notSaved", { action: t(`act.${act.verb}`), detail: explain(error) }));
  } finally {
    forgetOutbox(key);
  }
}

/** The server holds the mail from when it got it: after a slow line that is later than was shown. */
function saved({ key, heldUntil }: Outgoing): void {
  const late = heldUntil !== null && heldUntil < Date.now() + slowMs;
  patchOutgoing(key, { state: "saved", ...(late ? { heldUntil: Date.now() + slowMs } : {}) });
  const entry = findOutgoing(key);
  if (late && entry !== undefined) followHold(entry);
}
const slowMs = 3000;

function withFiles(act: Planned["act"], attachments: number[]): Act {
  if (attachments.length === 0) return act;
  return act.verb === "reply"
    ? { verb: "reply", body: { ...act.body, attachments } }
    : { verb: "note", body: { ...act.body, attachments } };
}

/** The text comes back into the draft, before whatever was begun meanwhile. */
function giveBack({ number, kind, draft }: Outgoing): void {
  const present = getDraft(number, kind);
  changeDraft(number, kind, {
    ...draft,
    html: draft.html + present.html,
    files: [...draft.files, ...present.files],
  });
}

/** Takes a held reply back: text, files and caret return at once, the server cancels the mail. */
export function takeBack(key: string): void {
  const entry = findOutgoing(key);
  if (entry === undefined || !isHeld(key)) return complainOf("already-sent");
  patchOutgoing(key, { state: "taken-back" });
  giveBackSent(entry);
  hooks.open(entry.number);
  say(t("composer.takenBack"));
  void cancel(entry);
}

function giveBackSent(entry: Outgoing): void {
  giveBack({ ...entry, draft: { ...entry.draft, files: [] } });
  if (entry.draft.files.length > 0)
    attachAgain({ number: entry.number, kind: entry.kind }, entry.draft.files);
}

async function cancel({ key, number, kind, draft, before, submitted }: Outgoing): Promise<void> {
  if (!submitted) return dropOutgoing(key);
  try {
    const act = isOfThisVisit(key) ? undefined : await actIdOf(key);
    const body = act === undefined ? {} : { act };
    await submit(number, { verb: "undo", body }, rowBefore(before), { needs: key });
    await reloadThread(number);
    dropOutgoing(key);
  } catch (error) {
    if (error instanceof Unneeded) return;
    patchOutgoing(key, { state: "saved" });
    // it has left: the same text must not lie there as if it had not
    if (getDraft(number, kind).html === draft.html) clearDraft(number, kind);
    if (error instanceof ApiError && error.problem?.code === "already-sent") complainOf("already-sent");
    else complain(t("act.notSaved", { action: t("act.undo"), detail: explain(error) }));
  }
}

/** The server's name for a sending from before the page was loaded anew. */
async function actIdOf(key: string): Promise<string | undefined> {
  const messageId = await messageIdOf(key);
  const thread = getThread(findOutgoing(key)?.number ?? 0);
  const sent = thread?.events.find(
    ({ type, data }) => type === "message.sent" && data["messageId"] === messageId,
  );
  return sent?.act;
}

/** Ends the hold: the mail leaves now. */
export async function sendNow(key: string): Promise<void> {
  const entry = findOutgoing(key);
  if (entry === undefined || !isHeld(key)) return;
  patchOutgoing(key, { hurried: true });
  try {
    const messageId = await messageIdOf(key);
    if (messageId === null) return;
    await request(`/api/v1/tickets/${entry.number}/messages/${messageId}/send-now`, {
      method: "POST",
      body: {},
    });
  } catch (error) {
    if (!(error instanceof ApiError && error.problem?.code === "already-sent")) complain(explain(error));
  }
  await reloadThread(entry.number);
  dropOutgoing(key);
}

/** Shift+Z: the newest of those that are held, be it a reply or a question. */
export function sendNewestNow(): void {
  const reply = held.get().at(-1);
  const question = questions.get().at(-1);
  if (question !== undefined && question.at > sentAt(reply)) void askNow(question);
  else if (reply !== undefined) void sendNow(reply.key);
}

/** When a reply was sent, in epoch milliseconds; 0 for none. */
export const sentAt = (reply: Outgoing | undefined): number =>
  reply === undefined ? 0 : Date.parse(reply.message.at);

/** The id, once the server has saved it; null when it never did. */
async function messageIdOf(key: string): Promise<number | null> {
  for (let entry = findOutgoing(key); entry !== undefined; entry = findOutgoing(key)) {
    if (entry.messageId !== null) return entry.messageId;
    if (entry.state === "saved") await reloadThread(entry.number);
    if (findOutgoing(key)?.messageId === null) await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return null;
}

const rememberedUndo = new Set<string>();
/** Whatever is held is the next that `z` takes back, also after the page was loaded anew. */
held.subscribe(() => {
  for (const { key } of held.get()) {
    if (rememberedUndo.has(key)) continue;
    rememberedUndo.add(key);
    rememberUndo({ run: () => takeBack(key), stillThere: () => isHeld(key) });
  }
});

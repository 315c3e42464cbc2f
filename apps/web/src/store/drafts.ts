import type { ThreadView } from "@kvit/contract/tickets";
import { request } from "../api/request.ts";
import { createKeyedSignal, useKeyed } from "./signal.ts";
import { signedIn } from "./session.ts";
import { onThread } from "./threads.ts";

export type DraftKind = "reply" | "note";
/** A file of a draft: on its way up (`progress` 0 to 1), there (`id`), or refused (`error`). */
export type DraftFile = {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly id: number | null;
  readonly progress: number;
  readonly error: string | null;
};
/** What somebody is writing: cleaned again by the server, so this HTML is a wish. */
export type Draft = {
  readonly html: string;
  readonly cc: string;
  readonly files: readonly DraftFile[];
  /** Where the caret stood; null is the end. */
  readonly cursor: number | null;
};
type Kept = Pick<Draft, "html" | "cc" | "files"> & {
  /** The text the server has; a differing `html` has yet to go there. */
  readonly synced: string;
};
type Slot = {
  readonly number: number;
  readonly kind: DraftKind;
  synced: string;
  touchedAt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** Pause between two savings on the server. */
const syncMs = 3000;
const localMs = 150;
/** No text of the editor: the server may hold anything. */
const unknown = "?";
const emptyDraft: Draft = { html: "", cc: "", files: [], cursor: null };
const drafts = createKeyedSignal<string, Draft>();
/** When each draft was last saved on the server, epoch milliseconds, by `number:kind`. */
export const draftSaved = createKeyedSignal<string, number>();
/** The tickets that have a draft of this person, as far as this device knows. */
export const hasDraft = createKeyedSignal<number, true>();
const slots = new Map<string, Slot>();

export const draftKey = (number: number, kind: DraftKind): string => `${number}:${kind}`;
const storageKey = (key: string) => `kvit.draft.${signedIn()?.me.agent.id ?? 0}.${key}`;

/** What the editor holds and has not written down yet; every reader sees it written first. */
export const unwritten: { flush: (() => void) | null } = { flush: null };

export function getDraft(number: number, kind: DraftKind): Draft {
  const { flush } = unwritten;
  unwritten.flush = null;
  flush?.();
  slotOf(number, kind);
  return drafts.get(draftKey(number, kind)) ?? emptyDraft;
}
export function useDraft(number: number, kind: DraftKind): Draft {
  slotOf(number, kind);
  return useKeyed(drafts, draftKey(number, kind)) ?? emptyDraft;
}

export const isEmptyDraft = (draft: Draft): boolean => isEmptyHtml(draft.html) && draft.files.length === 0;
/** Whether HTML of the editor says nothing. */
export const isEmptyHtml = (html: string): boolean => html.replaceAll(/<[^>]*>|&nbsp;|\s/g, "") === "";

/** Changes a draft: here at once, on this device a moment later, on the server within three seconds. */
export function changeDraft(number: number, kind: DraftKind, change: Partial<Draft>): void {
  const key = draftKey(number, kind);
  const slot = slotOf(number, kind);
  const next = { ...getDraft(number, kind), ...change };
  drafts.set(key, isEmptyDraft(next) && next.cc === "" ? undefined : next);
  slot.touchedAt = performance.now();
  markTicket(number);
  keepSoon(key);
  if (textOf(next) !== slot.synced) slot.timer ??= setTimeout(() => void sync(slot), syncMs);
}

/** Empties a draft, here and, whatever the server may have made of it meanwhile, there. */
export function clearDraft(number: number, kind: DraftKind): void {
  slotOf(number, kind).synced = unknown;
  changeDraft(number, kind, emptyDraft);
}

/** What goes to the server: an empty text removes the draft there. */
const textOf = (draft: Draft): string => (isEmptyHtml(draft.html) ? "" : draft.html);

async function sync(slot: Slot): Promise<void> {
  const { number, kind } = slot;
  const body = textOf(getDraft(number, kind));
  slot.timer = undefined;
  if (body === slot.synced) return;
  try {
    await request(`/api/app/drafts/${number}`, { method: "PUT", body: { kind, body } });
    slot.synced = body;
    slot.touchedAt = performance.now();
    draftSaved.set(draftKey(number, kind), body === "" ? undefined : Date.now());
  } catch {
    // it is safe on this device; the next try follows
  }
  keepSoon(draftKey(number, kind));
  if (textOf(getDraft(number, kind)) !== slot.synced)
    slot.timer ??= setTimeout(() => void sync(slot), syncMs);
}

function markTicket(number: number): void {
  const any = (["reply", "note"] as const).some((kind) => drafts.get(draftKey(number, kind)) !== undefined);
  hasDraft.set(number, any ? true : undefined);
}

const waiting = new Set<string>();
let keepTimer: ReturnType<typeof setTimeout> | undefined;
function keepSoon(key: string): void {
  waiting.add(key);
  keepTimer ??= setTimeout(keepNow, localMs);
}

/** Writes what waits to this device's memory. */
function keepNow(): void {
  clearTimeout(keepTimer);
  keepTimer = undefined;
  for (const key of waiting) {
    const draft = drafts.get(key);
    const synced = slots.get(key)?.synced ?? "";
    if (draft === undefined && synced === "") localStorage.removeItem(storageKey(key));
    else localStorage.setItem(storageKey(key), JSON.stringify({ ...keptOf(draft ?? emptyDraft), synced }));
  }
  waiting.clear();
}

/** Takes from this device what the server has as well; text that it has not stays, for its writer alone. */
export function forgetDrafts(): void {
  unwritten.flush?.();
  unwritten.flush = null;
  keepNow();
  const prefix = storageKey("");
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
    const kept = readKept(name.slice(prefix.length));
    if (kept === null || kept.html === kept.synced) localStorage.removeItem(name);
  }
}

function keptOf({ html, cc, files }: Draft): Omit<Kept, "synced"> {
  return { html, cc, files: files.filter((file) => file.id !== null) };
}

/** The place of a draft; what this device remembers is read when it is first asked for. */
function slotOf(number: number, kind: DraftKind): Slot {
  const key = draftKey(number, kind);
  const known = slots.get(key);
  if (known !== undefined) return known;
  const kept = readKept(key);
  const slot: Slot = { number, kind, synced: kept?.synced ?? "", touchedAt: 0, timer: undefined };
  slots.set(key, slot);
  if (kept !== null) {
    drafts.set(key, isEmptyDraft({ ...kept, cursor: null }) ? undefined : { ...kept, cursor: null });
    markTicket(number);
    if (kept.html !== kept.synced) slot.timer = setTimeout(() => void sync(slot), syncMs);
  }
  return slot;
}

function readKept(key: string): Kept | null {
  try {
    const kept: Kept | null = JSON.parse(localStorage.getItem(storageKey(key)) ?? "null");
    return typeof kept?.html === "string" && Array.isArray(kept.files) ? kept : null;
  } catch {
    return null;
  }
}

/** Rows know at once which tickets have a draft on this device. */
export function findKeptDrafts(): void {
  const prefix = storageKey("");
  for (const name of Object.keys(localStorage)) {
    const number = Number(name.startsWith(prefix) ? name.slice(prefix.length).split(":")[0] : 0);
    if (number > 0) slotOf(number, name.endsWith(":note") ? "note" : "reply");
  }
}

/** What the server keeps is taken over when nothing of this device is newer than the question. */
function takeFromServer({ ticket, drafts: found }: ThreadView, requestedAt: number): void {
  for (const kind of ["reply", "note"] as const) {
    const slot = slotOf(ticket.number, kind);
    const held = getDraft(ticket.number, kind);
    const body = found[kind] ?? "";
    const unsent = textOf(held) !== slot.synced;
    if (unsent || slot.touchedAt > requestedAt || body === slot.synced) continue;
    slot.synced = body;
    const html = body === "" || body.startsWith("<") ? body : htmlOf(body);
    const key = draftKey(ticket.number, kind);
    drafts.set(key, body === "" && held.files.length === 0 ? undefined : { ...held, html, cursor: null });
    markTicket(ticket.number);
    keepSoon(key);
  }
}

/** Plain text as the editor's paragraphs. */
export function htmlOf(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("");
}

onThread(takeFromServer);
addEventListener("pagehide", () => {
  if (signedIn() === null) return;
  unwritten.flush?.();
  keepNow();
});

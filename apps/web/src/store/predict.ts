import type { TicketView, Verb, VerbBody } from "@kvit/contract/tickets";
import { outcome } from "@kvit/domain/tickets";
import { isPossible } from "./offered.ts";
import type { SignedIn } from "./session.ts";

/** The body that each verb takes, kept together with the verb's name. */
export type Act = { [Name in Verb]: { readonly verb: Name; readonly body: VerbBody<Name> } }[Verb];
export type Prediction =
  | { readonly ok: true; readonly patch: Partial<TicketView> }
  | { readonly ok: false; readonly reason: string };

/**
 * What a ticket will be after an act, by the same table the server obeys. The
 * server's answer replaces the guess; only what the screens show is guessed.
 */
export function predict(ticket: TicketView, act: Act, world: SignedIn, now: string): Prediction {
  if (act.verb === "undo") return { ok: true, patch: {} };
  const next = outcome(act.verb, ticket.status);
  if (next.kind === "refused") return { ok: false, reason: next.reason };
  if (act.verb !== "unmerge" && ticket.mergedInto !== null && !isPossible(act.verb, ticket))
    return { ok: false, reason: "merged" };
  const patch = { ...detailsOf(ticket, act, world), updatedAt: now };
  if (next.kind === "moves")
    return { ok: true, patch: { ...patch, ...statusPatch(ticket, act, next.to, now) } };
  if (next.kind === "returns") return { ok: true, patch: { ...patch, status: returnsTo(ticket) } };
  return { ok: true, patch };
}

const returnsTo = (ticket: TicketView): TicketView["status"] =>
  ticket.status === "postponed" ? (ticket.postponedFrom ?? "open") : "open";

function statusPatch(
  ticket: TicketView,
  act: Act,
  to: TicketView["status"],
  now: string,
): Partial<TicketView> {
  const status = act.verb === "reply" ? statusAfterReply(ticket, act.body) : to;
  const postponed = act.verb === "postpone" && "until" in act.body ? act.body.until : null;
  return {
    status,
    postponedUntil: status === "postponed" ? postponed : null,
    postponedFrom:
      status === "postponed" && ticket.status !== "postponed" ? ticket.status : ticket.postponedFrom,
    ...(status === "resolved" ? { resolvedAt: ticket.resolvedAt ?? now, waitingSince: null } : {}),
    ...(status === "answered" ? { waitingSince: null } : {}),
    ...(status === "closed" ? { closedAt: now } : {}),
  };
}

/** Where a reply leads: resolved when it says so, and a resolved ticket stays so unless told otherwise. */
export function statusAfterReply(
  ticket: Pick<TicketView, "status">,
  body: { readonly resolve?: boolean | undefined },
): TicketView["status"] {
  if (body.resolve === true) return "resolved";
  return ticket.status === "resolved" && body.resolve !== false ? "resolved" : "answered";
}

/** What each verb changes besides the status; the others change nothing that is shown. */
function detailsOf(ticket: TicketView, act: Act, world: SignedIn): Partial<TicketView> {
  if (act.verb === "assign") return { assignee: agentByEmail(world, act.body.agent) };
  if (act.verb === "reopen") {
    return { assignee: personOf(world.me.agent), reopenCount: ticket.reopenCount + (isDone(ticket) ? 1 : 0) };
  }
  if (act.verb === "prioritise") return { priority: act.body.priority };
  if (act.verb === "transfer")
    return { department: departmentOf(world, act.body.department) ?? ticket.department };
  if (act.verb === "stage") return { stage: act.body.stage };
  return act.verb === "tag" ? { tags: tagsAfter(ticket.tags, act.body) } : placeOf(act);
}

/** Where it lies: flagged for somebody to look, or gone on in another ticket. */
function placeOf(act: Act): Partial<TicketView> {
  if (act.verb === "review" || act.verb === "not-spam" || act.verb === "restore")
    return { needsReview: false, purgeAt: null };
  if (act.verb === "merge") return { mergedInto: act.body.into };
  return act.verb === "unmerge" ? { mergedInto: null } : {};
}

function tagsAfter(tags: readonly string[], body: VerbBody<"tag">): string[] {
  const removed = new Set(body.remove);
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...(body.add ?? [])])];
}

const isDone = (ticket: TicketView) => ticket.status === "resolved" || ticket.status === "closed";
const personOf = (agent: { id: number; name: string; email: string }) => ({
  id: agent.id,
  name: agent.name,
  email: agent.email,
});

function agentByEmail(world: SignedIn, email: string | null): TicketView["assignee"] {
  const found = world.agents.find((agent) => agent.email === email);
  return found === undefined ? null : personOf(found);
}

function departmentOf(world: SignedIn, key: number | string): TicketView["department"] | null {
  const found = world.departments.find(({ id, name }) => id === key || name === key);
  return found === undefined ? null : { id: found.id, name: found.name };
}

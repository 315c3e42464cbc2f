import type { MailPreview, PreviewMail } from "@kvit/contract/mail-preview";
import type { Instant } from "@kvit/domain/kernel";
import { planOf, type PlannedRung } from "@kvit/domain/ladders";
import { visibility } from "@kvit/domain/permissions";
import { waitSince, type Ticket } from "@kvit/domain/tickets";
import { ladderMail } from "../channels/email/mails/ladder-mail.ts";
import { wordsIn } from "../channels/email/mails/words.ts";
import { replySubject } from "../channels/email/outbox/subject-line.ts";
import { mayRead } from "../people/rights.ts";
import { AppError } from "../platform/app-error.ts";
import type { Principal } from "../platform/http/principal.ts";
import { readDesk } from "../settings/desk.queries.ts";
import type { LadderLetter } from "../tickets/mail-port.ts";
import { referenceOf } from "../tickets/ticket-views.queries.ts";
import { findTicket } from "../tickets/tickets.queries.ts";
import type { LifecycleDeps } from "./change-lifecycle.ts";
import { readTerms } from "./terms.queries.ts";

/** Stands where the mail has the customer's own link, which is nobody else's business. */
const noLink = "https://desk.example/preview";

/**
 * The mail that a rung of a ladder would send to a ticket's customer, in a
 * language, written by what writes it when the time comes. Throws bad-request for
 * a ticket the caller may not read, and for a rung that sends nothing.
 */
export async function previewMail(
  { db }: LifecycleDeps,
  caller: Principal,
  { ladder, ticket: number, rung, language }: PreviewMail,
): Promise<MailPreview> {
  const stored = await findTicket(db, caller.accountId, { number });
  if (stored === null || !mayRead(visibility(caller.agent), stored.ticket))
    throw refused("ticket", `There is no ticket ${number}.`);
  const { ticket } = stored;
  const { calendars, calendar } = await readTerms(db, caller.accountId);
  const plan = planOf(ladder, ticket, calendars.get(ticket.departmentId) ?? calendar);
  const letter = letterFor(ticket, plan, rung);
  if (letter === null) throw refused("rung", `Rung ${rung} of the plan sends no mail.`);
  const desk = await readDesk(db, caller.accountId);
  const reference = referenceOf(desk.ticketPrefix, ticket.number);
  return ladderMail(wordsIn(language), {
    deskName: desk.name,
    subject: replySubject(ticket.subject, `[${reference}]`),
    reference,
    historyUrl: noLink,
    decisionUrl: noLink,
    timeZone: desk.timeZone,
    letter,
  });
}

const refused = (path: string, message: string): AppError =>
  new AppError("bad-request", { detail: message, errors: [{ path, message }] });

/** What the mail of a planned rung says; null for one that tells the customer nothing. */
function letterFor(ticket: Ticket, plan: readonly PlannedRung[], rung: number): LadderLetter | null {
  const planned = plan[rung];
  const waited = waitSince(ticket);
  if (planned === undefined || waited === null) return null;
  const resolved = atOf(plan.slice(0, rung), "resolve");
  const isAsked = resolved !== null || ticket.status !== "answered";
  const rest = plan.slice(rung);
  return written(planned.act, {
    from: isAsked ? "resolved" : "answered",
    since: resolved ?? waited,
    then: atOf(rest, isAsked || planned.act === "resolve" ? "close" : "resolve"),
    until: atOf(rest, "lock"),
  });
}

const atOf = (plan: readonly PlannedRung[], wanted: PlannedRung["act"]): Instant | null =>
  plan.find(({ act }) => act === wanted)?.at ?? null;

type Dates = {
  readonly from: "answered" | "resolved";
  readonly since: Instant;
  readonly then: Instant | null;
  readonly until: Instant | null;
};

function written(act: PlannedRung["act"], { from, since, then, until }: Dates): LadderLetter | null {
  if (act === "remind" || act === "notice") return { kind: act, from, since, then };
  if (act === "resolve") return { kind: "resolved", since, then, until };
  if (act !== "close" || until === null) return null;
  return { kind: "closed", reason: "no-answer", since, until };
}

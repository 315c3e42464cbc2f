import type { Instant } from "@kvit/domain/kernel";
import type { MessageKey } from "@kvit/i18n";
import type { Conversation } from "../conversation/read-conversation.ts";
import type { CustomerRequest } from "../find-request.ts";
import { html, type Html } from "./html.ts";
import { showMoment, type Voice } from "./voice.ts";

type Stop = { readonly label: MessageKey; readonly done: boolean; readonly caption: Html | string | null };

/** Four stops from received to closed, with what is behind and what is ahead. */
export function progressPart(voice: Voice, request: CustomerRequest, conversation: Conversation): Html {
  const { say } = voice;
  return html`<section class="progress" aria-labelledby="progress">
    <h2 id="progress" class="hidden">${say("customer.progress")}</h2>
    <ol>
      ${stopsOf(voice, request, conversation).map(
        ({ label, done, caption }) =>
          html`<li data-done="${done ? "yes" : "no"}">
            <span class="stop"
              >${done ? doneMark : aheadMark}<span
                >${say(label)}<span class="hidden">
                  (${say(done ? "customer.step.done" : "customer.step.ahead")})</span
                ></span
              ></span
            >
            <span class="caption">${caption}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

function stopsOf(voice: Voice, request: CustomerRequest, { answeredAt }: Conversation): readonly Stop[] {
  const { ticket } = request.stored;
  const { stage, closedAt } = request.standing;
  const isClosed = stage === "closed" || stage === "locked";
  const isSolved = stage === "asked" || isClosed;
  const received: Stop = {
    label: "customer.step.received",
    done: true,
    caption: showMoment(voice, ticket.createdAt),
  };
  const answered: Stop = {
    label: "customer.step.answered",
    done: answeredAt !== null,
    caption: answeredAt === null ? null : afterOr(voice, ticket.createdAt, answeredAt),
  };
  return [
    received,
    // Solved without a word from us: then there was no such stop.
    ...(isSolved && answeredAt === null ? [] : [answered]),
    {
      label: "customer.step.solved",
      done: isSolved,
      caption: isSolved && ticket.resolvedAt !== null ? showMoment(voice, ticket.resolvedAt) : null,
    },
    {
      label: "customer.step.closed",
      done: isClosed,
      caption:
        closedAt !== null
          ? showMoment(voice, closedAt)
          : stage === "asked"
            ? voice.say("customer.step.youDecide")
            : null,
    },
  ];
}

const hourMs = 3_600_000;

/** "after 4 m", "after 1 d 2 h"; the moment itself when we were the first to write. */
function afterOr(voice: Voice, createdAt: Instant, answeredAt: Instant): Html | string {
  const { format, say } = voice;
  const took = (answeredAt - createdAt) / 1000;
  if (took < 1000) return showMoment(voice, answeredAt);
  const duration = took < hourMs ? format.shortDuration(took) : format.duration(took);
  return say("customer.step.after", { duration });
}

const doneMark = html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
  <circle cx="8" cy="8" r="7.25" fill="currentColor" stroke="none" />
  <path class="tick" d="m4.8 8.3 2.2 2.3 4.2-4.7" />
</svg>`;
const aheadMark = html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">
  <circle cx="8" cy="8" r="6.25" />
</svg>`;

import type { FirstSteps } from "@kvit/contract/first-steps";
import type { MessageKey } from "../i18n/language.ts";
import { ticketPath } from "../app/navigation.ts";

/** A part of a step that has its own tick: words alone, or a key with what it does. */
type Part = { readonly label: MessageKey; readonly command?: string; readonly done: boolean };

export type Step = {
  readonly id: "answer" | "mailbox" | "team";
  readonly label: MessageKey;
  readonly lead: MessageKey | null;
  readonly parts: readonly Part[];
  readonly action: MessageKey;
  readonly href: string;
  readonly done: boolean;
};

/** What a new desk is asked to do, in order, with what is done of it. Pure. */
export function stepList(steps: FirstSteps, paletteOpened: boolean): readonly Step[] {
  const { tried, mailbox, samples, teacher } = steps;
  const answer: Step = {
    id: "answer",
    label: "firstSteps.answer",
    lead: "firstSteps.answerLead",
    parts: [
      { label: "firstSteps.key.reply", command: "ticket.reply", done: tried.reply },
      { label: "firstSteps.key.resolve", command: "ticket.resolve", done: tried.resolve },
      { label: "firstSteps.key.undo", command: "app.undo", done: tried.undo },
      { label: "firstSteps.key.palette", command: "app.palette", done: paletteOpened },
    ],
    action: "firstSteps.answerAction",
    href: teacher === null ? "/v/all" : ticketPath(teacher),
    done: tried.reply,
  };
  return [
    ...(samples > 0 ? [answer] : []),
    {
      id: "mailbox",
      label: "firstSteps.mailbox",
      lead: null,
      parts: [
        { label: "firstSteps.mailbox.address", done: mailbox.address },
        { label: "firstSteps.mailbox.in", done: mailbox.in },
        { label: "firstSteps.mailbox.out", done: mailbox.out },
        { label: "firstSteps.mailbox.back", done: mailbox.back },
      ],
      action: "firstSteps.mailboxAction",
      href: mailbox.id === null ? "/settings/mailboxes" : `/settings/mailboxes/${mailbox.id}`,
      done: mailbox.address && mailbox.in && mailbox.out && mailbox.back,
    },
    {
      id: "team",
      label: "firstSteps.team",
      lead: "firstSteps.teamLead",
      parts: [],
      action: "firstSteps.teamAction",
      href: "/settings/agents/invite",
      done: steps.team,
    },
  ];
}

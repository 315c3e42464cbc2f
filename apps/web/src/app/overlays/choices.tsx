import type { Verb } from "@kvit/contract/tickets";
import type { WorkingCalendar } from "@kvit/domain/calendars";
import { closeReasons, priorities, type Status } from "@kvit/domain/tickets";
import type { Words } from "../../i18n/language.ts";
import { perform } from "../../store/acts.ts";
import { isPossible } from "../../store/offered.ts";
import type { Act } from "../../store/predict.ts";
import type { SignedIn } from "../../store/session.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import type { Choice } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PriorityBars } from "../../ui/PriorityBars.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { overlay } from "../overlay.ts";
import { matchScore } from "./match.ts";
import { postponeTimes } from "./postpone-times.ts";

type Tickets = readonly ShownTicket[];
const numbersOf = (tickets: Tickets) => tickets.map((ticket) => ticket.number);
const all = (tickets: Tickets, test: (ticket: ShownTicket) => boolean) =>
  tickets.length > 0 && tickets.every(test);

export function personChoices(tickets: Tickets, world: SignedIn, { t, format }: Words): readonly Choice[] {
  const mine = world.me.agent.id;
  const people = world.agents
    .filter((agent) => agent.active)
    .sort((a, b) => Number(b.id === mine) - Number(a.id === mine) || format.compare(a.name, b.name));
  const assign = (agent: string | null) => () =>
    perform(numbersOf(tickets), { verb: "assign", body: { agent } });
  return [
    ...people.map((agent) => ({
      id: `agent-${agent.id}`,
      text: agent.name,
      start: <Avatar name={agent.name} />,
      hint: agent.id === mine ? t("common.you") : agent.email,
      checked: all(tickets, (ticket) => ticket.assignee?.id === agent.id),
      run: assign(agent.email),
    })),
    {
      id: "nobody",
      text: t("pick.nobody"),
      start: <Icon name="close" />,
      checked: all(tickets, (ticket) => ticket.assignee === null),
      run: assign(null),
    },
  ];
}

export function departmentChoices(tickets: Tickets, world: SignedIn): readonly Choice[] {
  return world.departments
    .filter((department) => !department.retired)
    .map(({ id, name }) => ({
      id: `department-${id}`,
      text: name,
      start: <Icon name="folder" />,
      checked: all(tickets, (ticket) => ticket.department.id === id),
      run: () => perform(numbersOf(tickets), { verb: "transfer", body: { department: id } }),
    }));
}

export function priorityChoices(tickets: Tickets, { t }: Words): readonly Choice[] {
  return priorities.toReversed().map((priority) => ({
    id: priority,
    text: t(`priority.${priority}`),
    start: <PriorityBars priority={priority} />,
    checked: all(tickets, (ticket) => ticket.priority === priority),
    run: () => perform(numbersOf(tickets), { verb: "prioritise", body: { priority } }),
  }));
}

/** The ways out of the present status, by the table; what opens another picker says so with its dots. */
export function statusChoices(tickets: Tickets, words: Words): readonly Choice[] {
  const { t } = words;
  const numbers = numbersOf(tickets);
  const offered = (verb: Verb) => tickets.some((ticket) => isPossible(verb, ticket));
  const plain = [
    ["resolve", "command.resolve", "resolved"],
    ["reopen", "command.reopen", "open"],
    ["wake", "command.wake", "open"],
    ["spam", "command.spam", "spam"],
    ["not-spam", "command.notSpam", "open"],
    ["restore", "command.restore", "open"],
    ["delete", "command.delete", "deleted"],
  ] as const;
  const glyph = (status: Status) => <StatusGlyph status={status} />;
  const act = (verb: (typeof plain)[number][0]): Act => ({ verb, body: {} });
  const choices = plain
    .filter(([verb]) => offered(verb))
    .map(([verb, label, status]): Choice => ({
      id: verb,
      text: t(label),
      start: glyph(status),
      run: () => perform(numbers, act(verb)),
    }));
  const others = [
    ["postpone", "command.postpone", "postponed"],
    ["close", "command.close", "closed"],
  ] as const;
  const pickers = others
    .filter(([verb]) => offered(verb))
    .map(([verb, label, status]): Choice => ({
      id: verb,
      text: t(label),
      start: glyph(status),
      run: () => overlay.set({ kind: verb, numbers }),
    }));
  return [...choices.slice(0, 1), ...pickers, ...choices.slice(1)];
}

export function tagChoices(
  tickets: Tickets,
  world: SignedIn,
  query: string,
  { t, format }: Words,
): readonly Choice[] {
  const present = new Set(tickets.flatMap((ticket) => ticket.tags));
  const known = [...new Set([...world.tags, ...present])].sort(
    (a, b) => Number(present.has(b)) - Number(present.has(a)) || format.compare(a, b),
  );
  const wanted = query.trim();
  const fresh = wanted !== "" && !known.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
  const change = (tag: string, on: boolean) => () =>
    perform(numbersOf(tickets), { verb: "tag", body: on ? { add: [tag] } : { remove: [tag] } });
  return [
    ...known.map((tag) => {
      const checked = all(tickets, (ticket) => ticket.tags.includes(tag));
      return { id: `tag-${tag}`, text: tag, start: <Icon name="tag" />, checked, run: change(tag, !checked) };
    }),
    ...(fresh
      ? [
          {
            id: "new-tag",
            text: t("pick.newTag", { tag: wanted }),
            start: <Icon name="tag" />,
            run: change(wanted, true),
          },
        ]
      : []),
  ];
}

/** The working hours of the department in which all the tickets lie; null when they lie in several. */
function sharedCalendar(tickets: Tickets, { departments }: SignedIn): WorkingCalendar | null {
  const [first] = tickets;
  const isShared =
    first !== undefined && all(tickets, ({ department }) => department.id === first.department.id);
  return isShared ? (departments.find(({ id }) => id === first.department.id) ?? null) : null;
}

export function postponeChoices(
  tickets: Tickets,
  query: string,
  world: SignedIn,
  { t, format, language }: Words,
): readonly Choice[] {
  const numbers = numbersOf(tickets);
  const zone = world.me.agent.timeZone;
  const calendar = sharedCalendar(tickets, world);
  const reader = { language, zone, calendar };
  const times = postponeTimes(query, new Date(), reader).map(({ id, label, at }): Choice => ({
    id,
    text: label === null ? format.moment(at) : t(label),
    start: <Icon name="clock" />,
    hint: label === null ? t("pick.clockPaused") : `${format.moment(at)} · ${t("pick.clockPaused")}`,
    run: () => perform(numbers, { verb: "postpone", body: { until: at.toISOString() } }),
  }));
  const untilReply: Choice = {
    id: "until-reply",
    text: t("pick.untilReply"),
    start: <Icon name="reply" />,
    run: () => perform(numbers, { verb: "postpone", body: { untilReply: true } }),
  };
  const named = (choice: Choice) => query.trim() === "" || matchScore(query, choice.text) > 0;
  return [...times, untilReply].filter((choice) => choice.id === "typed" || named(choice));
}

export function closeChoices(tickets: Tickets, { t }: Words): readonly Choice[] {
  return closeReasons.map((reason) => ({
    id: reason,
    text: t(`closeReason.${reason}`),
    start: <StatusGlyph status="closed" />,
    run: () => perform(numbersOf(tickets), { verb: "close", body: { reason } }),
  }));
}

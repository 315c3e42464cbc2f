import { foldForSearch } from "@kvit/i18n";
import type { Instant } from "@kvit/domain/kernel";
import type { Actor, Cause, CommandInput, CommandName } from "@kvit/domain/tickets";
import type { Language } from "@kvit/i18n/language";
import { findOrCreateContact } from "../contacts/index.ts";
import { executeCommand } from "../tickets/execute-command.ts";
import { insertMessage, type NewMessage } from "../tickets/messages.queries.ts";
import { openTicket } from "../tickets/open-ticket.ts";
import { inTransaction, type Work, type WorkDeps } from "../tickets/unit-of-work.ts";
import { sampleRoles, type SampleRole, type SampleTexts, type Words } from "./sample-texts.ts";
import { countSamples, readAgent, readFirstDepartment, sampleDomain } from "./samples.queries.ts";
import { stories, wordsOf, type Deed, type Story } from "./stories.ts";
import { sampleTexts } from "./texts/index.ts";

export type NewSamples = {
  readonly accountId: number;
  /** What they are written in: the owner's language. */
  readonly language: Language;
  /** Who answered those that are answered already. */
  readonly agentId: number;
};

const minute = 60_000_000;

/**
 * Puts twelve sample tickets into the first department, told through the use
 * cases of every other ticket on a clock that is set back. Answers how many
 * were made: none where there are samples already.
 */
export async function addSamples(deps: WorkDeps, wanted: NewSamples): Promise<number> {
  return inTransaction(deps, async (work) => {
    if ((await countSamples(work.tx, wanted.accountId)) > 0) return 0;
    const cast = await prepareCast(work, wanted);
    for (const story of stories) await tell(work, cast, story);
    return stories.length;
  });
}

type Author = NewMessage["author"];
type Cast = NewSamples & {
  readonly present: Instant;
  readonly departmentId: number;
  readonly texts: SampleTexts;
  readonly agent: Author;
  readonly people: ReadonlyMap<SampleRole, { readonly contactId: number; readonly author: Author }>;
};

async function prepareCast(work: Work, wanted: NewSamples): Promise<Cast> {
  const { accountId, agentId, language } = wanted;
  const texts = sampleTexts[language];
  const { name, email } = await readAgent(work.tx, accountId, agentId);
  const people = new Map<SampleRole, { contactId: number; author: Author }>();
  for (const role of sampleRoles) people.set(role, await prepareCustomer(work, wanted, texts.people[role]));
  return {
    ...wanted,
    present: work.now,
    texts,
    people,
    departmentId: await readFirstDepartment(work.tx, accountId),
    agent: { actor: { kind: "agent", id: agentId }, name, address: email },
  };
}

async function prepareCustomer({ tx }: Work, { accountId, language }: NewSamples, name: string) {
  const address = `${foldForSearch(name).replaceAll(/[^a-z]+/g, ".")}@${sampleDomain}`;
  const { contactId } = await findOrCreateContact(tx, accountId, { address, name, language });
  const actor: Actor = { kind: "customer", id: contactId };
  return { contactId, author: { actor, name, address } };
}

/** The same transaction at an earlier moment. */
function at(work: Work, now: Instant): Work {
  return { ...work, now };
}

async function tell(work: Work, cast: Cast, story: Story): Promise<void> {
  const customer = cast.people.get(story.by);
  if (customer === undefined) throw new Error(`Nobody plays ${story.by}.`);
  const words: Partial<Words> = cast.texts.tickets[story.key];
  const { ticket } = await openTicket(at(work, work.now - story.minutesAgo * minute), {
    accountId: cast.accountId,
    subject: words.subject ?? "",
    requesterId: customer.contactId,
    departmentId: cast.departmentId,
    priority: story.priority ?? "normal",
    tags: story.tags ?? [],
    channel: "sample",
    language: cast.language,
    actor: customer.author.actor,
    cause: { kind: "hand" },
    message: {
      kind: "customer",
      author: customer.author,
      language: cast.language,
      text: words.opening ?? "",
    },
  });
  for (const [minutesAgo, deed] of story.steps) {
    const scene = { cast, ticketId: ticket.id, customer: customer.author, words: wordsFor(words, deed) };
    await perform[deed](at(work, work.now - minutesAgo * minute), scene);
  }
}

function wordsFor(words: Partial<Words>, deed: Deed): string {
  const part = wordsOf[deed];
  const text = part === undefined ? "" : words[part];
  if (text === undefined) throw new Error(`There are no words for “${deed}” in this sample.`);
  return text;
}

type Scene = {
  readonly cast: Cast;
  readonly ticketId: number;
  readonly customer: Author;
  readonly words: string;
};

const perform: Readonly<Record<Deed, (work: Work, scene: Scene) => Promise<void>>> = {
  take: async (work, scene) => byAgent(work, scene, "assign", { agentId: scene.cast.agentId }),
  answer: async (work, scene) => answer(work, scene, "answered"),
  "answer and resolve": async (work, scene) => answer(work, scene, "resolved"),
  note: async (work, scene) => byAgent(work, scene, "note", await write(work, scene, "note")),
  reject: async (work, scene) => byCustomer(work, scene, "reject", {}),
  reply: async (work, scene) => byCustomer(work, scene, "receive", await write(work, scene, "customer")),
  absence: async (work, scene) =>
    byCustomer(work, scene, "receive-automatic", {
      ...(await write(work, scene, "automatic")),
      kind: "auto-reply",
    }),
  postpone: async (work, scene) =>
    byAgent(work, scene, "postpone", { until: mondayAfter(scene.cast.present) }),
  confirm: async (work, scene) => byCustomer(work, scene, "confirm", {}),
  spam: async (work, scene) => byAgent(work, scene, "spam", {}),
  delete: async (work, scene) => byAgent(work, scene, "delete", {}),
};

async function answer(work: Work, scene: Scene, then: "answered" | "resolved"): Promise<void> {
  const message = await write(work, scene, "agent");
  await byAgent(work, scene, "reply", { ...message, then, holdUntil: null });
}

async function write(work: Work, scene: Scene, kind: NewMessage["kind"]) {
  const { cast, ticketId, customer, words } = scene;
  return insertMessage(work.tx, {
    accountId: cast.accountId,
    ticketId,
    kind,
    channel: "sample",
    at: work.now,
    author: kind === "customer" || kind === "automatic" ? customer : cast.agent,
    language: cast.language,
    text: words,
    flags: kind === "automatic" ? ["auto-reply"] : [],
  });
}

async function byAgent<Name extends CommandName>(
  work: Work,
  scene: Scene,
  name: Name,
  input: CommandInput<Name>,
): Promise<void> {
  await run(work, scene, { name, input, actor: scene.cast.agent.actor });
}

async function byCustomer<Name extends CommandName>(
  work: Work,
  scene: Scene,
  name: Name,
  input: CommandInput<Name>,
): Promise<void> {
  await run(work, scene, { name, input, actor: scene.customer.actor });
}

type Running<Name extends CommandName> = {
  readonly name: Name;
  readonly input: CommandInput<Name>;
  readonly actor: Actor;
};

async function run<Name extends CommandName>(
  work: Work,
  { cast, ticketId }: Scene,
  { name, input, actor }: Running<Name>,
): Promise<void> {
  const cause: Cause = { kind: "hand" };
  const { accountId } = cast;
  await executeCommand(work, { accountId, target: { id: ticketId }, name, input, by: { actor, cause } });
}

/** Nine o'clock in UTC on the Monday after a moment, at least a day later. */
function mondayAfter(now: Instant): Instant {
  const tomorrow = new Date(now / 1000 + 86_400_000);
  const days = (8 - tomorrow.getUTCDay()) % 7;
  return Date.UTC(tomorrow.getUTCFullYear(), tomorrow.getUTCMonth(), tomorrow.getUTCDate() + days, 9) * 1000;
}

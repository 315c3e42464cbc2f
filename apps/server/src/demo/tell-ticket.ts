import type { Instant } from "@kvit/domain/kernel";
import type { Actor } from "@kvit/domain/tickets";
import { languages, type Language } from "@kvit/i18n/language";
import { departmentOf, languageWeights, topicWeights, type Cast, type DemoAgent } from "./cast.ts";
import type { History, HistorySource } from "./history.ts";
import type { Topic } from "./phrases/index.ts";
import { liveThrough, markAsSpam } from "./plot.ts";
import { Random } from "./random.ts";
import { Scene, TimeIsUp } from "./scene.ts";
import { Speech } from "./speech.ts";

export type Channel = "email" | "api" | "form" | "phone";
export type ToldTicket = {
  readonly history: History;
  readonly channel: Channel;
  readonly language: Language;
};

export type Telling = {
  readonly seed: string;
  /** Which ticket of the demonstration this is; the same one is always told the same. */
  readonly index: number;
  readonly cast: Cast;
  readonly at: Instant;
  readonly until: Instant;
  readonly source: Omit<HistorySource, "takeAct">;
};

/** Tells the whole life of one ticket, as far as it has come by `until`. */
export function tellTicket({ seed, index, cast, at, until, source }: Telling): ToldTicket {
  const random = new Random(seed, index);
  const language = languageFor(random, cast);
  const topic = random.weighted<Topic>(topicWeights);
  const persons = cast.persons[language];
  const customer = random.chance(0.5) ? random.pick(persons) : persons[random.skewed(persons.length)];
  if (customer === undefined) throw new Error("Nobody writes.");
  const agent = agentFor(random, cast, { topic, language });
  const speech = new Speech(random, language, topic);
  const scene = new Scene({
    random,
    cast,
    customer,
    agent,
    speech,
    at,
    until,
    source: { ...source, takeAct: () => random.uuid() },
  });
  const channel = random.weighted<Channel>({ email: 78, form: 9, phone: 7, api: 6 });
  const spam = channel === "email" && random.chance(0.02) ? random.pick(speech.book.spam) : null;
  begin(scene, topic, { channel, spam });
  try {
    if (spam === null) liveThrough(scene, topic);
    else markAsSpam(scene);
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
  }
  return { history: scene.history, channel, language };
}

/** Only languages somebody speaks: a small demonstration has few people. */
function languageFor(random: Random, cast: Cast): Language {
  const language = random.weighted<Language>(languageWeights);
  return cast.persons[language].length > 0
    ? language
    : random.pick(languages.filter((each) => cast.persons[each].length > 0));
}

function agentFor(
  random: Random,
  cast: Cast,
  { topic, language }: { topic: Topic; language: Language },
): DemoAgent {
  const department = departmentOf[topic];
  const members = cast.agents.filter((agent) => agent.department === department);
  const speaker = members.find((agent) => agent.language === language);
  return speaker !== undefined && random.chance(0.7) ? speaker : random.pick(members);
}

type Beginning = {
  readonly channel: Channel;
  readonly spam: { readonly subject: string; readonly text: string } | null;
};

function begin(scene: Scene, topic: Topic, { channel, spam }: Beginning): void {
  const { random, customer, agent, cast, history, speech, at } = scene;
  const priority = random.weighted({ low: 8, normal: 78, high: 11, urgent: 3 });
  const actors: Readonly<Record<Channel, Actor>> = {
    email: { kind: "customer", id: customer.id },
    form: { kind: "customer", id: customer.id },
    phone: { kind: "agent", id: agent.id },
    api: { kind: "api", id: agent.id },
  };
  history.begin(
    {
      channel,
      subject: spam?.subject ?? speech.subject,
      requesterId: customer.id,
      departmentId: cast.departmentIds[departmentOf[topic]],
      priority: spam === null ? priority : "normal",
    },
    { at, actor: actors[channel] },
    {
      author: scene.customerAsAuthor(),
      text: spam?.text ?? speech.byCustomer(speech.part("openings"), customer.name, at),
    },
  );
}

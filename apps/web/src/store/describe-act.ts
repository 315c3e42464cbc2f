import type { ActView } from "@kvit/contract/acts";
import { priorities } from "@kvit/domain/tickets";
import { currentWords, t } from "../i18n/language.ts";
import type { Act } from "./predict.ts";
import { signedIn } from "./session.ts";

/** What was done, in a few words. */
export function describe(act: Act): string {
  if (act.verb === "assign") {
    const { agent } = act.body;
    return agent === null ? t("act.unassign") : t("act.assign", { name: agentName(agent) });
  }
  if (act.verb === "transfer") return t("act.transfer", { name: departmentName(act.body.department) });
  if (act.verb === "prioritise") return t("act.prioritise", { name: t(`priority.${act.body.priority}`) });
  if (act.verb === "postpone") {
    return "until" in act.body
      ? t("act.postpone", { at: currentWords().format.moment(Date.parse(act.body.until)) })
      : t("act.postponeReply");
  }
  if (act.verb === "merge") return t("act.merge", { number: act.body.into });
  if (act.verb === "link") return t("act.link", { number: act.body.ticket });
  return t(`act.${act.verb}`);
}

const agentName = (email: string) => signedIn()?.agents.find((agent) => agent.email === email)?.name ?? email;
const departmentName = (key: number | string) =>
  signedIn()?.departments.find(({ id, name }) => id === key || name === key)?.name ?? String(key);

/** The same for an act on the server's stack, which keeps what `describe` tells. */
export function describeStored({ verb, detail }: ActView): string {
  const act = readers.get(verb)?.(detail) ?? null;
  if (act !== null) return describe(act);
  const { has } = currentWords();
  const key = `act.${verb}`;
  return has(key) ? t(key) : t("act.change");
}

type Detail = ActView["detail"];
type Reader = (detail: Detail) => Act | null;

/** The acts whose words name more than the verb. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "assign",
    ({ agent }) => (typeof agent === "string" || agent === null ? { verb: "assign", body: { agent } } : null),
  ],
  [
    "transfer",
    ({ department }) =>
      typeof department === "string" || typeof department === "number"
        ? { verb: "transfer", body: { department } }
        : null,
  ],
  [
    "prioritise",
    (detail) => {
      const priority = priorities.find((known) => known === detail["priority"]);
      return priority === undefined ? null : { verb: "prioritise", body: { priority } };
    },
  ],
  [
    "postpone",
    ({ until }) => ({
      verb: "postpone",
      body: typeof until === "string" ? { until } : { untilReply: true },
    }),
  ],
  ["merge", ({ into }) => (typeof into === "number" ? { verb: "merge", body: { into } } : null)],
  [
    "link",
    ({ ticket }) => (typeof ticket === "number" ? { verb: "link", body: { kind: "related", ticket } } : null),
  ],
]);

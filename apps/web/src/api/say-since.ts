import type { SinceThen } from "@kvit/contract/wire";
import { currentWords, t } from "../i18n/language.ts";

/** Why something cannot be taken back, with what came in between. */
export function saySince(reason: string, { type, at, actor }: SinceThen): string {
  const { has, format } = currentWords();
  const key = `event.${type}`;
  const moment = format.moment(Date.parse(at));
  // to whom or what is not told with it: that place stays empty, and the signs before it go
  const event = has(key) ? t(key, { ...nothing, at: moment }).replace(/[\s:→]+$/, "") : type;
  return t("bulk.since", { reason, event, who: actor === "" ? "–" : actor, at: moment });
}

const nothing = { name: "", number: "", to: "", from: "", count: 1 };

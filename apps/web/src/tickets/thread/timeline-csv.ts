import type { Words } from "../../i18n/language.ts";
import type { SignedIn } from "../../store/session.ts";
import { csvOf } from "./csv.ts";
import { kindOf, sentenceOf } from "./event-words.ts";
import type { Entry } from "./timeline-entries.ts";

/** The lines of a timeline as a file: the time in UTC (ISO 8601), what kind, who, what. */
export function timelineCsv(entries: readonly Entry[], words: Words, world: SignedIn): string {
  const { t } = words;
  const head = [t("csv.time"), t("csv.kind"), t("csv.who"), t("csv.what")];
  return csvOf([head, ...entries.map((entry) => rowOf(entry, words, world))]);
}

function rowOf(entry: Entry, words: Words, world: SignedIn): readonly string[] {
  const { t } = words;
  if ("message" in entry) {
    const { author, kind, text } = entry.message;
    const name = author.name === "" ? (author.email ?? t(`actor.${author.kind}`)) : author.name;
    return [entry.at, t(kind === "note" ? "timeline.notes" : "timeline.messages"), name, text.trim()];
  }
  const { event } = entry;
  const who = event.actor.name === "" ? t(`actor.${event.actor.kind}`) : event.actor.name;
  const mark = entry.isTakenBack ? ` (${t("timeline.takenBack")})` : "";
  return [entry.at, t(`timeline.${kindOf(event)}`), who, `${sentenceOf(event, words, world)}${mark}`];
}

/** Gives the reader a file to keep. */
export function download(name: string, text: string, type = "text/csv"): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

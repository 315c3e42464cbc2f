import { go, ticketPath, viewPath } from "../app/navigation.ts";
import { complain, say } from "../app/toasts.ts";
import { t } from "../i18n/language.ts";
import type { Command } from "../keys/command.ts";
import { registerCommands, setGuard } from "../keys/registry.ts";
import { list } from "../store/list.ts";
import { getThread } from "../store/threads.ts";
import { desk } from "../tickets/desk-place.ts";
import { momentNow, pathAt } from "./moment.ts";
import { hoursBack, instantAtHour } from "./stops.ts";

/** What may be done while looking at the past, though it stands among what acts. */
const readOnly: ReadonlySet<string> = new Set(["app.details", "ticket.back"]);
/** What changes something wherever one is. */
const changing: ReadonlySet<string> = new Set(["app.undo", "ticket.new"]);

setGuard({
  refuses: ({ id, where }: Command) =>
    momentNow() !== null &&
    (changing.has(id) || ((where === "subject" || where === "composer") && !readOnly.has(id))),
  say: () => complain(t("refusal.as-of"), { label: t("past.now"), run: backToNow }),
});

registerCommands([
  { id: "past.look", label: "past.look", keys: [], where: "anywhere", enabled: isNow, run: lookBack },
  { id: "past.now", label: "past.now", keys: [], where: "anywhere", enabled: isPast, run: backToNow },
  { id: "past.copy", label: "timeline.link", keys: [], where: "anywhere", enabled: isPast, run: copyMoment },
]);

function isNow(): boolean {
  return momentNow() === null && (desk.get().number !== null || desk.get().view !== null);
}
function isPast(): boolean {
  return momentNow() !== null;
}

/** The address of what is shown, at an instant or now. */
export function placeAt(at: string | null): string {
  const { number, view } = desk.get();
  return pathAt(number === null ? viewPath(view ?? "all") : ticketPath(number), at);
}

/** A ticket is looked at as of its last act, a queue as of the last full hour. */
function lookBack(): void {
  const { number } = desk.get();
  const last = number === null ? undefined : getThread(number)?.events.at(-1)?.at;
  go(placeAt(last ?? instantAtHour(hoursBack, Date.now())));
}

export function backToNow(): void {
  const { number, view } = desk.get();
  go(number === null ? viewPath(view ?? list.get().view?.id ?? "all") : ticketPath(number));
}

export function copyMoment(): void {
  void navigator.clipboard.writeText(`${location.origin}${placeAt(momentNow())}`).then(
    () => say(t("timeline.linkCopied")),
    () => complain(t("error.clipboard")),
  );
}

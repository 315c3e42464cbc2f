import { createSignal } from "../store/signal.ts";
import { signedIn } from "../store/session.ts";
import { chordsOf, isPlain } from "./chord.ts";
import type { Command } from "./command.ts";
import { allCommands, attempt, isEnabled, isHere, keysOf } from "./registry.ts";

/** The first key of a sequence that is being typed, once it has waited long enough to help with. */
export const openSequence = createSignal<string | null>(null);
const sequenceMs = 1000;
const helpMs = 400;
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** How many layers (dialogs, palette, pickers) lie over the page; plain keys belong to the topmost. */
let layers = 0;
export function pushLayer(): () => void {
  layers += 1;
  return () => {
    layers -= 1;
  };
}

/** What was typed after a layer was asked for and before it could take the caret. */
let typedAhead = "";
let opening = false;
let openingUntil = 0;
/** A layer that has not come by then will not: the keys are the page's again. */
const openingMs = 4000;
/** A layer is on its way: from now on, what is typed is meant for it. */
export function announceLayer(): void {
  opening = true;
  openingUntil = performance.now() + openingMs;
  typedAhead = "";
}
/** The layer calls it as it appears, and shows what was typed meanwhile. */
export function takeTypedAhead(): string {
  opening = false;
  const text = typedAhead;
  typedAhead = "";
  return text;
}

/** A pause this long ends a burst of typing. */
const burstMs = 400;
let burstUntil = 0;
/**
 * A layer closes by a character key: what is typed on without a pause was meant
 * for it and is swallowed, so that it cannot run as commands.
 */
export function endLayerByKey(): void {
  burstUntil = performance.now() + burstMs;
}

/** Whether the press belongs to such a burst, which then goes on. Any other key than a character ends it. */
function goesOnTyping(event: KeyboardEvent): boolean {
  const goesOn = performance.now() < burstUntil && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  burstUntil = goesOn ? performance.now() + burstMs : 0;
  if (goesOn) event.preventDefault();
  return goesOn;
}

let prefix: string | null = null;
let prefixTimers: readonly ReturnType<typeof setTimeout>[] = [];

/** Listens for the keys of all commands, on the whole window. */
export function installKeys(): void {
  addEventListener("keydown", onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || layers > 0) return;
  opening = isStillOpening(event);
  if (opening) return keepTyped(event);
  if (goesOnTyping(event)) return;
  const typing = isTyping(event);
  const chords = chordsOf(event, isMac).filter((chord) => !typing || !isPlain(chord));
  if (prefix !== null && event.key !== "Shift" && endedSequence(chords, typing, event)) return;
  const found = match(chords, typing, event);
  if (found !== undefined) return fire(found, event);
  const first = chords.find((chord) => startsSequence(chord));
  if (first !== undefined && !typing && singleKeysOn()) beginSequence(first, event);
}

function isStillOpening(event: KeyboardEvent): boolean {
  return opening && performance.now() < openingUntil && event.key !== "Escape";
}

/** The second key of a sequence; answers whether the press is used up by it. */
function endedSequence(chords: readonly string[], typing: boolean, event: KeyboardEvent): boolean {
  const both = chords.map((chord) => `${prefix} ${chord}`);
  endSequence();
  const found = match(both, typing, event);
  if (found !== undefined) fire(found, event);
  else if (event.key === "Escape") event.preventDefault();
  else return false;
  return true;
}

function keepTyped(event: KeyboardEvent): void {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
  typedAhead += event.key;
  event.preventDefault();
}

function match(chords: readonly string[], typing: boolean, event: KeyboardEvent): Command | undefined {
  const inComposer = isInComposer(event);
  const here = allCommands().filter(
    (command) => isHere(command.where) && (command.where !== "composer" || inComposer),
  );
  const usable = here.filter(
    (command) => !typing || command.inFields === true || keysOf(command).includes("Esc"),
  );
  // the nearer place goes before "anywhere"
  const sorted = [...usable].sort((a, b) => rank(a) - rank(b));
  for (const chord of chords) {
    if (isPlain(chord.split(" ")[0] ?? chord) && !singleKeysOn() && !isNavigation(chord)) continue;
    if ((chord === "Enter" || chord === "Space") && isOperable(event)) continue;
    const found = sorted.find((command) => keysOf(command).includes(chord) && isEnabled(command));
    if (found !== undefined) return found;
  }
  return undefined;
}

const ranks = { composer: 0, ticket: 1, list: 1, page: 1, subject: 2, anywhere: 3 } as const;
const rank = (command: Command) => ranks[command.where];

function fire(command: Command, event: KeyboardEvent): void {
  event.preventDefault();
  // held down, a key goes on moving; it does one thing once
  if (!event.repeat || command.quiet === true) attempt(command);
}

/** Arrow keys, Enter and the like are not character keys and stay on (WCAG 2.1.4). */
const isNavigation = (chord: string) =>
  /^(Shift\+)?(Up|Down|Left|Right|Home|End|PgUp|PgDn|Enter|Space|Del|Esc)$/.test(chord);
const singleKeysOn = () => signedIn()?.me.preferences.shortcuts ?? true;

function startsSequence(chord: string): boolean {
  return allCommands().some(
    (command) => isHere(command.where) && keysOf(command).some((key) => key.startsWith(`${chord} `)),
  );
}

function beginSequence(chord: string, event: KeyboardEvent): void {
  event.preventDefault();
  prefix = chord;
  prefixTimers = [
    setTimeout(() => openSequence.set(chord), helpMs),
    setTimeout(endSequence, sequenceMs + helpMs),
  ];
}

function endSequence(): void {
  for (const timer of prefixTimers) clearTimeout(timer);
  prefix = null;
  openSequence.set(null);
}

/** Whether the press goes into a text field. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !/^(checkbox|radio|button|submit|file|range|color)$/.test(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

const isInComposer = (event: KeyboardEvent) =>
  event.target instanceof Element && event.target.closest("[data-testid=composer]") !== null;

/** Enter and Space on a button or link press that, not a shortcut. */
const isOperable = (event: KeyboardEvent) =>
  event.target instanceof Element &&
  event.target.closest("a[href], button, summary, [role=button], input") !== null;

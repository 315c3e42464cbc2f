import { createSignal } from "../store/signal.ts";
import type { Command, Where } from "./command.ts";

/** What is on the screen: decides which commands are valid. */
export type Place = "list" | "ticket" | "past" | "page" | "other";
export const place = createSignal<Place>("other");

const commands = new Map<string, Command>();
const ownKeys = createSignal<Readonly<Record<string, readonly string[]>>>(readOwnKeys());

/** Adds commands; a feature calls it once, when its module is loaded. A command of the same id is replaced. */
export function registerCommands(list: readonly Command[]): void {
  for (const command of list) commands.set(command.id, command);
}

export const allCommands = (): readonly Command[] => [...commands.values()];
export const findCommand = (id: string): Command | undefined => commands.get(id);

/** Whether a command is refused as things are, whatever it would do. */
type Guard = { readonly refuses: (command: Command) => boolean; readonly say: () => void };
let guard: Guard | null = null;
/** Sets what refuses commands, and what it says then. */
export function setGuard(next: Guard): void {
  guard = next;
}

/** Runs a command by its id, when it is there and may run now. Answers whether it ran. */
export function runCommand(id: string): boolean {
  const command = commands.get(id);
  return command !== undefined && isEnabled(command) && attempt(command);
}

/** Runs a command, or says why nothing is to be done now. Answers whether it ran. */
export function attempt(command: Command): boolean {
  if (guard?.refuses(command) === true) {
    guard.say();
    return false;
  }
  command.run();
  return true;
}

/** A command that is refused in words is there to say so. */
export const isEnabled = (command: Command): boolean =>
  guard?.refuses(command) === true || (command.enabled?.() ?? true);

/** Whether the command is to be shown among those that can be chosen now. */
export const isOffered = (command: Command): boolean => isEnabled(command) && (command.offered?.() ?? true);

/** The same by the command's id. */
export function isCommandOffered(id: string): boolean {
  const command = commands.get(id);
  return command !== undefined && isOffered(command);
}

/** Whether the command's place is the one on the screen. */
export function isHere(where: Where): boolean {
  const here = place.get();
  if (where === "anywhere") return true;
  if (where === "subject" || where === "composer")
    return here === "list" || here === "ticket" || here === "past";
  return where === here;
}

/** The person's own keys for a command, else the defaults. */
export function keysOf(command: Command): readonly string[] {
  return ownKeys.get()[command.id] ?? command.keys;
}

/** The first key of a command, for a tooltip or a button; undefined when it has none. */
export function keyOf(id: string): string | undefined {
  const command = commands.get(id);
  return command === undefined ? undefined : keysOf(command)[0];
}

/** Changes a command's keys on this device; null goes back to the defaults. */
export function remap(id: string, keys: readonly string[] | null): void {
  const next = { ...ownKeys.get() };
  if (keys === null) delete next[id];
  else next[id] = keys;
  localStorage.setItem("kvit.keys", JSON.stringify(next));
  ownKeys.set(next);
}

function readOwnKeys(): Readonly<Record<string, readonly string[]>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem("kvit.keys") ?? "{}");
    if (typeof stored !== "object" || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).flatMap(([id, keys]: [string, unknown]) =>
        Array.isArray(keys) ? [[id, keys.filter((key) => typeof key === "string")]] : [],
      ),
    );
  } catch {
    return {};
  }
}

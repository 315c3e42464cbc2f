import type { MessageKey } from "../i18n/language.ts";

/** Where a command's keys work, and under which heading the sheet lists it. */
export type Where = "anywhere" | "list" | "page" | "ticket" | "subject" | "composer";

/** One thing a person can do. Keys, palette, sheet, tooltips and buttons are all read from this definition. */
export type Command = {
  readonly id: string;
  readonly label: MessageKey;
  /** Default keys, the first shown. Two keys of a sequence are separated by a space: "g i". */
  readonly keys: readonly string[];
  readonly where: Where;
  readonly run: () => void;
  /** False hides it from the palette and lets the key through. */
  readonly enabled?: () => boolean;
  /** False leaves it out of palette and bars only: its key still works, and says why nothing happens. */
  readonly offered?: () => boolean;
  /** Another word it is found by in the palette. */
  readonly also?: MessageKey;
  /** Also while typing; only for keys with Mod. */
  readonly inFields?: boolean;
  /** Left out of the palette: movement keys. */
  readonly quiet?: boolean;
};
/** A command before its place is added; for lists of commands that share one. */
export type Placeless = Omit<Command, "where">;

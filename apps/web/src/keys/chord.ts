/** The parts of a KeyboardEvent that decide which shortcut was meant. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
};

const named: Readonly<Record<string, string>> = {
  " ": "Space",
  Escape: "Esc",
  Delete: "Del",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  PageUp: "PgUp",
  PageDown: "PgDn",
};
const isLetter = (key: string) => /^[a-z]$/i.test(key);

/**
 * The chords a key press may stand for, likeliest first, written as in the
 * shortcut sheet: "e", "Shift+E", "?", "Mod+K", "Shift+Enter". Letters and
 * marks are read from the character typed, digits from the position of the key,
 * because a Czech keyboard types letters there. AltGr (on Windows: Ctrl and Alt
 * together) is how many layouts type `[ ] #`, so a mark typed with it is the
 * mark itself; any other press with Alt is nobody's shortcut.
 */
export function chordsOf(press: KeyPress, mac: boolean): readonly string[] {
  const { key } = press;
  if (press.altKey && isMarkByAltGr(press, mac)) return [key];
  if (isNobodys(press, mac)) return [];
  const modifiers = modifiersOf(press, mac);
  if (key.length > 1 || key === " ") return [`${modifiers}${named[key] ?? key}`];
  if (isLetter(key)) return [modifiers === "" ? key.toLowerCase() : `${modifiers}${key.toUpperCase()}`];
  const byPosition = positionChords(press, modifiers);
  if (/\d/.test(key)) return byPosition;
  // Shift is how the mark is typed, so it is no part of its name; with Mod it is
  return [modifiers.startsWith("Mod") ? `${modifiers}${key}` : key, ...byPosition];
}

/** A press that is part of composing a character, or holds a modifier no shortcut uses. */
function isNobodys({ key, isComposing, altKey, ctrlKey, metaKey }: KeyPress, mac: boolean): boolean {
  return isComposing || key === "Dead" || key === "Process" || altKey || (mac ? ctrlKey : metaKey);
}

function modifiersOf({ ctrlKey, metaKey, shiftKey }: KeyPress, mac: boolean): string {
  return `${(mac ? metaKey : ctrlKey) ? "Mod+" : ""}${shiftKey ? "Shift+" : ""}`;
}

/** Digits of the top row, and the full stop with Shift, which every layout has in one place. */
function positionChords({ code, shiftKey }: KeyPress, modifiers: string): readonly string[] {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return [`${modifiers}${digit}`];
  return code === "Period" && shiftKey ? [`${modifiers}.`] : [];
}

function isMarkByAltGr({ key, ctrlKey }: KeyPress, mac: boolean): boolean {
  return (mac || ctrlKey) && key.length === 1 && /[\p{P}\p{S}]/u.test(key);
}

/** Whether a chord is a plain key (perhaps with Shift), which must not fire while somebody types. */
export function isPlain(chord: string): boolean {
  return !chord.startsWith("Mod+") && chord !== "Esc";
}

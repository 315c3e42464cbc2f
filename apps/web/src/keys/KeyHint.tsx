import { useWords, type MessageKey } from "../i18n/language.ts";
import { isMac } from "./layer.ts";
import { keyOf } from "./registry.ts";

const words: Readonly<Record<string, MessageKey>> = {
  Enter: "key.enter",
  Esc: "key.escape",
  Space: "key.space",
  Del: "key.delete",
};
const marks: Readonly<Record<string, string>> = {
  Mod: isMac ? "⌘" : "Ctrl",
  Shift: isMac ? "⇧" : "Shift",
  Up: "↑",
  Down: "↓",
  Left: "←",
  Right: "→",
};

/** A key or sequence as the person's keyboard names it. */
export function Keys({ chord }: { readonly chord: string }) {
  const { t } = useWords();
  const name = (part: string) => {
    const key = words[part];
    return key === undefined ? (marks[part] ?? (part.length === 1 ? part.toUpperCase() : part)) : t(key);
  };
  return (
    <span className="kbd" aria-hidden="true">
      {chord
        .split(" ")
        .flatMap((step) => splitChord(step).map((part) => <kbd key={`${step} ${part}`}>{name(part)}</kbd>))}
    </span>
  );
}

/** The key of a command, when it has one. */
export function KeyHint({ command }: { readonly command: string }) {
  const chord = keyOf(command);
  return chord === undefined ? null : <Keys chord={chord} />;
}

/** "Mod+Shift+Z" → its three keys; "+" itself is a key too. */
function splitChord(step: string): readonly string[] {
  return step === "+" ? ["+"] : step.split(/\+(?=.)/);
}

/** The value of `aria-keyshortcuts` for a command; undefined leaves the attribute out. */
export function ariaKeys(command: string): string | undefined {
  const chord = keyOf(command);
  return chord === undefined || chord.includes(" ")
    ? undefined
    : chord.replace("Mod", isMac ? "Meta" : "Control");
}

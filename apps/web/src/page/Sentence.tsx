import { Fragment, type ReactNode } from "react";

const open = "\u{E000}";
const close = "\u{E001}";

/** Stands in a string of the catalogue for the control that is drawn there. */
export const slot = (name: string): string => `${open}${name}${close}`;

type Props = {
  /** A whole string of the catalogue, with `slot`s as its values. */
  readonly text: string;
  readonly slots: Readonly<Record<string, ReactNode>>;
};

/** A sentence with controls in it: one string in each language, so that each keeps its own order of words. */
export function Sentence({ text, slots }: Props) {
  const parts = text.split(/[\u{E000}\u{E001}]/u);
  return (
    <span className="sentence">
      {parts.map((part, index) => {
        // every second part is the name of a slot, and each stands once
        const isSlot = index % 2 === 1;
        return isSlot ? (
          <Fragment key={part}>{slots[part]}</Fragment>
        ) : (
          <span key={`${index} ${part}`}>{part}</span>
        );
      })}
    </span>
  );
}

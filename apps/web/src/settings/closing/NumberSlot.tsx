import { useState } from "react";

type Props = {
  readonly label: string;
  readonly value: number;
  readonly disabled?: boolean;
  readonly wrong?: boolean;
  /** The id of the sentence that says what is wrong. */
  readonly described?: string | undefined;
  readonly onValue: (value: number) => void;
  /** The field was left. */
  readonly onDone?: () => void;
};

const numberOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0);

/** A small field for a whole number within a sentence. What is no number counts as 0, and stays to be seen and put right. */
export function NumberSlot({
  label,
  value,
  disabled = false,
  wrong = false,
  described,
  onValue,
  onDone,
}: Props) {
  const [text, setText] = useState(String(value));
  return (
    <input
      className="input number-slot"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={wrong || undefined}
      aria-describedby={described}
      disabled={disabled}
      value={numberOf(text) === value ? text : String(value)}
      onChange={(event) => {
        setText(event.target.value);
        onValue(numberOf(event.target.value));
      }}
      onBlur={onDone}
    />
  );
}

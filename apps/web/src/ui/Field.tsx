import { useId, useState, type ComponentProps } from "react";
import { useWords } from "../i18n/language.ts";
import { whyRefused } from "./field-words.ts";
import { Icon } from "./Icon.tsx";

type Props = Omit<ComponentProps<"input">, "id" | "onChange"> & {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly onValue: (value: string) => void;
};

/**
 * A labelled input with its hint and its error, tied together for screen
 * readers. What the browser refuses is said here too, in the person's language,
 * instead of in a bubble that vanishes.
 */
export function Field({ label, hint, error, onValue, type, ...rest }: Props) {
  const id = useId();
  const words = useWords();
  const { t } = words;
  const [shown, setShown] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wrong = error ?? refused;
  const isPassword = type === "password";
  const described = [hint === undefined ? null : `${id}-hint`, wrong === null ? null : `${id}-error`].filter(
    (part) => part !== null,
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="field-box">
        <input
          {...rest}
          id={id}
          className="input"
          type={isPassword && shown ? "text" : type}
          aria-invalid={wrong === null ? undefined : true}
          aria-describedby={described.length === 0 ? undefined : described.join(" ")}
          onInvalid={(event) => {
            event.preventDefault();
            setRefused(whyRefused(words, event.currentTarget));
            focusFirst(event.currentTarget);
          }}
          onChange={(event) => {
            setRefused(null);
            onValue(event.target.value);
          }}
        />
        {isPassword && (
          <button
            type="button"
            className="icon-button field-reveal"
            aria-pressed={shown}
            aria-label={t(shown ? "password.hide" : "password.show")}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" />
          </button>
        )}
      </span>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {wrong !== null && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** The caret goes to the first field of the form that is refused, not to the last one told. */
function focusFirst(input: HTMLInputElement): void {
  if (input.form?.querySelector("input:invalid, select:invalid, textarea:invalid") === input) input.focus();
}

import { useId, useState, type ComponentProps } from "react";
import { useWords } from "../i18n/language.ts";
import { Icon } from "./Icon.tsx";

type Props = Omit<ComponentProps<"input">, "id" | "onChange"> & {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly onValue: (value: string) => void;
};

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, onValue, type, ...rest }: Props) {
  const id = useId();
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const isPassword = type === "password";
  const described = [hint === undefined ? null : `${id}-hint`, error == null ? null : `${id}-error`].filter(
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
          aria-invalid={error == null ? undefined : true}
          aria-describedby={described.length === 0 ? undefined : described.join(" ")}
          onChange={(event) => onValue(event.target.value)}
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
      {error != null && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

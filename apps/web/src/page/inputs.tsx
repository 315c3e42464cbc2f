import { useId, type ReactNode } from "react";
import { currentZoneName } from "@kvit/domain/kernel";
import { languageNames, languageOf, languages, type Language } from "@kvit/i18n/language";
import { useWords } from "../i18n/language.ts";

type Option = readonly [value: string, name: string];
type SelectProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly options: readonly Option[];
  readonly disabled?: boolean;
  readonly onValue: (value: string) => void;
};

/** A labelled choice of one from a list. */
export function Select({ label, hint, value, options, disabled = false, onValue }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onValue(event.target.value)}
      >
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

export function LanguageSelect(props: {
  readonly label?: string;
  readonly hint?: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly onValue: (language: Language) => void;
}) {
  const { t } = useWords();
  const { label = t("common.language"), onValue, ...rest } = props;
  return (
    <Select
      {...rest}
      label={label}
      options={languages.map((each) => [each, languageNames[each]])}
      onValue={(tag) => onValue(languageOf(tag) ?? "en")}
    />
  );
}

export function ZoneSelect(props: {
  readonly hint?: string;
  readonly value: string;
  readonly disabled?: boolean;
  readonly onValue: (zone: string) => void;
}) {
  const { t } = useWords();
  return (
    <Select
      {...props}
      label={t("common.timeZone")}
      value={currentZoneName(props.value)}
      options={zonesWith(currentZoneName(props.value)).map((zone) => [zone, zone.replaceAll("_", " ")])}
    />
  );
}

/** All zones the browser knows, by their names of today; the one in use may be missing from its list (UTC is). */
function zonesWith(own: string): readonly string[] {
  const known = Intl.supportedValuesOf("timeZone")
    .map(currentZoneName)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return known.includes(own) ? known : [own, ...known];
}

/** A box to tick, with its words beside it. */
export function Tick(props: {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onValue: (checked: boolean) => void;
}) {
  const id = useId();
  const { label, hint, checked, disabled = false, onValue } = props;
  return (
    <div className="tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onValue(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** One of a few, all of them seen. */
export function Segments<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, name: string])[];
  /** For screen readers alone, where the choices speak for themselves. */
  readonly hideLabel?: boolean;
  readonly onValue: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className={props.hideLabel === true ? "hidden" : undefined}>{props.label}</legend>
      <div className="segments-box">
        {props.options.map(([value, text]) => (
          <label key={value}>
            <input
              type="radio"
              className="hidden"
              name={name}
              checked={props.value === value}
              onChange={() => props.onValue(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A labelled box for several lines. */
export function TextArea(props: {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly rows?: number;
  readonly name?: string;
  readonly onValue: (value: string) => void;
}) {
  const id = useId();
  const { hint, error } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        className="input"
        name={props.name}
        rows={props.rows ?? 4}
        value={props.value}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={hint === undefined && error === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onValue(event.target.value)}
      />
      {(error ?? hint) !== undefined && (
        <p id={`${id}-hint`} className={error === undefined ? "field-hint" : "field-error"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

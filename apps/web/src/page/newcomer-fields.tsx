import type { Language } from "@kvit/i18n/language";
import { currentWords, switchLanguage, useWords } from "../i18n/language.ts";
import { Field } from "../ui/Field.tsx";
import { LanguageSelect, ZoneSelect } from "./inputs.tsx";

type Props = {
  readonly value: string;
  readonly error: string | undefined;
  readonly onValue: (value: string) => void;
};

/** What somebody who comes to the desk is called; the first field of its form. */
export function NameField(props: Props) {
  const { t } = useWords();
  return <Field {...props} label={t("setUp.name")} name="name" autoComplete="name" required autoFocus />;
}

/** A password that is chosen here. */
export function NewPasswordField(props: Props & { readonly label: string; readonly autoFocus?: boolean }) {
  const { t } = useWords();
  return (
    <Field
      {...props}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={10}
      required
      hint={t("password.hint")}
    />
  );
}

type Place = { readonly language: Language; readonly timeZone: string };

/** Language and zone as the browser has them. */
export function guessPlace(): Place {
  return {
    language: currentWords().language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** Language and zone side by side. The page speaks the chosen language at once. */
export function PlaceFields({
  value,
  onChange,
}: {
  readonly value: Place;
  readonly onChange: (change: Partial<Place>) => void;
}) {
  return (
    <div className="doorway-pair">
      <LanguageSelect
        value={value.language}
        onValue={(language) => {
          onChange({ language });
          void switchLanguage(language);
        }}
      />
      <ZoneSelect value={value.timeZone} onValue={(timeZone) => onChange({ timeZone })} />
    </div>
  );
}

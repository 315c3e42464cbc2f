import { useState, type FormEvent } from "react";
import type { SetUp } from "@kvit/contract/settings";
import type { SetUpState } from "@kvit/contract/sign-in";
import { languageNames, languageOf, languages } from "@kvit/i18n/language";
import { explain } from "../api/explain.ts";
import { ApiError, request } from "../api/request.ts";
import { go } from "../app/navigation.ts";
import { currentWords, switchLanguage, useWords } from "../i18n/language.ts";
import { zonesWith } from "../page/inputs.tsx";
import { useTitle } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { loadSession } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Doorway } from "../ui/Doorway.tsx";
import { Field } from "../ui/Field.tsx";

type Errors = Readonly<Record<string, string>>;

/** The page behind the set-up link: once somebody has used it, it says so at once. */
export function SetUpPage({ token }: { readonly token: string }) {
  const { t } = useWords();
  const state = useResource<SetUpState>("/api/setup");
  useTitle(t("setUp.title"));
  if (state.value?.needed !== false) return <SetUpForm token={token} />;
  return (
    <Doorway title={t("setUp.title")}>
      <p role="alert" data-testid="set-up-over">
        {t("setUp.over")}
      </p>
      <AppLink className="button" data-kind="primary" href="/sign-in">
        {t("signIn.submit")}
      </AppLink>
    </Doorway>
  );
}

/** The first start: who you are, a password, the desk's name; language and zone are guessed and shown. */
function SetUpForm({ token }: { readonly token: string }) {
  const { t } = useWords();
  const [answers, setAnswers] = useState<SetUp>(() => ({
    token,
    name: "",
    email: "",
    password: "",
    deskName: "",
    language: currentWords().language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<SetUp>) => setAnswers((before) => ({ ...before, ...change }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setErrors({});
    setFailure(null);
    openDesk(answers).catch((cause: unknown) => {
      setBusy(false);
      const wrong = fieldErrors(cause);
      setErrors(wrong);
      if (Object.keys(wrong).length === 0) setFailure(failureOf(cause, t("setUp.badLink")));
    });
  };
  return (
    <Doorway title={t("setUp.title")} lead={t("setUp.lead")} onLanguage={(language) => set({ language })}>
      <form onSubmit={send} data-testid="set-up">
        <fieldset className="doorway-part">
          <legend>{t("setUp.you")}</legend>
          <Field
            label={t("setUp.name")}
            name="name"
            autoComplete="name"
            required
            autoFocus
            value={answers.name}
            error={errors["name"]}
            onValue={(name) => set({ name })}
          />
          <Field
            label={t("setUp.email")}
            name="email"
            type="email"
            autoComplete="username"
            required
            value={answers.email}
            error={errors["email"]}
            onValue={(email) => set({ email })}
          />
        </fieldset>
        <fieldset className="doorway-part">
          <legend>{t("setUp.how")}</legend>
          <Field
            label={t("setUp.password")}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            hint={t("password.hint")}
            value={answers.password}
            error={errors["password"]}
            onValue={(password) => set({ password })}
          />
        </fieldset>
        <fieldset className="doorway-part">
          <legend>{t("setUp.what")}</legend>
          <Field
            label={t("setUp.desk")}
            name="deskName"
            autoComplete="organization"
            required
            hint={t("setUp.deskHint")}
            value={answers.deskName}
            error={errors["deskName"]}
            onValue={(deskName) => set({ deskName })}
          />
          <Guessed answers={answers} onChange={set} />
        </fieldset>
        {failure !== null && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("setUp.submit")}
        </button>
      </form>
    </Doorway>
  );
}

function Guessed({
  answers,
  onChange,
}: {
  readonly answers: SetUp;
  readonly onChange: (change: Partial<SetUp>) => void;
}) {
  const { t } = useWords();
  const chooseLanguage = (tag: string) => {
    const language = languageOf(tag) ?? "en";
    onChange({ language });
    void switchLanguage(language);
  };
  return (
    <div className="field">
      <div className="doorway-pair">
        <div className="field">
          <label htmlFor="language">{t("common.language")}</label>
          <select
            id="language"
            className="input"
            value={answers.language}
            onChange={(event) => chooseLanguage(event.target.value)}
          >
            {languages.map((each) => (
              <option key={each} value={each}>
                {languageNames[each]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="zone">{t("common.timeZone")}</label>
          <select
            id="zone"
            className="input"
            value={answers.timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          >
            {zonesWith(answers.timeZone).map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p className="field-hint">{t("setUp.guessed")}</p>
    </div>
  );
}

async function openDesk(answers: SetUp): Promise<void> {
  await request("/api/setup", { body: answers });
  await loadSession();
  go("/");
}

function fieldErrors(cause: unknown): Errors {
  const errors = cause instanceof ApiError ? (cause.problem?.errors ?? []) : [];
  return Object.fromEntries(errors.map(({ path, message }) => [path.replace(/^\/?(body\/)?/, ""), message]));
}

function failureOf(cause: unknown, badLink: string): string {
  const bad = cause instanceof ApiError && [401, 403, 404, 409, 410].includes(cause.status);
  return bad ? badLink : explain(cause);
}

import { useState } from "react";
import type { SetUp } from "@kvit/contract/settings";
import type { SetUpState } from "@kvit/contract/sign-in";
import { request } from "../api/request.ts";
import { go } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { guessPlace, NameField, NewPasswordField, PlaceFields } from "../page/newcomer-fields.tsx";
import { useTitle } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit, type Sentences } from "../page/use-submit.ts";
import { loadSession } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Doorway } from "../ui/Doorway.tsx";
import { Field } from "../ui/Field.tsx";

/** Either way the link opens no desk. */
const badLink = { "already-set-up": "setUp.badLink", forbidden: "setUp.badLink" } satisfies Sentences;

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
    ...guessPlace(),
  }));
  const set = (change: Partial<SetUp>) => setAnswers((before) => ({ ...before, ...change }));
  const { busy, failure, errors, submit } = useSubmit(badLink, { "weak-password": "password" });
  return (
    <Doorway title={t("setUp.title")} lead={t("setUp.lead")} onLanguage={(language) => set({ language })}>
      <form onSubmit={(event) => submit(event, async () => openDesk(answers))} data-testid="set-up">
        <fieldset className="doorway-part">
          <legend>{t("setUp.you")}</legend>
          <NameField value={answers.name} error={errors["name"]} onValue={(name) => set({ name })} />
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
          <NewPasswordField
            label={t("setUp.password")}
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
          <div className="field">
            <PlaceFields value={answers} onChange={set} />
            <p className="field-hint">{t("setUp.guessed")}</p>
          </div>
        </fieldset>
        <Failed text={failure} />
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("setUp.submit")}
        </button>
      </form>
    </Doorway>
  );
}

async function openDesk(answers: SetUp): Promise<void> {
  await request("/api/setup", { body: answers });
  await loadSession();
  go("/");
}

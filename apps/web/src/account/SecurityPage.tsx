import { useState } from "react";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { Page } from "../page/Page.tsx";
import { Section } from "../page/Section.tsx";
import { Username } from "../page/Username.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { Field } from "../ui/Field.tsx";
import { Sessions } from "./Sessions.tsx";
import { TwoFactor } from "./TwoFactor.tsx";

/** What guards the account: password, second factor, and where one is signed in. */
export function SecurityPage() {
  const { t } = useWords();
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <Password />
      <TwoFactor />
      <Sessions />
    </Page>
  );
}

function Password() {
  const { t } = useWords();
  const { email } = useSignedIn().me.agent;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, failure, errors, submit } = useSubmit(
    { "wrong-credentials": "security.wrongPassword" },
    { "weak-password": "next" },
  );
  const change = async () => {
    await request("/api/auth/password", { body: { current, next } });
    setCurrent("");
    setNext("");
    say(t("security.passwordChanged"));
  };
  return (
    <Section title={t("common.password")} lead={t("security.passwordLead")}>
      <form className="form" data-testid="password" onSubmit={(event) => submit(event, change)}>
        <Username email={email} />
        <Field
          label={t("security.current")}
          type="password"
          name="current"
          autoComplete="current-password"
          required
          value={current}
          error={errors["current"]}
          onValue={setCurrent}
        />
        <Field
          label={t("password.new")}
          type="password"
          name="next"
          autoComplete="new-password"
          minLength={10}
          required
          hint={t("password.hint")}
          value={next}
          error={errors["next"]}
          onValue={setNext}
        />
        <Failed text={failure} />
        <div className="form-end">
          <button type="submit" className="button" data-kind="primary" disabled={busy}>
            {t("security.change")}
          </button>
        </div>
      </form>
    </Section>
  );
}

import { useState } from "react";
import { resetMinutes } from "@kvit/domain/sign-in";
import type { OpenReset } from "@kvit/contract/sign-in";
import { request } from "../api/request.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { isOver, SignInLink } from "../page/mailed-link.tsx";
import { NewPasswordField } from "../page/newcomer-fields.tsx";
import { useTitle } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { Username } from "../page/Username.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Doorway } from "../ui/Doorway.tsx";
import { Field } from "../ui/Field.tsx";

/** Asks for a link to set a new password. The answer is the same whether the address is known or not. */
export function AskReset() {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const { busy, failure, errors, submit } = useSubmit();
  useTitle(t("reset.title"));
  if (sent)
    return (
      <Doorway title={t("reset.title")}>
        <p role="status" data-testid="reset-sent">
          {t("reset.sent")} {t("reset.lookForIt", { minutes: resetMinutes })}
        </p>
        <SignInLink />
      </Doorway>
    );
  return (
    <Doorway title={t("reset.title")} lead={t("reset.ask")}>
      <form
        data-testid="ask-reset"
        onSubmit={(event) =>
          submit(event, async () => {
            await request("/api/auth/reset/request", { body: { email } });
            setSent(true);
          })
        }
      >
        <Field
          label={t("common.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          error={errors["email"]}
          onValue={setEmail}
        />
        <Failed text={failure} />
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("reset.send")}
        </button>
        <SignInLink />
      </form>
    </Doorway>
  );
}

/** The page behind the mailed link: a link that no longer works says so before anything is typed. */
export function ResetPassword({ token }: { readonly token: string }) {
  const { t } = useWords();
  const link = useResource<OpenReset>(`/api/auth/reset/${encodeURIComponent(token)}`);
  useTitle(t("reset.title"));
  if (!isOver(link.error)) return <NewPassword token={token} />;
  return (
    <Doorway title={t("reset.title")}>
      <p role="alert" data-testid="reset-over">
        {t("reset.expired")}
      </p>
      <AppLink className="button" data-kind="primary" href="/reset">
        {t("reset.another")}
      </AppLink>
      <SignInLink />
    </Doorway>
  );
}

/** Sets the new password. Every session of before ends with it. */
function NewPassword({ token }: { readonly token: string }) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const { busy, failure, errors, submit } = useSubmit(
    { "unknown-token": "reset.expired" },
    { "weak-password": "password" },
  );
  if (done)
    return (
      <Doorway title={t("reset.title")}>
        <p role="status" data-testid="reset-done">
          {t("reset.done")} {t("reset.othersOut")}
        </p>
        <AppLink className="button" data-kind="primary" href="/sign-in">
          {t("signIn.submit")}
        </AppLink>
      </Doorway>
    );
  return (
    <Doorway title={t("reset.title")} lead={t("reset.choose")}>
      <form
        data-testid="reset"
        onSubmit={(event) =>
          submit(event, async () => {
            await request("/api/auth/reset", { body: { token, password } });
            setDone(true);
          })
        }
      >
        <Username email="" />
        <NewPasswordField
          label={t("password.new")}
          autoFocus
          value={password}
          error={errors["password"] ?? (errors["token"] === undefined ? undefined : t("reset.expired"))}
          onValue={setPassword}
        />
        <Failed text={failure} />
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("reset.save")}
        </button>
        <p className="doorway-links">
          <AppLink href="/reset">{t("reset.another")}</AppLink>
        </p>
      </form>
    </Doorway>
  );
}

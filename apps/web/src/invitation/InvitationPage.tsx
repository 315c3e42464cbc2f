import { useState } from "react";
import type { AcceptInvitation, OpenInvitation } from "@kvit/contract/sign-in";
import { ApiError, request } from "../api/request.ts";
import { go } from "../app/navigation.ts";
import { currentWords, switchLanguage, useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { LanguageSelect, ZoneSelect } from "../page/inputs.tsx";
import { Failure, Waiting } from "../page/Loaded.tsx";
import { useTitle } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit } from "../page/use-submit.ts";
import { loadSession } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Doorway } from "../ui/Doorway.tsx";
import { Field } from "../ui/Field.tsx";

/** The page behind the link of an invitation: one's name and a password, then one is in the queue. */
export function InvitationPage({ token }: { readonly token: string }) {
  const { t } = useWords();
  const path = `/api/auth/invitations/${encodeURIComponent(token)}`;
  const invitation = useResource<OpenInvitation>(path);
  useTitle(t("invite.page"));
  if (invitation.value !== null) return <Accept path={path} invitation={invitation.value} />;
  if (invitation.error === null)
    return (
      <Doorway title={t("invite.page")}>
        <Waiting />
      </Doorway>
    );
  return (
    <Doorway title={t("invite.page")}>
      {isOver(invitation.error) ? (
        <p role="alert" data-testid="invitation-over">
          {t("invite.over")}
        </p>
      ) : (
        <Failure error={invitation.error} onRetry={invitation.reload} />
      )}
      <p className="doorway-links">
        <AppLink href="/sign-in">{t("reset.back")}</AppLink>
      </p>
    </Doorway>
  );
}

const isOver = (error: unknown) => error instanceof ApiError && [400, 404, 410].includes(error.status);

type Props = { readonly path: string; readonly invitation: OpenInvitation };

function Accept({ path, invitation }: Props) {
  const { t } = useWords();
  const [answers, setAnswers] = useState<AcceptInvitation>(() => ({
    name: "",
    password: "",
    language: currentWords().language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const set = (change: Partial<AcceptInvitation>) => setAnswers((before) => ({ ...before, ...change }));
  const { busy, failure, errors, submit } = useSubmit({
    "unknown-token": "invite.over",
    conflict: "invite.known",
    "too-many-requests": "signIn.tooMany",
  });
  const join = async () => {
    await request(`${path}/accept`, { body: answers });
    await loadSession();
    go("/");
  };
  return (
    <Doorway
      title={t("invite.title", { desk: invitation.desk })}
      lead={t(`invite.lead.${invitation.role}`, { email: invitation.email })}
      onLanguage={(language) => set({ language })}
    >
      <form data-testid="invitation" onSubmit={(event) => submit(event, join)}>
        <input type="hidden" autoComplete="username" value={invitation.email} readOnly />
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
        <div className="doorway-pair">
          <LanguageSelect
            value={answers.language}
            onValue={(language) => {
              set({ language });
              void switchLanguage(language);
            }}
          />
          <ZoneSelect value={answers.timeZone} onValue={(timeZone) => set({ timeZone })} />
        </div>
        <Failed text={failure} />
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("invite.accept")}
        </button>
      </form>
    </Doorway>
  );
}

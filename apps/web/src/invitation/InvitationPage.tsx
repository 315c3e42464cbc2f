import { useState } from "react";
import type { AcceptInvitation, OpenInvitation } from "@kvit/contract/sign-in";
import { request } from "../api/request.ts";
import { go } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { Failure, Waiting } from "../page/Loaded.tsx";
import { isOver, SignInLink } from "../page/mailed-link.tsx";
import { guessPlace, NameField, NewPasswordField, PlaceFields } from "../page/newcomer-fields.tsx";
import { useTitle } from "../page/Page.tsx";
import { useResource } from "../page/use-resource.ts";
import { Username } from "../page/Username.tsx";
import { useSubmit } from "../page/use-submit.ts";
import { loadSession } from "../store/session.ts";
import { Doorway } from "../ui/Doorway.tsx";

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
      <SignInLink />
    </Doorway>
  );
}

type Props = { readonly path: string; readonly invitation: OpenInvitation };

function Accept({ path, invitation }: Props) {
  const { t } = useWords();
  const [answers, setAnswers] = useState<AcceptInvitation>(() => ({
    name: "",
    password: "",
    ...guessPlace(),
  }));
  const set = (change: Partial<AcceptInvitation>) => setAnswers((before) => ({ ...before, ...change }));
  const { busy, failure, errors, submit } = useSubmit(
    { "unknown-token": "invite.over", conflict: "invite.known" },
    { "weak-password": "password" },
  );
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
        <Username email={invitation.email} />
        <NameField value={answers.name} error={errors["name"]} onValue={(name) => set({ name })} />
        <NewPasswordField
          label={t("setUp.password")}
          value={answers.password}
          error={errors["password"]}
          onValue={(password) => set({ password })}
        />
        <PlaceFields value={answers} onChange={set} />
        <Failed text={failure} />
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("invite.accept")}
        </button>
      </form>
    </Doorway>
  );
}

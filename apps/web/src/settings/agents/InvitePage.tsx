import { useState } from "react";
import { invitationDays } from "@kvit/domain/sign-in";
import type { Invite, Invited } from "@kvit/contract/settings";
import { newKey, request } from "../../api/request.ts";
import { useWords } from "../../i18n/language.ts";
import { AdminsOnly } from "../../page/AdminsOnly.tsx";
import { Failed } from "../../page/Confirm.tsx";
import { Select, TextArea, Tick } from "../../page/inputs.tsx";
import { Page } from "../../page/Page.tsx";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { may } from "../pages.ts";
import { addressesIn } from "./addresses.ts";

const dayMs = 86_400_000;

/** Asks many people at once to join, with the same role and departments. */
export function InvitePage() {
  const { t } = useWords();
  return may(useSignedIn().me, "agent.invite") ? <Invitation /> : <AdminsOnly title={t("agents.invite")} />;
}

function Invitation() {
  const { t, format } = useWords();
  const { departments } = useSignedIn();
  const [until] = useState(() => Date.now() + invitationDays * dayMs);
  const active = departments.filter((each) => !each.retired);
  const [text, setText] = useState("");
  const [role, setRole] = useState<Invite["role"]>("agent");
  const [chosen, setChosen] = useState<readonly number[]>(
    active.length === 1 ? active.map(({ id }) => id) : [],
  );
  const [outcome, setOutcome] = useState<Invited | null>(null);
  const { busy, failure, errors, submit } = useSubmit();
  const { addresses: emails, others } = addressesIn(text);
  const invite = async () => {
    const body: Invite = { emails: [...emails, ...others], role, departmentIds: [...chosen] };
    const made = await request<Invited>("/api/v1/invitations", { body, idempotencyKey: newKey() });
    setOutcome(made);
    // Those that went nowhere stay, to be put right.
    setText(made.refused.map(({ email }) => email).join("\n"));
  };
  return (
    <Page
      title={t("agents.invite")}
      lead={t("agents.inviteLead", { days: invitationDays, until: format.moment(until) })}
    >
      {outcome !== null && <Outcome {...outcome} />}
      <form className="form" data-testid="invite" onSubmit={(event) => submit(event, invite)}>
        <TextArea
          label={t("agents.addresses")}
          hint={t("agents.addressesHint", { count: emails.length })}
          name="emails"
          rows={5}
          error={errors["emails"] ?? errors["email"]}
          value={text}
          onValue={setText}
        />
        <Select
          label={t("agents.role")}
          hint={t(`role.${role}.lead`)}
          value={role}
          options={[
            ["agent", t("role.agent")],
            ["admin", t("role.admin")],
          ]}
          onValue={(value) => setRole(value === "admin" ? "admin" : "agent")}
        />
        <fieldset className="segments">
          <legend>{t("settings.departments")}</legend>
          {active.map(({ id, name }) => (
            <Tick
              key={id}
              label={name}
              checked={chosen.includes(id)}
              onValue={(on) => setChosen(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
            />
          ))}
        </fieldset>
        <Failed text={failure} />
        <div className="form-end">
          <button type="submit" className="button" data-kind="primary" disabled={busy || emails.length === 0}>
            {t("agents.send", { count: emails.length })}
          </button>
        </div>
      </form>
    </Page>
  );
}

/** What became of each address. */
function Outcome({ items, refused }: Invited) {
  const { t, format } = useWords();
  const { me } = useSignedIn();
  const sent = items.map(({ email }) => email);
  return (
    <div className="page-empty" role="status" data-testid="invited">
      {sent.length > 0 && <p>{t("agents.sent", { count: sent.length, names: format.list(sent) })}</p>}
      {sent.length > 0 && me.sandbox && <AppLink href="/sandbox">{t("agents.inSandbox")}</AppLink>}
      {refused.map(({ email, reason }) => (
        <p key={email} className="field-error">
          {t(`agents.refused.${reason}`, { email })}
        </p>
      ))}
    </div>
  );
}

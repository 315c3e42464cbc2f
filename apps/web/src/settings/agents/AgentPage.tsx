import { useState } from "react";
import type { AgentView, ChangeAgent } from "@kvit/contract/people";
import { request } from "../../api/request.ts";
import { say } from "../../app/toasts.ts";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { Confirm, Failed } from "../../page/Confirm.tsx";
import { Select } from "../../page/inputs.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { Field } from "../../ui/Field.tsx";
import { MembershipTable } from "../MembershipTable.tsx";
import { may } from "../pages.ts";

/** One agent: name, address, role, departments, and whether they may come in. */
export function AgentPage({ id }: { readonly id: number }) {
  const { t } = useWords();
  const { me } = useSignedIn();
  const agent = useResource<AgentView>(`/api/v1/agents/${id}`);
  const value = agent.value;
  const why = value === null ? null : whyLocked(me.agent, may(me, "agent.change"), value);
  return (
    <Page
      title={value === null ? t("settings.agents") : value.name || value.email}
      {...(why === null ? {} : { lead: t(why) })}
    >
      <Loaded of={agent}>
        {(loaded) => (
          <>
            <Facts agent={loaded} locked={why !== null} onSaved={agent.replace} />
            {why === null && loaded.id !== me.agent.id && <Active agent={loaded} onSaved={agent.replace} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function whyLocked(me: AgentView, mayChange: boolean, agent: AgentView): MessageKey | null {
  if (!mayChange) return "settings.adminsChange";
  return agent.role === "owner" && me.role !== "owner" ? "agents.ownersOnly" : null;
}

type Props = {
  readonly agent: AgentView;
  readonly locked: boolean;
  readonly onSaved: (agent: AgentView) => void;
};

const roles = ["agent", "admin", "owner"] as const;

function Facts({ agent, locked, onSaved }: Props) {
  const { t } = useWords();
  const { me, departments } = useSignedIn();
  const [draft, setDraft] = useState(agent);
  const { busy, failure, errors, submit } = useSubmit({
    "in-use": "agents.lastOwner",
    conflict: "agents.addressTaken",
  });
  const save = async () => {
    const { name, email, role } = draft;
    const body: ChangeAgent = { name, email, role, departments: draft.departments };
    onSaved(await request<AgentView>(`/api/v1/agents/${agent.id}`, { method: "PATCH", body }));
    say(t("common.saved"));
  };
  const offered = roles.filter(
    (role) => role !== "owner" || me.agent.role === "owner" || agent.role === "owner",
  );
  return (
    <form className="section" data-testid="agent" onSubmit={(event) => submit(event, save)}>
      <div className="form">
        <Field
          label={t("common.name")}
          name="name"
          required
          maxLength={200}
          disabled={locked}
          value={draft.name}
          error={errors["name"]}
          onValue={(name) => setDraft({ ...draft, name })}
        />
        <Field
          label={t("common.email")}
          name="email"
          type="email"
          required
          disabled={locked}
          hint={t("agents.emailHint")}
          value={draft.email}
          error={errors["email"]}
          onValue={(email) => setDraft({ ...draft, email })}
        />
        <Select
          label={t("agents.role")}
          hint={`${t(`role.${draft.role}.lead`)} ${t("agents.roleHint")}`}
          disabled={locked}
          value={draft.role}
          options={offered.map((role) => [role, t(`role.${role}`)])}
          onValue={(value) =>
            setDraft({ ...draft, role: roles.find((role) => role === value) ?? draft.role })
          }
        />
      </div>
      <MembershipTable
        head={t("departments.name")}
        choices={departments.filter((each) => !each.retired).map((each) => [each.id, each.name])}
        members={draft.departments.map(({ departmentId, lead, deputy }) => ({
          id: departmentId,
          lead,
          deputy,
        }))}
        locked={locked}
        onMembers={(members) =>
          setDraft({
            ...draft,
            departments: members.map(({ id, lead, deputy }) => ({ departmentId: id, lead, deputy })),
          })
        }
      />
      <Failed text={failure} />
      <div className="form-end">
        <button type="submit" className="button" data-kind="primary" disabled={busy || locked}>
          {t("common.save")}
        </button>
      </div>
    </form>
  );
}

function Active({ agent, onSaved }: Omit<Props, "locked">) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, failure, submit } = useSubmit({ "in-use": "agents.lastOwner" });
  const act = (verb: "activate" | "deactivate") =>
    submit(null, async () => {
      onSaved(await request<AgentView>(`/api/v1/agents/${agent.id}/${verb}`, { method: "POST" }));
      setAsking(false);
    });
  const name = agent.name || agent.email;
  return (
    <Section
      title={t("agents.access")}
      lead={t(agent.active ? "agents.deactivateLead" : "agents.activateLead")}
    >
      <div className="form-end">
        {agent.active ? (
          <button type="button" className="button" data-kind="danger" onClick={() => setAsking(true)}>
            {t("agents.deactivate")}
          </button>
        ) : (
          <button type="button" className="button" disabled={busy} onClick={() => act("activate")}>
            {t("agents.activate")}
          </button>
        )}
      </div>
      {!asking && <Failed text={failure} />}
      {asking && (
        <Confirm
          title={t("agents.deactivateSure", { name })}
          action={t("agents.deactivate")}
          danger
          busy={busy}
          failure={failure}
          onConfirm={() => act("deactivate")}
          onClose={() => setAsking(false)}
        >
          <p>{t("agents.deactivateLead")}</p>
        </Confirm>
      )}
    </Section>
  );
}

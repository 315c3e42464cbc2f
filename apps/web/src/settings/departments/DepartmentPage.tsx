import { useState } from "react";
import type { AgentView, DepartmentDetail } from "@kvit/contract/people";
import { request } from "../../api/request.ts";
import { go } from "../../app/navigation.ts";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Confirm, Failed } from "../../page/Confirm.tsx";
import { LanguageSelect, ZoneSelect } from "../../page/inputs.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { Field } from "../../ui/Field.tsx";
import { may } from "../pages.ts";
import { HoursSection } from "./HoursSection.tsx";
import { MembershipTable, type Membership } from "../MembershipTable.tsx";

/** One department: its name, its members, and its end. */
export function DepartmentPage({ id }: { readonly id: number }) {
  const { t } = useWords();
  const department = useResource<DepartmentDetail>(`/api/v1/departments/${id}`);
  const agents = useResource<{ readonly items: readonly AgentView[] }>("/api/v1/agents");
  const locked = !may(useSignedIn().me, "department.change");
  return (
    <Page title={department.value?.name ?? t("settings.departments")}>
      {locked && <p className="meta">{t("settings.adminsChange")}</p>}
      <Loaded of={department}>
        {(value) => (
          <>
            <Facts department={value} locked={locked} onSaved={department.replace} />
            <Section title={t("departments.people")} lead={t("departments.peopleLead")}>
              <Loaded of={agents}>
                {({ items }) => (
                  <Members department={value} agents={items} locked={locked} onSaved={department.replace} />
                )}
              </Loaded>
            </Section>
            <HoursSection department={value} locked={locked} onSaved={department.replace} />
            {!locked && !value.retired && <Retire department={value} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Props = {
  readonly department: DepartmentDetail;
  readonly locked: boolean;
  readonly onSaved: (department: DepartmentDetail) => void;
};

function Facts({ department, locked, onSaved }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState({
    name: department.name,
    language: department.language,
    timeZone: department.timeZone,
  });
  const { busy, failure, errors, submit } = useSubmit({ conflict: "departments.taken" });
  const save = async () => {
    const path = `/api/v1/departments/${department.id}`;
    onSaved(await request<DepartmentDetail>(path, { method: "PATCH", body: draft }));
    say(t("common.saved"));
  };
  return (
    <form className="form" data-testid="department" onSubmit={(event) => submit(event, save)}>
      <Field
        label={t("departments.name")}
        name="name"
        required
        maxLength={100}
        disabled={locked}
        value={draft.name}
        error={errors["name"] ?? failure}
        onValue={(name) => setDraft({ ...draft, name })}
      />
      <div className="form-pair">
        <LanguageSelect
          disabled={locked}
          value={draft.language}
          onValue={(language) => setDraft({ ...draft, language })}
        />
        <ZoneSelect
          disabled={locked}
          value={draft.timeZone}
          onValue={(timeZone) => setDraft({ ...draft, timeZone })}
        />
      </div>
      <div className="form-end">
        <button type="submit" className="button" data-kind="primary" disabled={busy || locked}>
          {t("common.save")}
        </button>
      </div>
    </form>
  );
}

function Members({ department, agents, locked, onSaved }: Props & { readonly agents: readonly AgentView[] }) {
  const { t } = useWords();
  const [members, setMembers] = useState<readonly Membership[]>(
    department.members.map(({ agentId, lead, deputy }) => ({ id: agentId, lead, deputy })),
  );
  const { busy, failure, submit } = useSubmit();
  const save = async () => {
    const path = `/api/v1/departments/${department.id}/members`;
    const body = { members: members.map(({ id, ...flags }) => ({ agentId: id, ...flags })) };
    onSaved(await request<DepartmentDetail>(path, { method: "PUT", body }));
    say(t("common.saved"));
  };
  return (
    <form className="section" data-testid="members" onSubmit={(event) => submit(event, save)}>
      <MembershipTable
        head={t("departments.agent")}
        choices={agents.filter((agent) => agent.active).map((agent) => [agent.id, agent.name])}
        members={members}
        locked={locked}
        onMembers={setMembers}
      />
      <Failed text={failure} />
      <div className="form-end">
        <button type="submit" className="button" data-kind="primary" disabled={busy || locked}>
          {t("departments.savePeople")}
        </button>
      </div>
    </form>
  );
}

function Retire({ department }: { readonly department: DepartmentDetail }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, failure, submit } = useSubmit({ "in-use": "departments.inUse" });
  const retire = async () => {
    await request(`/api/v1/departments/${department.id}`, { method: "DELETE" });
    say(t("departments.retired", { name: department.name }));
    go("/settings/departments");
  };
  return (
    <Section title={t("departments.retire")} lead={t("departments.retireLead")}>
      <div className="form-end">
        <button type="button" className="button" data-kind="danger" onClick={() => setAsking(true)}>
          {t("departments.retire")}
        </button>
      </div>
      {asking && (
        <Confirm
          title={t("departments.retireSure", { name: department.name })}
          action={t("departments.retire")}
          danger
          busy={busy}
          failure={failure}
          onConfirm={() => submit(null, retire)}
          onClose={() => setAsking(false)}
        >
          <p>{t("departments.retireLead")}</p>
        </Confirm>
      )}
    </Section>
  );
}

import { useState } from "react";
import type { AgentView, DepartmentDetail } from "@kvit/contract/people";
import { request } from "../../api/request.ts";
import { go } from "../../app/navigation.ts";
import { useWords } from "../../i18n/language.ts";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { may } from "../pages.ts";

type List<Item> = { readonly items: readonly Item[] };

/** Who belongs together. */
export function DepartmentsPage() {
  const { t } = useWords();
  const { me } = useSignedIn();
  const departments = useResource<List<DepartmentDetail>>("/api/v1/departments");
  const agents = useResource<List<AgentView>>("/api/v1/agents");
  return (
    <Page title={t("settings.departments")} lead={t("settings.departments.lead")}>
      <Loaded of={departments}>
        {({ items }) => (
          <ul className="lines settings-group" data-testid="departments">
            {items
              .filter((each) => !each.retired)
              .map((each) => (
                <Line key={each.id} department={each} agents={agents.value?.items ?? []} />
              ))}
          </ul>
        )}
      </Loaded>
      {may(me, "department.change") && (
        <NewDepartment language={me.desk.language} timeZone={me.desk.timeZone} />
      )}
    </Page>
  );
}

type LineProps = { readonly department: DepartmentDetail; readonly agents: readonly AgentView[] };

function Line({ department, agents }: LineProps) {
  const { t, format } = useWords();
  const nameOf = (id: number) => agents.find((agent) => agent.id === id)?.name;
  const leads = department.members
    .filter((member) => member.lead)
    .flatMap(({ agentId }) => nameOf(agentId) ?? []);
  return (
    <li>
      <AppLink
        className="line settings-line"
        href={`/settings/departments/${department.id}`}
        data-department={department.id}
      >
        <span className="line-text">
          <b>{department.name}</b>
          <span className="meta">
            {t("departments.members", { count: department.members.length })}
            {leads.length > 0 && ` · ${t("departments.leadIs", { names: format.list(leads) })}`}
          </span>
        </span>
        <Icon name="chevron" />
      </AppLink>
    </li>
  );
}

function NewDepartment({ language, timeZone }: { readonly language: string; readonly timeZone: string }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const { busy, failure, errors, submit } = useSubmit({ conflict: "departments.taken" });
  const create = async () => {
    const made = await request<DepartmentDetail>("/api/v1/departments", {
      body: { name, language, timeZone },
    });
    go(`/settings/departments/${made.id}`);
  };
  return (
    <form className="form" data-testid="new-department" onSubmit={(event) => submit(event, create)}>
      <Field
        label={t("departments.new")}
        name="name"
        required
        maxLength={100}
        value={name}
        error={errors["name"] ?? failure}
        onValue={setName}
      />
      <div className="form-end">
        <button type="submit" className="button" disabled={busy}>
          {t("departments.create")}
        </button>
      </div>
    </form>
  );
}

import type { AgentView } from "@kvit/contract/people";
import type { InvitationView } from "@kvit/contract/settings";
import { request } from "../../api/request.ts";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Failed } from "../../page/Confirm.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { may } from "../pages.ts";

type List<Item> = { readonly items: readonly Item[] };

/** Who works here, and who was asked to. */
export function AgentsPage() {
  const { t } = useWords();
  const mayInvite = may(useSignedIn().me, "agent.invite");
  const agents = useResource<List<AgentView>>("/api/v1/agents");
  const invite = (
    <AppLink className="button" data-kind="primary" href="/settings/agents/invite">
      {t("agents.invite")}
    </AppLink>
  );
  return (
    <Page
      title={t("settings.agents")}
      lead={t("settings.agents.lead")}
      {...(mayInvite ? { actions: invite } : {})}
    >
      <Loaded of={agents}>
        {({ items }) => (
          <ul className="lines settings-group" data-testid="agents">
            {[...items]
              .sort((a, b) => Number(b.active) - Number(a.active))
              .map((agent) => (
                <AgentLine key={agent.id} agent={agent} />
              ))}
          </ul>
        )}
      </Loaded>
      {mayInvite && <Invitations />}
    </Page>
  );
}

function AgentLine({ agent }: { readonly agent: AgentView }) {
  const { t, format } = useWords();
  const { departments, me } = useSignedIn();
  const names = agent.departments.flatMap(
    ({ departmentId }) => departments.find((each) => each.id === departmentId)?.name ?? [],
  );
  return (
    <li>
      <AppLink className="line settings-line" href={`/settings/agents/${agent.id}`} data-agent={agent.email}>
        <Avatar name={agent.name === "" ? agent.email : agent.name} />
        <span className="line-text">
          <b>
            {agent.name === "" ? agent.email : agent.name}
            {agent.id === me.agent.id && ` (${t("common.you")})`}
          </b>
          <span className="meta">
            {agent.email}
            {names.length > 0 && ` · ${format.list(names)}`}
          </span>
        </span>
        <span className="mark" data-status-color={agent.active ? undefined : "deleted"}>
          {agent.active ? t(`role.${agent.role}`) : t("agents.inactive")}
        </span>
        <Icon name="chevron" />
      </AppLink>
    </li>
  );
}

function Invitations() {
  const { t, format } = useWords();
  const invitations = useResource<List<InvitationView>>("/api/v1/invitations");
  const { busy, failure, submit } = useSubmit();
  const open = invitations.value?.items.filter((each) => each.acceptedAt === null) ?? [];
  const withdraw = (invitation: InvitationView) =>
    submit(null, async () => {
      await request(`/api/v1/invitations/${invitation.id}`, { method: "DELETE" });
      invitations.reload();
      say(t("agents.withdrawn", { email: invitation.email }));
    });
  if (open.length === 0) return null;
  return (
    <Section title={t("agents.invited")}>
      <ul className="lines" data-testid="invitations">
        {open.map((each) => (
          <li key={each.id} className="line" data-invitation={each.email}>
            <span className="line-text">
              <b>{each.email}</b>
              <span className="meta">
                {t(`role.${each.role}`)} ·{" "}
                {t(isOver(each) ? "agents.over" : "agents.until", {
                  at: format.moment(Date.parse(each.expiresAt)),
                })}
              </span>
            </span>
            <button
              type="button"
              className="button"
              disabled={busy}
              aria-label={t("agents.withdrawOf", { email: each.email })}
              onClick={() => withdraw(each)}
            >
              {t("agents.withdraw")}
            </button>
          </li>
        ))}
      </ul>
      <Failed text={failure} />
    </Section>
  );
}

const isOver = ({ expiresAt }: InvitationView) => Date.parse(expiresAt) < Date.now();

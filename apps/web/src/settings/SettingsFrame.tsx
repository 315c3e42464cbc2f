import type { ReactNode } from "react";
import { AccountPage } from "../account/AccountPage.tsx";
import { SecurityPage } from "../account/SecurityPage.tsx";
import { MissingPage } from "../app/MissingPage.tsx";
import { useWords } from "../i18n/language.ts";
import { AdminsOnly } from "../page/AdminsOnly.tsx";
import { useSignedIn } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { AgentPage } from "./agents/AgentPage.tsx";
import { AgentsPage } from "./agents/AgentsPage.tsx";
import { InvitePage } from "./agents/InvitePage.tsx";
import { ApiKeysPage } from "./api-keys/ApiKeysPage.tsx";
import { AuditPage } from "./audit/AuditPage.tsx";
import { ClosingPage } from "./closing/ClosingPage.tsx";
import { DepartmentPage } from "./departments/DepartmentPage.tsx";
import { DepartmentsPage } from "./departments/DepartmentsPage.tsx";
import { DeskPage } from "./DeskPage.tsx";
import { MailboxesPage } from "./mailboxes/MailboxesPage.tsx";
import { MailboxPage } from "./mailboxes/MailboxPage.tsx";
import { openPages, settingsPages, type SettingsPage } from "./pages.ts";
import { RetentionPage } from "./RetentionPage.tsx";
import { RightsPage } from "./rights/RightsPage.tsx";
import { SamplesPage } from "./SamplesPage.tsx";
import { SettingsHome } from "./SettingsHome.tsx";
import "./settings.css";

/** Every page of settings, beside the list of all of them where there is room. */
export function SettingsFrame({ path: given }: { readonly path: string }) {
  const { t } = useWords();
  const { me } = useSignedIn();
  const path = given.replace(/\/+$/, "");
  const own = pageOf(path);
  const isHome = path === "/settings";
  const parent = own !== null && own.path !== path ? own : null;
  return (
    <div className="settings">
      <PageList current={own} />
      <div className="settings-page" key={path}>
        {!isHome && (
          <AppLink
            className="page-back settings-back"
            href={parent?.path ?? "/settings"}
            data-sub={parent !== null || undefined}
          >
            <Icon name="back" /> {t(parent?.label ?? "settings.title")}
          </AppLink>
        )}
        {own === null || openPages(me).includes(own) ? pageAt(path) : <AdminsOnly title={t(own.label)} />}
      </div>
    </div>
  );
}

/** The page an address belongs to; the longest that fits. */
function pageOf(path: string): SettingsPage | null {
  const fits = (page: SettingsPage) => path === page.path || path.startsWith(`${page.path}/`);
  return settingsPages.findLast(fits) ?? null;
}

/** All pages of settings beside the one that is open. `current` null: the home of settings. */
function PageList({ current }: { readonly current: SettingsPage | null }) {
  const { t } = useWords();
  const { me } = useSignedIn();
  return (
    <nav className="settings-nav" aria-label={t("settings.title")}>
      <AppLink className="rail-link" href="/settings" aria-current={current === null ? "page" : undefined}>
        <Icon name="search" /> <span>{t("settings.all")}</span>
      </AppLink>
      {openPages(me).map((each) => (
        <AppLink
          key={each.path}
          className="rail-link"
          href={each.path}
          aria-current={each === current ? "page" : undefined}
        >
          <Icon name={each.icon} /> <span>{t(each.label)}</span>
        </AppLink>
      ))}
    </nav>
  );
}

const fixed: Readonly<Record<string, () => ReactNode>> = {
  "/settings": () => <SettingsHome />,
  "/me": () => <AccountPage />,
  "/me/security": () => <SecurityPage />,
  "/settings/desk": () => <DeskPage />,
  "/settings/departments": () => <DepartmentsPage />,
  "/settings/mailboxes": () => <MailboxesPage />,
  "/settings/mailboxes/new": () => <MailboxPage id={null} />,
  "/settings/closing": () => <ClosingPage />,
  "/settings/agents": () => <AgentsPage />,
  "/settings/agents/invite": () => <InvitePage />,
  "/settings/retention": () => <RetentionPage />,
  "/settings/rights": () => <RightsPage />,
  "/settings/audit": () => <AuditPage />,
  "/settings/api-keys": () => <ApiKeysPage />,
  "/settings/samples": () => <SamplesPage />,
};
const byId: Readonly<Record<string, (id: number) => ReactNode>> = {
  departments: (id) => <DepartmentPage id={id} />,
  mailboxes: (id) => <MailboxPage id={id} />,
  agents: (id) => <AgentPage id={id} />,
};

function pageAt(path: string): ReactNode {
  const page = fixed[path];
  if (page !== undefined) return page();
  const [, kind = "", id] = /^\/settings\/([a-z]+)\/(\d+)$/.exec(path) ?? [];
  return byId[kind]?.(Number(id)) ?? <MissingPage />;
}

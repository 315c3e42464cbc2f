import type { MeView } from "@kvit/contract/people";
import type { MessageKey } from "../i18n/language.ts";
import type { IconName } from "../ui/Icon.tsx";

export type SettingsPage = {
  readonly path: string;
  readonly label: MessageKey;
  /** In one line, what is set there; searched as well. */
  readonly lead: MessageKey;
  readonly icon: IconName;
  readonly group: "mine" | "desk" | "records";
  /** The right to open it; everybody may when left out. */
  readonly needs?: string;
};

/** All pages of settings, in the order of the list. */
export const settingsPages: readonly SettingsPage[] = [
  { path: "/me", label: "settings.mine", lead: "settings.mine.lead", icon: "person", group: "mine" },
  {
    path: "/me/security",
    label: "security.title",
    lead: "settings.security.lead",
    icon: "eye",
    group: "mine",
  },
  {
    path: "/settings/desk",
    label: "settings.desk",
    lead: "settings.desk.lead",
    icon: "settings",
    group: "desk",
    needs: "setting.read",
  },
  {
    path: "/settings/mailboxes",
    label: "settings.mailboxes",
    lead: "settings.mailboxes.lead",
    icon: "inbox",
    group: "desk",
    needs: "mailbox.read",
  },
  {
    path: "/settings/departments",
    label: "settings.departments",
    lead: "settings.departments.lead",
    icon: "folder",
    group: "desk",
    needs: "department.read",
  },
  {
    path: "/settings/closing",
    label: "settings.closing",
    lead: "settings.closing.lead",
    icon: "clock",
    group: "desk",
    needs: "lifecycle.read",
  },
  {
    path: "/settings/agents",
    label: "settings.agents",
    lead: "settings.agents.lead",
    icon: "people",
    group: "desk",
    needs: "agent.read",
  },
  {
    path: "/settings/rights",
    label: "settings.rights",
    lead: "settings.rights.lead",
    icon: "check",
    group: "desk",
    needs: "setting.read",
  },
  {
    path: "/settings/retention",
    label: "settings.retention",
    lead: "settings.retention.lead",
    icon: "folder",
    group: "records",
    needs: "lifecycle.change",
  },
  {
    path: "/settings/audit",
    label: "settings.audit",
    lead: "settings.audit.lead",
    icon: "ledger",
    group: "records",
    needs: "audit.read",
  },
  {
    path: "/settings/api-keys",
    label: "settings.apiKeys",
    lead: "settings.apiKeys.lead",
    icon: "link",
    group: "records",
    needs: "api-key.manage",
  },
  {
    path: "/settings/samples",
    label: "settings.samples",
    lead: "settings.samples.lead",
    icon: "flask",
    group: "records",
    needs: "setting.change",
  },
];

export const may = (me: MeView, permission: string): boolean => (me.rights[permission] ?? "none") !== "none";

export const openPages = (me: MeView): readonly SettingsPage[] =>
  settingsPages.filter((page) => page.needs === undefined || may(me, page.needs));

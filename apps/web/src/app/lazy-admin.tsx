import { useLocation, useParams, useSearch } from "@tanstack/react-router";
import { useWords } from "../i18n/language.ts";
import { LedgerPage } from "../mail-ledger/LedgerPage.tsx";
import { AdminsOnly } from "../page/AdminsOnly.tsx";
import { PersonPage } from "../people/PersonPage.tsx";
import { SandboxPage } from "../sandbox/SandboxPage.tsx";
import { may } from "../settings/pages.ts";
import { SettingsFrame } from "../settings/SettingsFrame.tsx";
import { useSignedIn } from "../store/session.ts";

/** The pages beside queue and tickets, loaded only where they are shown. */
export function Ledger() {
  const { t } = useWords();
  const filter = useSearch({ from: "/app/mail" });
  if (!may(useSignedIn().me, "mail.read")) return <AdminsOnly title={t("ledger.title")} />;
  return <LedgerPage filter={filter} />;
}

export function Sandbox() {
  const { t } = useWords();
  const { id } = useParams({ strict: false });
  if (!may(useSignedIn().me, "mail.read")) return <AdminsOnly title={t("sandbox.title")} />;
  return <SandboxPage id={id === undefined ? null : Number(id)} />;
}

export function Customer() {
  const { id } = useParams({ from: "/app/people/$id" });
  return <PersonPage key={id} id={Number(id)} />;
}

export function Settings() {
  const { pathname } = useLocation();
  return <SettingsFrame path={pathname} />;
}

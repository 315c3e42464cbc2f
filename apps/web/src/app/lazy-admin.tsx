import { useLocation, useParams, useSearch } from "@tanstack/react-router";
import { LedgerPage } from "../mail-ledger/LedgerPage.tsx";
import { SandboxPage } from "../sandbox/SandboxPage.tsx";
import { SettingsFrame } from "../settings/SettingsFrame.tsx";

/** The pages beside queue and tickets, loaded only where they are shown. */
export function Ledger() {
  return <LedgerPage filter={useSearch({ from: "/app/mail" })} />;
}

export function Sandbox() {
  const { id } = useParams({ strict: false });
  return <SandboxPage id={id === undefined ? null : Number(id)} />;
}

export function Settings() {
  const { pathname } = useLocation();
  return <SettingsFrame path={pathname} />;
}

import { useRef } from "react";
import type { SandboxMail } from "@kvit/contract/mail";
import { ApiError } from "../api/request.ts";
import { useWords } from "../i18n/language.ts";
import { Failure, Waiting } from "../page/Loaded.tsx";
import { More } from "../page/More.tsx";
import { Page, useTitle } from "../page/Page.tsx";
import { useRowKeys } from "../page/row-keys.ts";
import { useResource } from "../page/use-resource.ts";
import { useRows, type Rows } from "../page/use-rows.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { MailSheet } from "./MailSheet.tsx";
import { SandboxRow } from "./SandboxRow.tsx";
import { WhyHere } from "./WhyHere.tsx";
import { useNewMails } from "./use-new-mails.ts";
import "./sandbox.css";

/** Mails as their recipients would see them, the newest first. `id`: the one that is open. */
export function SandboxPage({ id }: { readonly id: number | null }) {
  const { t } = useWords();
  const rows = useRows<SandboxMail>("/api/app/sandbox");
  useTitle(t("sandbox.title"));
  useNewMails(rows);
  if (rows.items === null)
    return (
      <Page title={t("sandbox.title")}>
        {rows.error === null ? <Waiting /> : <NoSandbox error={rows.error} onRetry={rows.reload} />}
      </Page>
    );
  if (rows.items.length === 0)
    return (
      <Page title={t("sandbox.title")}>
        <div className="page-empty" data-testid="empty">
          <p>{t("sandbox.empty")}</p>
        </div>
        <WhyHere />
      </Page>
    );
  return (
    <div className="sandbox" data-open={id !== null || undefined}>
      <List rows={rows} items={rows.items} id={id ?? rows.items[0]?.id ?? null} />
      <Reader items={rows.items} id={id ?? rows.items[0]?.id ?? null} />
    </div>
  );
}

/** A desk with a relay keeps nothing back: then there is no sandbox to ask. */
function NoSandbox({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useWords();
  if (!(error instanceof ApiError) || error.status !== 404)
    return <Failure error={error} onRetry={onRetry} />;
  return (
    <div className="page-empty">
      <p>{t("sandbox.relayed")}</p>
    </div>
  );
}

type ListProps = {
  readonly rows: Rows<SandboxMail>;
  readonly items: readonly SandboxMail[];
  readonly id: number | null;
};

function List({ rows, items, id }: ListProps) {
  const { t, format } = useWords();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <section className="sandbox-list" aria-label={t("sandbox.title")}>
      <header className="sandbox-head">
        <h1>{t("sandbox.title")}</h1>
        <span className="meta">
          {format.number(items.length)}
          {rows.hasMore && "+"}
        </span>
      </header>
      <div className="sandbox-scroll">
        <WhyHere />
        <ul ref={list} data-testid="sandbox">
          {items.map((mail) => (
            <SandboxRow key={mail.id} mail={mail} current={mail.id === id} />
          ))}
        </ul>
        <More rows={rows} />
      </div>
    </section>
  );
}

function Reader({ items, id }: { readonly items: readonly SandboxMail[]; readonly id: number | null }) {
  const { t } = useWords();
  const shown = items.find((mail) => mail.id === id);
  return (
    <section className="sandbox-reader" aria-label={t("sandbox.mail")}>
      <AppLink className="page-back sandbox-back" href="/sandbox">
        <Icon name="back" /> {t("sandbox.title")}
      </AppLink>
      {shown !== undefined && <MailSheet key={shown.id} mail={shown} />}
      {shown === undefined && id !== null && <OlderMail id={id} />}
    </section>
  );
}

/** A mail that an address names and that stands further down than what was read. */
function OlderMail({ id }: { readonly id: number }) {
  const mail = useResource<SandboxMail>(`/api/app/sandbox/${id}`);
  if (mail.value !== null) return <MailSheet mail={mail.value} />;
  return mail.error === null ? <Waiting /> : <Failure error={mail.error} onRetry={mail.reload} />;
}

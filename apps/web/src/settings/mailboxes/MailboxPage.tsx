import { useState } from "react";
import type { MailboxTest, MailboxView } from "@kvit/contract/people";
import { request } from "../../api/request.ts";
import { go } from "../../app/navigation.ts";
import { say } from "../../app/toasts.ts";
import { reloadMe } from "../../account/change-me.ts";
import { useWords } from "../../i18n/language.ts";
import { AdminsOnly } from "../../page/AdminsOnly.tsx";
import { Confirm, Failed } from "../../page/Confirm.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { may } from "../pages.ts";
import { bodyOf, draftOf, emptyDraft, type MailboxDraft } from "./draft.ts";
import { IncomingStep, NameStep, OutgoingStep } from "./MailboxSteps.tsx";
import { RoundTripSection } from "./RoundTripSection.tsx";

/** Connects a mailbox, or changes one. `id` null: a new one. */
export function MailboxPage({ id }: { readonly id: number | null }) {
  const { t } = useWords();
  const { me, departments } = useSignedIn();
  if (!may(me, "mailbox.change")) return <AdminsOnly title={t("settings.mailboxes")} />;
  if (id !== null) return <Stored id={id} />;
  const first = departments.find((each) => !each.retired);
  return (
    <Page title={t("mailboxes.connect")} lead={t("mailboxes.connectLead")}>
      <MailboxForm stored={null} start={emptyDraft(first?.id ?? 0, first?.language ?? me.desk.language)} />
    </Page>
  );
}

function Stored({ id }: { readonly id: number }) {
  const { t } = useWords();
  const mailbox = useResource<MailboxView>(`/api/v1/mailboxes/${id}`);
  return (
    <Page title={mailbox.value?.address ?? mailbox.value?.name ?? t("settings.mailboxes")}>
      <Loaded of={mailbox}>
        {(value) => (
          <>
            <MailboxForm stored={value} start={draftOf(value)} />
            {!value.retired && <Retire mailbox={value} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

type FormProps = { readonly stored: MailboxView | null; readonly start: MailboxDraft };

function MailboxForm({ stored, start }: FormProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState(start);
  const [mailbox, setMailbox] = useState(stored);
  const [test, setTest] = useState<MailboxTest | null>(null);
  const { busy, failure, errors, submit } = useSubmit({
    conflict: "mailboxes.taken",
    "too-many-requests": "mailboxes.tooManyTests",
  });
  const change = (next: Partial<MailboxDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setTest(null);
  };
  const isTested = draft.way === "imap" || draft.exit === "relay";
  const save = async () => {
    const saved = await keep(mailbox, draft);
    setMailbox(saved);
    await reloadMe();
    if (!isTested) {
      say(t("common.saved"));
      go("/settings/mailboxes");
      return;
    }
    const result = await request<MailboxTest>(`/api/v1/mailboxes/${saved.id}/test`, { method: "POST" });
    setTest(result);
    if (isWell(result)) say(t("mailboxes.works"));
  };
  return (
    <>
      <form className="page-steps" data-testid="mailbox" onSubmit={(event) => submit(event, save)}>
        <NameStep draft={draft} errors={errors} onDraft={change} />
        <IncomingStep draft={draft} stored={mailbox} test={test} onDraft={change} />
        <OutgoingStep draft={draft} stored={mailbox} test={test} onDraft={change} />
        <Failed text={failure} />
        {test !== null && <Outcome test={test} />}
        <SaveButton busy={busy} isTested={isTested} />
      </form>
      {mailbox !== null && !mailbox.retired && <RoundTripSection mailbox={mailbox} />}
    </>
  );
}

function SaveButton({ busy, isTested }: { readonly busy: boolean; readonly isTested: boolean }) {
  const { t } = useWords();
  return (
    <div className="form-end">
      <button type="submit" className="button" data-kind="primary" disabled={busy}>
        {t(isTested ? "mailboxes.saveAndTest" : "common.save")}
      </button>
      {busy && isTested && (
        <span className="meta" role="status">
          {t("mailboxes.testing")}
        </span>
      )}
    </div>
  );
}

async function keep(mailbox: MailboxView | null, draft: MailboxDraft): Promise<MailboxView> {
  const body = bodyOf(draft);
  return mailbox === null
    ? request<MailboxView>("/api/v1/mailboxes", { body })
    : request<MailboxView>(`/api/v1/mailboxes/${mailbox.id}`, { method: "PATCH", body });
}

const isWell = ({ imap, relay }: MailboxTest) => (imap?.ok ?? true) && (relay?.ok ?? true);

function Outcome({ test }: { readonly test: MailboxTest }) {
  const { t } = useWords();
  const well = isWell(test);
  return (
    <p data-testid="mailbox-test" data-ok={well} role="status">
      <span className="mark" data-status-color={well ? "resolved" : "deleted"}>
        {well ? "✓" : "!"} {t(well ? "mailboxes.works" : "mailboxes.fix")}
      </span>
    </p>
  );
}

function Retire({ mailbox }: { readonly mailbox: MailboxView }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, failure, submit } = useSubmit({ "in-use": "mailboxes.lastOne" });
  const name = mailbox.address ?? mailbox.name;
  const retire = async () => {
    await request(`/api/v1/mailboxes/${mailbox.id}`, { method: "DELETE" });
    say(t("departments.retired", { name }));
    go("/settings/mailboxes");
  };
  return (
    <Section title={t("departments.retire")} lead={t("mailboxes.retireLead")}>
      <div className="form-end">
        <button type="button" className="button" data-kind="danger" onClick={() => setAsking(true)}>
          {t("departments.retire")}
        </button>
      </div>
      {asking && (
        <Confirm
          title={t("departments.retireSure", { name })}
          action={t("departments.retire")}
          danger
          busy={busy}
          failure={failure}
          onConfirm={() => submit(null, retire)}
          onClose={() => setAsking(false)}
        >
          <p>{t("mailboxes.retireLead")}</p>
        </Confirm>
      )}
    </Section>
  );
}

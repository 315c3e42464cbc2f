import type { MailboxTest, MailboxView } from "@kvit/contract/people";
import { useWords } from "../../i18n/language.ts";
import { LanguageSelect, Segments, Select, TextArea } from "../../page/inputs.tsx";
import { Section } from "../../page/Section.tsx";
import { useSignedIn } from "../../store/session.ts";
import { Field } from "../../ui/Field.tsx";
import { guessServers, type MailboxDraft } from "./draft.ts";
import { ServerFields } from "./ServerFields.tsx";

type StepProps = {
  readonly draft: MailboxDraft;
  readonly onDraft: (change: Partial<MailboxDraft>) => void;
};
type ServerStepProps = StepProps & {
  /** As it is kept on the server; null for a new one. */
  readonly stored: MailboxView | null;
  readonly test: MailboxTest | null;
};

/** Which address, and whose it is. */
export function NameStep({
  draft,
  errors,
  onDraft,
}: StepProps & { readonly errors: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  const departments = useSignedIn().departments.filter((each) => !each.retired);
  return (
    <Section title={t("mailboxes.step.address")}>
      <div className="form">
        <Field
          label={t("mailboxes.address")}
          name="address"
          type="email"
          autoComplete="off"
          placeholder="help@example.org"
          hint={t("mailboxes.addressHint")}
          value={draft.address}
          error={errors["address"]}
          onValue={(address) => onDraft({ address })}
        />
        <Field
          label={t("mailboxes.name")}
          name="name"
          maxLength={100}
          required={draft.address.trim() === ""}
          hint={t("mailboxes.nameHint")}
          value={draft.name}
          error={errors["name"]}
          onValue={(name) => onDraft({ name })}
        />
        <div className="form-pair">
          <Select
            label={t("mailboxes.department")}
            value={String(draft.departmentId)}
            options={departments.map((each) => [String(each.id), each.name])}
            onValue={(value) => onDraft({ departmentId: Number(value) })}
          />
          <LanguageSelect value={draft.language} onValue={(language) => onDraft({ language })} />
        </div>
        <TextArea
          label={t("mailboxes.signature")}
          hint={t("mailboxes.signatureHint")}
          rows={3}
          value={draft.signature}
          onValue={(signature) => onDraft({ signature })}
        />
      </div>
    </Section>
  );
}

/** How mail to the address gets here. */
export function IncomingStep({ draft, stored, test, onDraft }: ServerStepProps) {
  const { t } = useWords();
  const choose = (way: MailboxDraft["way"]) => {
    const guess = guessServers(draft.address);
    const isBlank = way === "imap" && draft.imap.host === "" && guess !== null;
    onDraft({
      way,
      ...(isBlank && { imap: { ...draft.imap, host: guess.imap, user: draft.imap.user || draft.address } }),
    });
  };
  return (
    <Section title={t("mailboxes.step.in")}>
      <Segments
        label={t("mailboxes.step.in")}
        hideLabel
        value={draft.way}
        options={[
          ["door", t("mailboxes.way.door")],
          ["imap", t("mailboxes.way.imap")],
        ]}
        onValue={choose}
      />
      <p className="meta">{t(draft.way === "door" ? "mailboxes.doorLead" : "mailboxes.imapLead")}</p>
      {draft.way === "imap" && (
        <>
          <ServerFields
            kind="imap"
            server={draft.imap}
            hasPassword={stored?.imap?.hasPassword ?? false}
            check={test?.imap ?? null}
            onServer={(change) => onDraft({ imap: { ...draft.imap, ...change } })}
          />
          <div className="form">
            <Field
              label={t("server.folder")}
              name="folder"
              required
              value={draft.folder}
              onValue={(folder) => onDraft({ folder })}
            />
          </div>
        </>
      )}
    </Section>
  );
}

/** How answers leave. */
export function OutgoingStep({ draft, stored, test, onDraft }: ServerStepProps) {
  const { t } = useWords();
  const { sandbox } = useSignedIn().me;
  const choose = (exit: MailboxDraft["exit"]) => {
    const guess = guessServers(draft.address);
    const isBlank = exit === "relay" && draft.relay.host === "" && guess !== null;
    onDraft({
      exit,
      ...(isBlank && {
        relay: { ...draft.relay, host: guess.relay, user: draft.relay.user || draft.address },
      }),
    });
  };
  const deskWords = t(sandbox ? "mailboxes.sandboxLead" : "mailboxes.deskLead");
  return (
    <Section title={t("mailboxes.step.out")}>
      <Segments
        label={t("mailboxes.step.out")}
        hideLabel
        value={draft.exit}
        options={[
          ["desk", t(sandbox ? "mailboxes.exit.sandbox" : "mailboxes.exit.desk")],
          ["relay", t("mailboxes.exit.relay")],
        ]}
        onValue={choose}
      />
      <p className="meta">{draft.exit === "desk" ? deskWords : t("mailboxes.relayLead")}</p>
      {draft.exit === "relay" && (
        <ServerFields
          kind="relay"
          server={draft.relay}
          hasPassword={stored?.relay?.hasPassword ?? false}
          check={test?.relay ?? null}
          onServer={(change) => onDraft({ relay: { ...draft.relay, ...change } })}
        />
      )}
    </Section>
  );
}

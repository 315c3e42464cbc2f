import type { MailCheck } from "@kvit/contract/people";
import { useWords } from "../../i18n/language.ts";
import { Tick } from "../../page/inputs.tsx";
import { Field } from "../../ui/Field.tsx";
import type { ServerDraft } from "./draft.ts";
import { checkSentence } from "./check-sentence.ts";

type Props = {
  readonly kind: "imap" | "relay";
  readonly server: ServerDraft;
  readonly hasPassword: boolean;
  /** What the last test said of this server. */
  readonly check: MailCheck | null;
  readonly onServer: (change: Partial<ServerDraft>) => void;
};

/** Where a mail server is and how to sign in to it; a failed test speaks at the field it is about. */
export function ServerFields({ kind, server, hasPassword, check, onServer }: Props) {
  const { t } = useWords();
  const wrong = (field: MailCheck["field"]) =>
    check !== null && !check.ok && check.field === field ? checkSentence(kind, check, server) : undefined;
  return (
    <div className="form" data-testid={kind}>
      <div className="form-pair">
        <Field
          label={t("server.host")}
          name={`${kind}-host`}
          required
          autoCapitalize="none"
          spellCheck={false}
          value={server.host}
          error={wrong("host")}
          onValue={(host) => onServer({ host })}
        />
        <Field
          label={t("server.port")}
          name={`${kind}-port`}
          required
          inputMode="numeric"
          pattern="[0-9]{1,5}"
          value={server.port}
          error={wrong("port")}
          onValue={(port) => onServer({ port })}
        />
      </div>
      <div className="field">
        <Tick
          label={t("server.secure")}
          hint={t("server.secureHint")}
          checked={server.secure}
          onValue={(secure) => onServer({ secure })}
        />
        {wrong("secure") !== undefined && (
          <p className="field-error" role="alert">
            {wrong("secure")}
          </p>
        )}
      </div>
      <div className="form-pair">
        <Field
          label={t("server.user")}
          name={`${kind}-user`}
          required={kind === "imap"}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={server.user}
          error={wrong("user")}
          onValue={(user) => onServer({ user })}
        />
        <Field
          label={t("common.password")}
          name={`${kind}-password`}
          type="password"
          autoComplete="new-password"
          required={kind === "imap" && !hasPassword}
          hint={hasPassword ? t("server.passwordKept") : undefined}
          value={server.password}
          error={wrong("password")}
          onValue={(password) => onServer({ password })}
        />
      </div>
      {check?.ok === true && (
        <p role="status">
          <span className="mark" data-status-color="resolved">
            ✓ {t(`server.ok.${kind}`, { host: server.host })}
          </span>
        </p>
      )}
    </div>
  );
}

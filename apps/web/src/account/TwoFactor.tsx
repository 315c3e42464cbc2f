import { useState } from "react";
import type { TwoFactorSecret } from "@kvit/contract/sign-in";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Failed } from "../page/Confirm.tsx";
import { Section } from "../page/Section.tsx";
import { Username } from "../page/Username.tsx";
import { useSubmit, type Sentences } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { Field } from "../ui/Field.tsx";
import { reloadMe } from "./change-me.ts";
import "./two-factor.css";

const sentences: Sentences = {
  "wrong-credentials": "security.wrongPassword",
  "wrong-code": "signIn.codeWrong",
};

/** The second factor: switched on with an authenticator app, off with password and code. */
export function TwoFactor() {
  const { t } = useWords();
  const isOn = useSignedIn().me.twoFactor;
  const [secret, setSecret] = useState<TwoFactorSecret | null>(null);
  const [wanted, setWanted] = useState(false);
  const done = async (words: string) => {
    setSecret(null);
    setWanted(false);
    await reloadMe();
    say(words);
  };
  return (
    <Section title={t("security.factor")} lead={t("security.factorLead")}>
      <p data-testid="two-factor-state">
        <span className="mark" data-status-color={isOn ? "resolved" : "closed"}>
          {t(isOn ? "security.factorOn" : "security.factorOff")}
        </span>
      </p>
      {secret !== null && <Offer secret={secret} onDone={() => done(t("security.factorOnNow"))} />}
      {secret === null && !wanted && (
        <div className="form-end">
          <button type="button" className="button" onClick={() => setWanted(true)}>
            {t(isOn ? "security.switchOff" : "security.switchOn")}
          </button>
        </div>
      )}
      {secret === null && wanted && (
        <Asked
          isOn={isOn}
          onSecret={setSecret}
          onDone={() => done(t("security.factorOffNow"))}
          onCancel={() => setWanted(false)}
        />
      )}
    </Section>
  );
}

type AskedProps = EnableProps & DisableProps & { readonly isOn: boolean };

function Asked({ isOn, onSecret, onDone, onCancel }: AskedProps) {
  return isOn ? (
    <Disable onDone={onDone} onCancel={onCancel} />
  ) : (
    <Enable onSecret={onSecret} onCancel={onCancel} />
  );
}

type EnableProps = { readonly onSecret: (secret: TwoFactorSecret) => void; readonly onCancel: () => void };

function Enable({ onSecret, onCancel }: EnableProps) {
  const { t } = useWords();
  const { email } = useSignedIn().me.agent;
  const [password, setPassword] = useState("");
  const { busy, failure, errors, submit } = useSubmit(sentences);
  const ask = async () =>
    onSecret(await request<TwoFactorSecret>("/api/auth/two-factor/enable", { body: { password } }));
  return (
    <form className="form" data-testid="enable-two-factor" onSubmit={(event) => submit(event, ask)}>
      <Username email={email} />
      <Field
        label={t("security.current")}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        error={errors["password"]}
        onValue={setPassword}
      />
      <Failed text={failure} />
      <div className="form-end">
        <button type="submit" className="button" data-kind="primary" disabled={busy}>
          {t("common.continue")}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

type OfferProps = { readonly secret: TwoFactorSecret; readonly onDone: () => Promise<void> };

function Offer({ secret, onDone }: OfferProps) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const { busy, failure, errors, submit } = useSubmit(sentences);
  const confirm = async () => {
    await request("/api/auth/two-factor/confirm", { body: { code: code.replaceAll(/\s/g, "") } });
    await onDone();
  };
  return (
    <ol className="offer" data-testid="two-factor-offer">
      <li>
        <p>{t("security.scan")}</p>
        <div className="offer-scan">
          <img
            className="offer-qr"
            src={`data:image/svg+xml;utf8,${encodeURIComponent(secret.qr)}`}
            alt={t("security.qr")}
          />
          <p>
            <span className="meta">{t("security.byHand")}</span>
            <br />
            <code className="mono" data-testid="secret">
              {inGroups(secret.secret)}
            </code>
          </p>
        </div>
      </li>
      <li>
        <p>{t("security.backup")}</p>
        <ul className="offer-codes mono" data-testid="backup-codes">
          {secret.backupCodes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </li>
      <li>
        <form className="form" onSubmit={(event) => submit(event, confirm)}>
          <Field
            label={t("security.confirmCode")}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={9}
            value={code}
            error={errors["code"]}
            onValue={setCode}
          />
          <Failed text={failure} />
          <div className="form-end">
            <button type="submit" className="button" data-kind="primary" disabled={busy}>
              {t("security.switchOn")}
            </button>
          </div>
        </form>
      </li>
    </ol>
  );
}

const inGroups = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, "$1 ");

type DisableProps = { readonly onDone: () => Promise<void>; readonly onCancel: () => void };

function Disable({ onDone, onCancel }: DisableProps) {
  const { t } = useWords();
  const { email } = useSignedIn().me.agent;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { busy, failure, errors, submit } = useSubmit(sentences);
  const disable = async () => {
    await request("/api/auth/two-factor/disable", { body: { password, code: code.replaceAll(/\s/g, "") } });
    await onDone();
  };
  return (
    <form className="form" data-testid="disable-two-factor" onSubmit={(event) => submit(event, disable)}>
      <Username email={email} />
      <Field
        label={t("security.current")}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        error={errors["password"]}
        onValue={setPassword}
      />
      <Field
        label={t("signIn.code")}
        hint={t("security.orBackup")}
        name="code"
        autoComplete="one-time-code"
        required
        value={code}
        error={errors["code"]}
        onValue={setCode}
      />
      <Failed text={failure} />
      <div className="form-end">
        <button type="submit" className="button" data-kind="danger" disabled={busy}>
          {t("security.switchOff")}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

import { useEffect, useState, type FormEvent } from "react";
import { explain } from "../api/explain.ts";
import { ApiError, request } from "../api/request.ts";
import { useWords } from "../i18n/language.ts";
import { go } from "../app/navigation.ts";
import { takeEnded } from "../store/end-session.ts";
import { loadSession } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Doorway } from "../ui/Doorway.tsx";
import { Field } from "../ui/Field.tsx";

/** Address and password, then the code of the second factor where one is set. */
export function SignInPage({ next }: { readonly next: string }) {
  const { t } = useWords();
  const [step, setStep] = useState<"password" | "code">("password");
  const [ended] = useState(takeEnded);
  useEffect(() => {
    document.title = `${t("signIn.title")} · Kvit`;
  }, [t]);
  const enter = async () => {
    await loadSession();
    go(next);
  };
  return (
    <Doorway title={t("signIn.title")}>
      {ended && (
        <p className="doorway-notice" role="alert" data-testid="ended">
          {t("signIn.ended")}
        </p>
      )}
      {step === "password" ? (
        <PasswordForm onDone={(twoFactor) => (twoFactor ? setStep("code") : void enter())} />
      ) : (
        <CodeForm onDone={() => void enter()} onOther={() => setStep("password")} />
      )}
    </Doorway>
  );
}

function PasswordForm({ onDone }: { readonly onDone: (twoFactor: boolean) => void }) {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, submit } = useSubmit("signIn.wrong");
  const send = (event: FormEvent) =>
    submit(event, async () => {
      const answer = await request<{ readonly twoFactor: boolean }>("/api/auth/sign-in", {
        body: { email, password },
      });
      onDone(answer.twoFactor);
    });
  return (
    <form onSubmit={send} data-testid="sign-in">
      <Field
        label={t("common.email")}
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onValue={setEmail}
      />
      <Field
        label={t("common.password")}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onValue={setPassword}
        error={error}
      />
      <button type="submit" className="button" data-kind="primary" disabled={busy}>
        {t("signIn.submit")}
      </button>
      <p className="doorway-links">
        <AppLink href="/reset">{t("signIn.forgot")}</AppLink>
      </p>
    </form>
  );
}

function CodeForm({ onDone, onOther }: { readonly onDone: () => void; readonly onOther: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const { busy, error, submit } = useSubmit("signIn.codeWrong");
  const send = (event: FormEvent) =>
    submit(event, async () => {
      await request("/api/auth/two-factor", { body: { code: code.replaceAll(/\s/g, "") } });
      onDone();
    });
  return (
    <form className="code-input" onSubmit={send} data-testid="two-factor">
      <Field
        label={t("signIn.code")}
        hint={t("signIn.codeHint")}
        error={error}
        name="code"
        autoComplete="one-time-code"
        required
        autoFocus
        maxLength={40}
        value={code}
        onValue={setCode}
      />
      <button type="submit" className="button" data-kind="primary" disabled={busy}>
        {t("signIn.verify")}
      </button>
      <p className="doorway-links">
        <button type="button" className="link" onClick={onOther}>
          {t("signIn.other")}
        </button>
      </p>
    </form>
  );
}

/** Runs a form's request; a wrong password is said in the form's own words, all else by what the server says. */
function useSubmit(wrong: "signIn.wrong" | "signIn.codeWrong") {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent, run: () => Promise<void>) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    run().catch((cause: unknown) => {
      const status = cause instanceof ApiError ? cause.status : 0;
      const mine = status === 401 || status === 400 || status === 422 || status === 403;
      const isOver = cause instanceof ApiError && cause.problem?.code === "sign-in-over";
      setBusy(false);
      if (isOver) setError(t("signIn.over"));
      else setError(mine ? t(wrong) : explain(cause));
    });
  };
  return { busy, error, submit };
}

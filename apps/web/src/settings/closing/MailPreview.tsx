import { useEffect, useState } from "react";
import type { MailPreview as Mail } from "@kvit/contract/mail-preview";
import type { Ladder } from "@kvit/domain/ladders";
import { languageOf, type Language } from "@kvit/i18n/language";
import { request } from "../../api/request.ts";
import { useWords } from "../../i18n/language.ts";
import { LanguageSelect, Segments } from "../../page/inputs.tsx";
import { Failure } from "../../page/Loaded.tsx";
import { useSignedIn } from "../../store/session.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { MessageFrame } from "../../tickets/thread/MessageFrame.tsx";

type Props = { readonly ladder: Ladder; readonly ticket: ShownTicket; readonly rung: number };

/** The mail of a rung as the customer would get it, in any language, made by what will make it. */
export function MailPreview({ ladder, ticket, rung }: Props) {
  const { t } = useWords();
  const { desk } = useSignedIn().me;
  const [language, setLanguage] = useState<Language>(languageOf(desk.language) ?? "en");
  const [view, setView] = useState<"html" | "text">("html");
  const [turn, setTurn] = useState(0);
  const body = JSON.stringify({ ladder, ticket: ticket.number, rung, language });
  return (
    <div className="mail-preview" data-testid="mail-preview">
      <div className="mail-preview-head">
        <LanguageSelect label={t("closing.mailLanguage")} value={language} onValue={setLanguage} />
        <Segments
          label={t("sandbox.view")}
          hideLabel
          value={view}
          options={[
            ["html", t("sandbox.view.html")],
            ["text", t("sandbox.view.text")],
          ]}
          onValue={setView}
        />
      </div>
      <Letter key={turn} body={body} view={view} onRetry={() => setTurn(turn + 1)} />
    </div>
  );
}

type LetterProps = {
  /** What is asked of the server. */
  readonly body: string;
  readonly view: "html" | "text";
  readonly onRetry: () => void;
};

function Letter({ body, view, onRetry }: LetterProps) {
  const { t } = useWords();
  const [mail, setMail] = useState<Mail | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const abort = new AbortController();
    const load = async () => {
      const options = { body: JSON.parse(body), signal: abort.signal };
      setMail(await request<Mail>("/api/v1/lifecycle/mail-preview", options));
      setError(null);
    };
    load().catch((cause: unknown) => {
      if (!abort.signal.aborted) setError(cause);
    });
    return () => abort.abort();
  }, [body]);
  if (error !== null) return <Failure error={error} onRetry={onRetry} />;
  if (mail === null) return null;
  return (
    <>
      <p>
        <span className="meta">{t("closing.mailSubject")}</span> <b>{mail.subject}</b>
      </p>
      {view === "html" ? (
        <div className="paper">
          <MessageFrame html={mail.html} label={mail.subject} />
        </div>
      ) : (
        <pre className="paper-text">{mail.text}</pre>
      )}
    </>
  );
}

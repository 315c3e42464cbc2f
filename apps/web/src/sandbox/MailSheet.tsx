import { useState } from "react";
import type { SandboxMail } from "@kvit/contract/mail";
import { ticketPath } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { Segments } from "../page/inputs.tsx";
import { MessageFrame } from "../tickets/thread/MessageFrame.tsx";
import { AppLink } from "../ui/AppLink.tsx";
import { kindWords } from "./kind.ts";
import { Linked } from "./Linked.tsx";

type View = "html" | "text" | "headers";

/** One mail, as its recipient would see it, as plain text, and its headers. */
export function MailSheet({ mail }: { readonly mail: SandboxMail }) {
  const words = useWords();
  const { t, format } = words;
  const [view, setView] = useState<View>(mail.html === null ? "text" : "html");
  const views: readonly (readonly [View, string])[] = [
    ...(mail.html === null ? [] : [["html", t("sandbox.view.html")] as const]),
    ["text", t("sandbox.view.text")],
    ["headers", t("sandbox.view.headers")],
  ];
  return (
    <article className="sheet-mail" data-testid="sandbox-mail" data-mail={mail.id}>
      <header className="sheet-mail-head">
        <h2>{mail.subject}</h2>
        <dl className="facts">
          <dt>{t("sandbox.from")}</dt>
          <dd>{mail.from}</dd>
          <dt>{t("sandbox.to")}</dt>
          <dd>{mail.to.join(", ")}</dd>
          <dt>{t("sandbox.at")}</dt>
          <dd>
            <time dateTime={mail.at}>{format.exact(Date.parse(mail.at))}</time>
          </dd>
          <dt>{t("sandbox.kind")}</dt>
          <dd>
            {kindWords(words, mail.kind)}
            {mail.ticket !== null && (
              <>
                {" · "}
                <AppLink href={ticketPath(mail.ticket)}>
                  {t("ledger.toTicket", { number: mail.ticket })}
                </AppLink>
              </>
            )}
          </dd>
        </dl>
        <Segments label={t("sandbox.view")} value={view} options={views} onValue={setView} hideLabel />
      </header>
      {view === "html" && mail.html !== null && (
        <div className="paper">
          <MessageFrame html={mail.html} label={t("sandbox.view.html")} />
        </div>
      )}
      {view === "text" && (
        <pre className="paper-text">
          <Linked text={mail.text} />
        </pre>
      )}
      {view === "headers" && (
        <dl className="facts mono" data-testid="headers">
          {mail.headers.map(({ name, value }) => (
            <div key={`${name} ${value}`} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}

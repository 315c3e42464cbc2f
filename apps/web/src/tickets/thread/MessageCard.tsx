import { useState } from "react";
import type { MessageView } from "@kvit/contract/tickets";
import { ticketPath } from "../../app/navigation.ts";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { may } from "../../settings/pages.ts";
import { useSignedIn } from "../../store/session.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { SplitButton, SplitMark } from "../relations/SplitMark.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AuthoredHtml } from "./AuthoredHtml.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { fileSize } from "./file-size.ts";
import { foldsSignatureOnly, framedHtml, hasQuoted, isOurs, piecesOf, richHtml } from "./body.ts";
import { MessageFrame } from "./MessageFrame.tsx";
import { Moment } from "./Moment.tsx";

type CardProps = { readonly number: number; readonly message: MessageView; readonly now: number };
/** One message or note of the thread. */
export function MessageCard({ number, message, now }: CardProps) {
  const { t, format } = useWords();
  const name =
    message.author.name === "" ? (message.author.email ?? t("actor.customer")) : message.author.name;
  return (
    <article
      className="message"
      data-kind={message.kind}
      data-testid="message"
      data-message={message.id}
      data-anchor={`m${message.id}`}
      lang={message.language ?? undefined}
      aria-label={t("message.body", { name })}
      tabIndex={-1}
    >
      {message.kind === "note" && (
        <p className="message-flag">
          <Icon name="note" /> {t("message.note")}
        </p>
      )}
      <header className="message-head">
        <SplitMark number={number} message={message} />
        <Avatar name={name} />
        <b className="truncate">{name}</b>
        <Marks number={number} message={message} />
        {message.kind === "agent" && message.to.length > 0 && (
          <span className="meta truncate">{t("message.to", { list: format.list(message.to) })}</span>
        )}
        <SplitButton number={number} message={message} />
        <span className="message-time meta">
          <DeliveryMark message={message} />
          <Moment at={message.at} now={now} anchor={`m${message.id}`} />
        </span>
      </header>
      {message.kind === "customer" && message.cc.length > 0 && (
        <p className="message-copies meta">{t("message.cc", { list: format.list(message.cc) })}</p>
      )}
      {!message.verified && message.kind === "customer" && (
        <p className="message-warning">{t("message.unverified")}</p>
      )}
      <Said message={message} name={name} />
    </article>
  );
}

/** Where it comes from, when that is not this ticket or no person. */
function Marks({ number, message }: Omit<CardProps, "now">) {
  const { t } = useWords();
  return (
    <>
      {message.ticket !== number && (
        <span className="tag">{t("message.from", { number: message.ticket })}</span>
      )}
      {message.kind === "automatic" && <span className="tag">{t("message.automatic")}</span>}
    </>
  );
}

/** What goes on in another ticket is folded here, and can still be read. */
function Said({ message, name }: { readonly message: MessageView; readonly name: string }) {
  const { t } = useWords();
  if (message.wentTo === null) return <Content message={message} name={name} />;
  return (
    <details className="went-on">
      <summary>{t("message.wentOn", { number: message.wentTo })}</summary>
      <AppLink href={ticketPath(message.wentTo)}>#{message.wentTo}</AppLink>
      <Content message={message} name={name} />
    </details>
  );
}

function Content({ message, name }: { readonly message: MessageView; readonly name: string }) {
  return (
    <>
      <MessageBody key={message.id} number={message.ticket} message={message} name={name} />
      <Files message={message} />
    </>
  );
}

type BodyProps = { readonly number: number; readonly message: MessageView; readonly name: string };
function MessageBody({ number, message, name }: BodyProps) {
  const { t } = useWords();
  const [whole, setWhole] = useState(false);
  const [images, setImages] = useState(false);
  const html = richHtml(message, whole);
  const text = whole ? message.text : message.visibleText;
  return (
    <div className="message-body">
      {html === null ? (
        <p className="message-text">
          {text.trim() === "" ? <Empty message={message} /> : <Linked text={text} />}
        </p>
      ) : isOurs(message) ? (
        <AuthoredHtml html={html} />
      ) : (
        <MessageFrame html={framedHtml(number, message, html, images)} label={t("message.body", { name })} />
      )}
      {html !== null && message.hasRemoteImages && !images && (
        <p className="message-images meta">
          {t("message.images")}{" "}
          <button type="button" className="link" onClick={() => setImages(true)}>
            {t("message.showImages")}
          </button>
        </p>
      )}
      {hasQuoted(message) && (
        <button type="button" className="quoted" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          <Icon name="more" />
          <span className="hidden">{t(foldWords(message, whole))}</span>
        </button>
      )}
    </div>
  );
}

const foldWords = (message: MessageView, whole: boolean): MessageKey =>
  foldsSignatureOnly(message)
    ? whole
      ? "message.hideSignature"
      : "message.showSignature"
    : whole
      ? "message.hideQuoted"
      : "message.showQuoted";

/** Nothing to read: whoever may look into the ledger gets the mail as it came. */
function Empty({ message: { intakeId } }: { readonly message: MessageView }) {
  const { t } = useWords();
  const { me } = useSignedIn();
  return (
    <>
      <i className="meta">{t("message.empty")}</i>{" "}
      {intakeId !== null && may(me, "mail.read") && (
        <a href={`/api/v1/mail/${intakeId}/raw`} download={`mail-${intakeId}.eml`}>
          {t("ledger.raw")}
        </a>
      )}
    </>
  );
}

function Linked({ text }: { readonly text: string }) {
  return piecesOf(text.trim()).map((piece, index) =>
    piece.kind === "link" ? (
      <a key={index} href={piece.text} target="_blank" rel="noreferrer noopener">
        {piece.text}
      </a>
    ) : (
      <span key={index}>{piece.text}</span>
    ),
  );
}

function Files({ message }: { readonly message: MessageView }) {
  const { format } = useWords();
  const files = message.attachments.filter((file) => !file.inline);
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={`${file.id} ${file.filename}`}>
          <a className="file" href={file.url === "" ? undefined : file.url} target="_blank" rel="noreferrer">
            <Icon name="clip" />
            <span className="truncate">{file.filename}</span>
            <span className="meta">{fileSize(file.size, format)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

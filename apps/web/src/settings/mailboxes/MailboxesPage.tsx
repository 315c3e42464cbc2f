import type { MailboxView } from "@kvit/contract/people";
import { useWords } from "../../i18n/language.ts";
import { Loaded } from "../../page/Loaded.tsx";
import { Page } from "../../page/Page.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSignedIn } from "../../store/session.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { may } from "../pages.ts";

/** The addresses mail arrives at. */
export function MailboxesPage() {
  const { t } = useWords();
  const { me } = useSignedIn();
  const mailboxes = useResource<{ readonly items: readonly MailboxView[] }>("/api/v1/mailboxes");
  const connect = (
    <AppLink className="button" data-kind="primary" href="/settings/mailboxes/new">
      {t("mailboxes.connect")}
    </AppLink>
  );
  return (
    <Page
      title={t("settings.mailboxes")}
      lead={t("settings.mailboxes.lead")}
      {...(may(me, "mailbox.change") ? { actions: connect } : {})}
    >
      <Loaded of={mailboxes}>
        {({ items }) => (
          <ul className="lines settings-group" data-testid="mailboxes">
            {items
              .filter((each) => !each.retired)
              .map((each) => (
                <MailboxLine key={each.id} mailbox={each} />
              ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}

function MailboxLine({ mailbox }: { readonly mailbox: MailboxView }) {
  const { t } = useWords();
  const { departments, me } = useSignedIn();
  const department = departments.find((each) => each.id === mailbox.departmentId)?.name ?? "";
  const inWords =
    mailbox.imap === null ? t("mailboxes.byDoor") : t("mailboxes.byImap", { host: mailbox.imap.host });
  const stays = me.sandbox ? t("mailboxes.bySandbox") : t("mailboxes.byDesk");
  const outWords = mailbox.relay === null ? stays : t("mailboxes.byRelay", { host: mailbox.relay.host });
  return (
    <li>
      <AppLink
        className="line settings-line"
        href={`/settings/mailboxes/${mailbox.id}`}
        data-mailbox={mailbox.id}
      >
        <span className="line-text">
          <b>{mailbox.address ?? t("mailboxes.everyAddress")}</b>
          <span className="meta">
            {[...new Set([mailbox.name, department])].filter((name) => name !== "").join(" · ")}
          </span>
          <span className="meta">
            {inWords} · {outWords}
          </span>
        </span>
        <Icon name="chevron" />
      </AppLink>
    </li>
  );
}

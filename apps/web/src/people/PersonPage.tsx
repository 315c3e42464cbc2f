import { useState } from "react";
import type { ContactView } from "@kvit/contract/people";
import type { TicketView } from "@kvit/contract/tickets";
import { ticketPath, viewPath } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { Loaded } from "../page/Loaded.tsx";
import { Page } from "../page/Page.tsx";
import { Section } from "../page/Section.tsx";
import { useResource } from "../page/use-resource.ts";
import { may } from "../settings/pages.ts";
import { useSignedIn } from "../store/session.ts";
import { personViewId } from "../store/views.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { StatusGlyph } from "../ui/StatusGlyph.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import "./people.css";

type Tickets = { readonly items: readonly TicketView[]; readonly next: string | null };

/** A customer: who they are, all they asked for, and what the law lets them ask of the desk. */
export function PersonPage({ id }: { readonly id: number }) {
  const { t } = useWords();
  const contact = useResource<ContactView>(`/api/v1/contacts/${id}`);
  const name = contact.value === null ? t("view.person") : nameOf(contact.value, t("person.erased"));
  return (
    <Page title={name} actions={<Actions id={id} name={name} onErased={contact.reload} />}>
      <Loaded of={contact}>{(value) => <Facts contact={value} />}</Loaded>
      <Requests id={id} />
    </Page>
  );
}

const nameOf = ({ name, emails }: ContactView, erased: string): string =>
  name === "" ? (emails[0] ?? erased) : name;

type ActionsProps = { readonly id: number; readonly name: string; readonly onErased: () => void };
function Actions({ id, name, onErased }: ActionsProps) {
  const { t } = useWords();
  const { me } = useSignedIn();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {may(me, "data.export") && (
        <a className="button" href={`/api/v1/contacts/${id}/export`} download={`person-${id}.json`}>
          {t("person.export")}
        </a>
      )}
      {may(me, "contact.erase") && (
        <button type="button" className="button" data-kind="danger" onClick={() => setAsking(true)}>
          {t("person.erase")}
        </button>
      )}
      {asking && <EraseDialog id={id} name={name} onErased={onErased} onClose={() => setAsking(false)} />}
    </>
  );
}

function Facts({ contact }: { readonly contact: ContactView }) {
  const { t, format, language } = useWords();
  const names = new Intl.DisplayNames([language], { type: "language" });
  const lines = [
    ...contact.emails,
    contact.company?.name ?? "",
    contact.language === null ? "" : (names.of(contact.language) ?? contact.language),
    contact.timeZone ?? "",
    t("person.since", { at: format.dateTime(Date.parse(contact.createdAt)) }),
  ].filter((line) => line !== "");
  return (
    <div className="person-facts" data-testid="person">
      {lines.map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
      {contact.notes !== "" && <p className="person-notes">{contact.notes}</p>}
    </div>
  );
}

function Requests({ id }: { readonly id: number }) {
  const { t, format } = useWords();
  const tickets = useResource<Tickets>(`/api/v1/tickets?requester=${id}&limit=100&sort=-created`);
  return (
    <Section title={t("person.requests")}>
      <Loaded of={tickets}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <p className="meta">{t("person.noRequests")}</p>}
            <ul className="person-requests">
              {items.map((ticket) => (
                <li key={ticket.number}>
                  <AppLink className="other" href={ticketPath(ticket.number)}>
                    <StatusGlyph status={ticket.status} />
                    <span className="meta">{ticket.reference}</span>
                    <span className="other-words truncate" dir="auto">
                      {ticket.subject}
                    </span>
                    <span className="hidden">{t(`status.${ticket.status}`)}</span>
                    <span className="meta">{format.dateTime(Date.parse(ticket.createdAt))}</span>
                  </AppLink>
                </li>
              ))}
            </ul>
            {next !== null && <AppLink href={viewPath(personViewId(id))}>{t("common.more")}</AppLink>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

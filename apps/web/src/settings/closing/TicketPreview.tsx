import { useState } from "react";
import type { LadderPreview, PlannedRungView } from "@kvit/contract/lifecycle";
import { plainCalendar, type WorkingCalendar } from "@kvit/domain/calendars";
import type { Ladder } from "@kvit/domain/ladders";
import { ticketPath } from "../../app/navigation.ts";
import { useWords } from "../../i18n/language.ts";
import { Section } from "../../page/Section.tsx";
import { useSignedIn } from "../../store/session.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { useMinute } from "../../ui/time.ts";
import { MailPreview } from "./MailPreview.tsx";
import { PickTicket } from "./PickTicket.tsx";
import { PlanCalendar } from "./PlanCalendar.tsx";

type Props = {
  /** The one that holds for the ticket. */
  readonly ladder: Ladder;
  readonly ticket: ShownTicket | null;
  readonly preview: LadderPreview | null;
  readonly onTicket: (ticket: ShownTicket) => void;
};

/** The ladder on a real ticket, as a calendar and with the words of its mails. */
export function TicketPreview({ ladder, ticket, preview, onTicket }: Props) {
  const { t } = useWords();
  const [picking, setPicking] = useState(false);
  return (
    <div className="closing-preview" data-testid="preview">
      <Section title={t("closing.preview")} lead={t("closing.previewLead")}>
        <div className="preview-ticket">
          {ticket === null ? (
            <p className="meta">{t("closing.noTicket")}</p>
          ) : (
            <AppLink className="preview-link" href={ticketPath(ticket.number)}>
              <StatusGlyph status={ticket.status} /> <b>{ticket.reference}</b>{" "}
              <span className="truncate">{ticket.subject}</span>
            </AppLink>
          )}
          <button type="button" className="button" onClick={() => setPicking(true)}>
            {t(ticket === null ? "closing.pickTicket" : "closing.otherTicket")}
          </button>
        </div>
        {ticket !== null && <Plan ladder={ladder} ticket={ticket} plan={preview?.plan ?? null} />}
      </Section>
      {picking && <PickTicket onTicket={onTicket} onClose={() => setPicking(false)} />}
    </div>
  );
}

type PlanProps = {
  readonly ladder: Ladder;
  readonly ticket: ShownTicket;
  readonly plan: readonly PlannedRungView[] | null;
};

function Plan({ ladder, ticket, plan }: PlanProps) {
  const { t } = useWords();
  const now = useMinute();
  const calendar = useCalendar(ticket.department.id);
  if (plan === null) return null;
  if (plan.length === 0) return <p className="meta">{t("closing.planEmpty")}</p>;
  return (
    <>
      <PlanCalendar plan={plan} calendar={calendar} now={now} />
      <ol className="plan" data-testid="plan">
        {plan.map((rung, index) => (
          <Rung key={`${rung.act} ${rung.at}`} {...{ rung, index, ladder, ticket, calendar }} />
        ))}
      </ol>
    </>
  );
}

function useCalendar(department: number): WorkingCalendar {
  const { departments, me } = useSignedIn();
  return departments.find(({ id }) => id === department) ?? plainCalendar(me.desk.timeZone);
}

const mailed: ReadonlySet<string> = new Set(["remind", "notice", "resolve", "close"]);

type RungProps = {
  readonly rung: PlannedRungView;
  readonly index: number;
  readonly ladder: Ladder;
  readonly ticket: ShownTicket;
  readonly calendar: WorkingCalendar;
};

function Rung({ rung, index, ladder, ticket, calendar }: RungProps) {
  const { t, format } = useWords();
  const [open, setOpen] = useState(false);
  const at = Date.parse(rung.at);
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: calendar.timeZone }).format(at);
  const isHoliday = calendar.holidays.includes(date);
  const ranges = calendar.week[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] ?? [];
  const free = isHoliday ? "closing.holiday" : ranges.length === 0 ? "closing.dayOff" : null;
  return (
    <li className="plan-rung" data-act={rung.act}>
      <span className="plan-dot" data-act={rung.act} aria-hidden="true" />
      <time className="plan-when" dateTime={rung.at} title={format.exact(at)}>
        {format.moment(at)}
        {free !== null && <span className="meta"> · {t(free)}</span>}
      </time>
      <b className="plan-what">{t(`plan.${rung.act}`)}</b>
      {mailed.has(rung.act) && (
        <button
          type="button"
          className="button"
          data-kind="quiet"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t("closing.showMail")}
        </button>
      )}
      {open && <MailPreview ladder={ladder} ticket={ticket} rung={index} />}
    </li>
  );
}

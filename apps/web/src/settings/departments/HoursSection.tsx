import { useState } from "react";
import type { DepartmentDetail } from "@kvit/contract/people";
import { calendarFault } from "@kvit/domain/calendars";
import { intlLocale } from "@kvit/i18n/language";
import { request } from "../../api/request.ts";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Failed } from "../../page/Confirm.tsx";
import { Section } from "../../page/Section.tsx";
import { useSubmit } from "../../page/use-submit.ts";
import { loadSession } from "../../store/session.ts";
import { Field } from "../../ui/Field.tsx";
import { Holidays } from "./Holidays.tsx";
import { rangesText, readRanges } from "./hours-text.ts";
import "./hours.css";

type Props = {
  readonly department: DepartmentDetail;
  readonly locked: boolean;
  readonly onSaved: (department: DepartmentDetail) => void;
};

/** When a department works: its week as text, day by day, and the days on which nobody works. */
export function HoursSection({ department, locked, onSaved }: Props) {
  const { t } = useWords();
  const [days, setDays] = useState<readonly string[]>(department.week.map(rangesText));
  const [holidays, setHolidays] = useState<readonly string[]>(department.holidays);
  const { busy, failure, submit } = useSubmit();
  const week = days.map(readRanges);
  const read = week.flatMap((day) => (day === null ? [] : [day]));
  const isRead = read.length === days.length;
  const fault = isRead ? calendarFault({ timeZone: department.timeZone, week: read, holidays }) : null;
  const save = async () => {
    const path = `/api/v1/departments/${department.id}`;
    onSaved(await request<DepartmentDetail>(path, { method: "PATCH", body: { week: read, holidays } }));
    say(t("common.saved"));
    // the postpone picker counts by what was loaded at the beginning
    await loadSession();
  };
  const copy = () => setDays(days.map((day, index) => (index > 0 && index < 5 ? (days[0] ?? "") : day)));
  return (
    <Section title={t("hours.title")} lead={t("hours.lead")}>
      <form className="section" data-testid="hours" onSubmit={(event) => submit(event, save)}>
        <Week days={days} locked={locked} onDays={setDays} />
        {!locked && (
          <button type="button" className="button hours-copy" data-kind="quiet" onClick={copy}>
            {t("hours.copy")}
          </button>
        )}
        <Holidays holidays={holidays} locked={locked} onHolidays={setHolidays} />
        <Failed text={fault === null ? failure : t(`hours.fault.${fault}`)} />
        <div className="form-end">
          <button
            type="submit"
            className="button"
            data-kind="primary"
            disabled={busy || locked || !isRead || fault !== null}
          >
            {t("hours.save")}
          </button>
        </div>
      </form>
    </Section>
  );
}

type WeekProps = {
  readonly days: readonly string[];
  readonly locked: boolean;
  readonly onDays: (days: readonly string[]) => void;
};

function Week({ days, locked, onDays }: WeekProps) {
  const { t, language } = useWords();
  const weekday = new Intl.DateTimeFormat(intlLocale[language], { weekday: "long", timeZone: "UTC" });
  // a Monday
  const monday = Date.UTC(2024, 0, 1, 12);
  return (
    <div className="hours-week">
      <p className="field-hint">{t("hours.hint")}</p>
      {days.map((day, index) => {
        const name = weekday.format(monday + index * 86_400_000);
        return (
          <Field
            key={name}
            label={name}
            name={`day-${index}`}
            disabled={locked}
            value={day}
            error={readRanges(day) === null ? t("hours.unread") : null}
            onValue={(text) => onDays(days.map((each, at) => (at === index ? text : each)))}
          />
        );
      })}
    </div>
  );
}

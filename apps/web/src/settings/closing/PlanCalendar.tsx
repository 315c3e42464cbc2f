import type { PlannedRungView } from "@kvit/contract/lifecycle";
import type { WorkingCalendar } from "@kvit/domain/calendars";
import { intlLocale } from "@kvit/i18n/language";
import { useWords } from "../../i18n/language.ts";
import { weeksOf, type Day } from "./calendar-days.ts";

type Props = {
  readonly plan: readonly PlannedRungView[];
  readonly calendar: WorkingCalendar;
  readonly now: number;
};

/** A plan as a page of a calendar. It draws what the list below it says, so screen readers are spared it. */
export function PlanCalendar({ plan, calendar, now }: Props) {
  const { language } = useWords();
  const locale = intlLocale[language];
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const monday = Date.UTC(2024, 0, 1, 12);
  return (
    <div className="plan-calendar" aria-hidden="true" data-testid="plan-calendar">
      {Array.from({ length: 7 }, (_, index) => (
        <span key={index} className="plan-weekday">
          {weekday.format(monday + index * 86_400_000)}
        </span>
      ))}
      {weeksOf(plan, calendar, now).map((week, index) =>
        "skipped" in week ? (
          <span key={`gap ${index}`} className="plan-gap">
            ···
          </span>
        ) : (
          week.days.map((day, column) => (
            <DayCell key={day.date} day={day} locale={locale} isFirst={index === 0 && column === 0} />
          ))
        ),
      )}
    </div>
  );
}

function DayCell({
  day,
  locale,
  isFirst,
}: {
  readonly day: Day;
  readonly locale: string;
  readonly isFirst: boolean;
}) {
  const noon = new Date(`${day.date}T12:00:00Z`);
  const named = isFirst || noon.getUTCDate() === 1;
  const style = named ? ({ day: "numeric", month: "short" } as const) : ({ day: "numeric" } as const);
  return (
    <span
      className="plan-day"
      data-kind={day.kind}
      data-today={day.isToday || undefined}
      data-past={day.isPast || undefined}
    >
      {new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(noon).replace(/\.$/, "")}
      <span className="plan-dots">
        {day.acts.map((act) => (
          <span key={act} className="plan-dot" data-act={act} />
        ))}
      </span>
    </span>
  );
}

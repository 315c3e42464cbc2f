import { useState } from "react";
import { intlLocale } from "@kvit/i18n/language";
import { useWords } from "../../i18n/language.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";

type Props = {
  readonly holidays: readonly string[];
  readonly locked: boolean;
  readonly onHolidays: (holidays: readonly string[]) => void;
};

/** The days on which nobody works, the earliest first. */
export function Holidays({ holidays, locked, onHolidays }: Props) {
  const { t, language } = useWords();
  const [date, setDate] = useState("");
  const style = { weekday: "short", day: "numeric", month: "long", year: "numeric" } as const;
  const format = new Intl.DateTimeFormat(intlLocale[language], { ...style, timeZone: "UTC" });
  const words = (each: string) => format.format(new Date(`${each}T12:00:00Z`));
  const add = () => {
    if (date !== "") onHolidays([...new Set([...holidays, date])].toSorted());
    setDate("");
  };
  return (
    <div className="holidays" data-testid="holidays">
      <h3>{t("hours.holidays")}</h3>
      {holidays.length === 0 && <p className="meta">{t("hours.noHolidays")}</p>}
      <ul className="holiday-list">
        {holidays.map((each) => (
          <li key={each} data-date={each}>
            <span>{words(each)}</span>
            {!locked && (
              <button
                type="button"
                className="icon-button"
                aria-label={t("hours.removeHoliday", { date: words(each) })}
                onClick={() => onHolidays(holidays.filter((other) => other !== each))}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!locked && (
        <div className="holiday-add">
          <Field label={t("hours.addHoliday")} name="holiday" type="date" value={date} onValue={setDate} />
          <button type="button" className="button" disabled={date === ""} onClick={add}>
            <Icon name="plus" /> {t("hours.addHoliday")}
          </button>
        </div>
      )}
    </div>
  );
}

import { useEffect, useState } from "react";
import { go } from "../app/navigation.ts";
import { instantOf, wallAt } from "../app/overlays/zoned.ts";
import { useWords } from "../i18n/language.ts";
import { useSignedIn } from "../store/session.ts";
import { Icon } from "../ui/Icon.tsx";
import { useMinute } from "../ui/time.ts";
import { backToNow, copyMoment, placeAt } from "./past-commands.ts";
import { TimeSlider } from "./TimeSlider.tsx";
import type { Stop } from "./stops.ts";
import "./past.css";

type Props = {
  readonly at: string;
  /** The acts of the ticket shown; null for a queue. */
  readonly stops: readonly Stop[] | null;
};

/** Says that this is the past and which, and goes through it: by the clock, by the slider, and back to now. */
export function TimeBar({ at, stops }: Props) {
  const { t, format } = useWords();
  return (
    <section className="time-bar" aria-label={t("past.look")} data-testid="time-bar">
      <p className="time-bar-said" role="status">
        <Icon name="clock" />
        <b>{t("past.at", { at: format.exact(Date.parse(at)) })}</b>
      </p>
      <TimeField key={at} at={at} />
      <TimeSlider at={at} stops={stops} />
      <span className="time-bar-acts">
        <button
          type="button"
          className="button"
          aria-label={t("timeline.link")}
          title={t("timeline.link")}
          onClick={copyMoment}
        >
          <Icon name="link" /> <span className="time-bar-copy">{t("timeline.link")}</span>
        </button>
        <button type="button" className="button" data-kind="primary" onClick={backToNow}>
          {t("past.now")}
        </button>
      </span>
    </section>
  );
}

const settledMs = 700;

/** The instant as a clock on the reader's wall shows it. */
function TimeField({ at }: { readonly at: string }) {
  const { t } = useWords();
  const zone = useSignedIn().me.agent.timeZone;
  const shown = wallAt(new Date(at), zone).toISOString().slice(0, 19);
  const now = useMinute();
  const [given, setGiven] = useState(shown);
  useEffect(() => {
    if (given === shown) return undefined;
    const wall = Date.parse(`${given}Z`);
    if (Number.isNaN(wall)) return undefined;
    const instant = instantOf(new Date(wall), zone).toISOString();
    const timer = setTimeout(() => go(placeAt(instant)), settledMs);
    return () => clearTimeout(timer);
  }, [given, shown, zone]);
  return (
    <input
      type="datetime-local"
      className="time-bar-field"
      aria-label={t("past.field")}
      step={1}
      value={given}
      max={wallAt(new Date(now), zone).toISOString().slice(0, 19)}
      onChange={(event) => setGiven(event.target.value)}
    />
  );
}

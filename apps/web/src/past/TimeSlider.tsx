import { useEffect, useState } from "react";
import { go } from "../app/navigation.ts";
import { useWords } from "../i18n/language.ts";
import { useSignedIn } from "../store/session.ts";
import { sentenceOf } from "../tickets/thread/event-words.ts";
import { placeAt } from "./past-commands.ts";
import { hourAt, hoursBack, instantAtHour, stopAt, type Stop } from "./stops.ts";

type Props = { readonly at: string; readonly stops: readonly Stop[] | null };

/** A ticket's slider stands at its acts, a queue's at the full hours; a page up or down is a day there. */
export function TimeSlider({ at, stops }: Props) {
  return stops === null ? <HourSlider at={at} /> : <ActSlider at={at} stops={stops} />;
}

function ActSlider({ at, stops }: { readonly at: string; readonly stops: readonly Stop[] }) {
  const words = useWords();
  const { t, format } = words;
  const world = useSignedIn();
  const now = stopAt(stops, at);
  const [index, move] = useMoving(now, (next) => stops[next]?.at ?? at);
  const stop = stops[index];
  if (stop === undefined) return null;
  const what = sentenceOf(stop.event, words, world);
  return (
    <span className="time-bar-slide">
      <input
        type="range"
        aria-label={t("past.acts")}
        aria-valuetext={t("past.stop", { at: format.exact(Date.parse(stop.at)), what })}
        data-testid="time-slider"
        min={0}
        max={stops.length - 1}
        value={index}
        onChange={(event) => move(Number(event.target.value))}
      />
      <span className="time-bar-what truncate">{what}</span>
    </span>
  );
}

const dayHours = 24;

function HourSlider({ at }: { readonly at: string }) {
  const { t, format } = useWords();
  const [opened] = useState(() => Date.now());
  const [hour, move] = useMoving(hourAt(at, opened), (next) => instantAtHour(next, opened));
  const byDays = (event: React.KeyboardEvent) => {
    const days = { PageUp: 1, PageDown: -1 }[event.key];
    if (days === undefined) return;
    event.preventDefault();
    move(Math.min(hoursBack, Math.max(0, hour + days * dayHours)));
  };
  return (
    <span className="time-bar-slide">
      <input
        type="range"
        aria-label={t("past.hours")}
        aria-valuetext={format.moment(Date.parse(instantAtHour(hour, opened)))}
        data-testid="time-slider"
        min={0}
        max={hoursBack}
        value={hour}
        onKeyDown={byDays}
        onChange={(event) => move(Number(event.target.value))}
      />
    </span>
  );
}

const restMs = 250;

/** Moves at once on the screen; where it comes to rest becomes the address, and one step of the history. */
function useMoving(
  now: number,
  instantOf: (value: number) => string,
): readonly [number, (next: number) => void] {
  const [moving, setMoving] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const to = moving !== null && moving.from === now ? moving.to : now;
  const wanted = to === now ? null : instantOf(to);
  useEffect(() => {
    if (wanted === null) return undefined;
    const timer = setTimeout(() => go(placeAt(wanted)), restMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return [to, (next) => setMoving({ from: now, to: next })];
}

import { useWords } from "../../i18n/language.ts";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { lengthOf, type Visit } from "./visits.ts";

type Props = {
  readonly visit: Visit;
  readonly now: number;
  readonly position: { readonly index: number; readonly total: number };
  readonly picked: boolean;
  readonly onPick: () => void;
};

/** One stay: its width grows with the root of its length, solid when it was our turn, hatched when the customer's. */
export function StripSegment({ visit, now, position, picked, onPick }: Props) {
  const { t, format } = useWords();
  const length = lengthOf(visit, now);
  const isNow = visit.to === null;
  const status = t(`status.${visit.status}`);
  const name = visit.by === "" ? t("actor.system") : visit.by;
  const spoken = {
    ...position,
    status,
    name,
    duration: format.duration(length),
    from: format.moment(visit.from, now),
    turn: t(`turn.${visit.turn}`),
  };
  const label = isNow
    ? t("strip.itemNow", spoken)
    : t("strip.item", { ...spoken, to: format.moment(visit.to ?? now, now) });
  return (
    <li
      className="strip-item"
      style={{ flexGrow: Math.max(1, Math.sqrt(length / 1000)) }}
      data-testid="strip-item"
      data-status={visit.status}
      data-status-color={visit.status}
      data-turn={visit.turn}
      data-now={isNow || undefined}
    >
      <button
        type="button"
        aria-pressed={picked}
        aria-label={label}
        title={`${format.exact(visit.from)} · ${name}`}
        onClick={onPick}
      >
        <span className="strip-name">
          <StatusGlyph status={visit.status} /> <span>{status}</span>
        </span>
        <span className="strip-bar" />
        <span className="strip-length">
          {format.duration(length)}
          {isNow && ` · ${t("strip.now")}`}
        </span>
        <span className="strip-when">
          <span className="truncate">
            {format.near(visit.from, now)} · {name}
          </span>
        </span>
      </button>
    </li>
  );
}

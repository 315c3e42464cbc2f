import { useId, type ReactNode } from "react";
import { useWords } from "../../i18n/language.ts";
import { Sentence } from "../../page/Sentence.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { NumberSlot } from "./NumberSlot.tsx";

type Props<Act extends string> = {
  readonly place: number;
  /** The sentence, with slots `days` or `percent`, and `act`. */
  readonly text: string;
  readonly amount: "days" | "percent";
  readonly after: number;
  readonly act: Act;
  readonly acts: readonly Act[];
  readonly actWords: (act: Act) => string;
  readonly locked: boolean;
  readonly fault: string | null;
  readonly onAfter: (after: number) => void;
  readonly onAct: (act: Act) => void;
  readonly onDone: () => void;
  readonly onRemove: () => void;
};

/** One rung: when, and what then; with what is wrong with it below. */
export function StepLine<Act extends string>(props: Props<Act>) {
  const { t } = useWords();
  const id = useId();
  const { place, text, amount, after, act, acts, actWords, locked, fault } = props;
  const described = fault === null ? undefined : id;
  const slots: Record<string, ReactNode> = {
    [amount]: (
      <NumberSlot
        label={t(`closing.${amount}`)}
        value={after}
        disabled={locked}
        wrong={fault !== null}
        described={described}
        onValue={props.onAfter}
        onDone={props.onDone}
      />
    ),
    act: (
      <select
        className="input act-slot"
        aria-label={t("closing.what")}
        aria-describedby={described}
        value={act}
        disabled={locked}
        onChange={({ target }) => {
          const chosen = acts.find((each) => each === target.value);
          if (chosen !== undefined) props.onAct(chosen);
        }}
      >
        {acts.map((each) => (
          <option key={each} value={each}>
            {actWords(each)}
          </option>
        ))}
      </select>
    ),
  };
  return (
    <li className="rung" data-testid="rung" data-act={act} data-wrong={fault !== null || undefined}>
      <span className="rung-mark" aria-hidden="true" />
      <div className="rung-words">
        <Sentence text={text} slots={slots} />
        {fault !== null && (
          <p id={id} className="field-error" role="alert">
            {fault}
          </p>
        )}
      </div>
      {!locked && (
        <button
          type="button"
          className="icon-button"
          aria-label={t("closing.removeStep", { step: place })}
          onClick={props.onRemove}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}

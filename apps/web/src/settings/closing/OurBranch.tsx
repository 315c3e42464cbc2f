import { useState } from "react";
import type { OurStep } from "@kvit/domain/ladders";
import { ourActs } from "@kvit/domain/ladders";
import { priorities, type Priority } from "@kvit/domain/tickets";
import { useWords } from "../../i18n/language.ts";
import { Failed } from "../../page/Confirm.tsx";
import { Tick } from "../../page/inputs.tsx";
import { Section } from "../../page/Section.tsx";
import { slot } from "../../page/Sentence.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PriorityBars } from "../../ui/PriorityBars.tsx";
import type { BranchProps } from "./CustomersBranch.tsx";
import { NumberSlot } from "./NumberSlot.tsx";
import { StepLine } from "./StepLine.tsx";
import { addOurStep, inOrder, withoutStep, withOurSteps, withStep } from "./steps.ts";

/** What happens while the customer waits for us: people are told, nothing is closed. */
export function OurBranch({ ladder, locked, fault, onLadder }: BranchProps) {
  const { t } = useWords();
  const { on, frames, steps } = ladder.ourTurn;
  const put = (changed: readonly OurStep[]) => onLadder(withOurSteps(ladder, changed));
  const setFrame = (priority: Priority) => (minutes: number) =>
    onLadder({ ...ladder, ourTurn: { ...ladder.ourTurn, frames: { ...frames, [priority]: minutes } } });
  return (
    <Section title={t("closing.ourTurn")} lead={t("closing.ourTurnLead")}>
      <Tick
        label={t("closing.ourOn")}
        checked={on}
        disabled={locked}
        onValue={(next) => onLadder({ ...ladder, ourTurn: { ...ladder.ourTurn, on: next } })}
      />
      {on && (
        <div className="branch" data-testid="branch-ours" data-status-color="open">
          <h3>{t("closing.frames")}</h3>
          <ul className="frames">
            {priorities.toReversed().map((priority) => (
              <Frame
                key={priority}
                priority={priority}
                minutes={frames[priority]}
                locked={locked}
                onMinutes={setFrame(priority)}
              />
            ))}
          </ul>
          <Failed text={fault?.step === null ? fault.sentence : null} />
          <ol className="rungs">
            {steps.map((step, index) => (
              <StepLine
                key={index}
                place={index + 1}
                text={t("closing.ourStep", { percent: slot("percent"), act: slot("act") })}
                amount="percent"
                after={step.after}
                act={step.act}
                acts={ourActs}
                actWords={(act) => t(`closing.act.${act}`)}
                locked={locked}
                fault={fault?.step === index ? fault.sentence : null}
                onAfter={(after) => put(withStep(steps, index, { after }))}
                onAct={(act) => put(withStep(steps, index, { act }))}
                onDone={() => onLadder(inOrder(ladder))}
                onRemove={() => put(withoutStep(steps, index))}
              />
            ))}
          </ol>
          {!locked && steps.length < ourActs.length && (
            <button
              type="button"
              className="button rung-add"
              data-kind="quiet"
              onClick={() => onLadder(addOurStep(ladder))}
            >
              <Icon name="plus" /> {t("closing.addStep")}
            </button>
          )}
        </div>
      )}
    </Section>
  );
}

type FrameProps = {
  readonly priority: Priority;
  readonly minutes: number;
  readonly locked: boolean;
  readonly onMinutes: (minutes: number) => void;
};

const perHour = 60;

/** Within what a customer is answered: whole hours where it divides, else minutes. */
function Frame({ priority, minutes, locked, onMinutes }: FrameProps) {
  const { t } = useWords();
  const [inHours, setInHours] = useState(minutes % perHour === 0);
  const per = inHours ? perHour : 1;
  const name = t(`priority.${priority}`);
  return (
    <li className="frame">
      <span className="frame-name">
        <PriorityBars priority={priority} /> {name}
      </span>
      <NumberSlot
        key={String(inHours)}
        label={name}
        value={Math.round(minutes / per)}
        disabled={locked}
        onValue={(amount) => onMinutes(amount * per)}
      />
      <select
        className="input unit-slot"
        aria-label={`${name}: ${t("closing.unit")}`}
        disabled={locked}
        value={inHours ? "hours" : "minutes"}
        onChange={({ target }) => {
          const hours = target.value === "hours";
          setInHours(hours);
          if (hours) onMinutes(Math.max(1, Math.round(minutes / perHour)) * perHour);
        }}
      >
        <option value="minutes">{t("closing.minutes")}</option>
        <option value="hours">{t("closing.hours")}</option>
      </select>
    </li>
  );
}

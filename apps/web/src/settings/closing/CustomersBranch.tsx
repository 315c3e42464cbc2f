import { dayCounts } from "@kvit/domain/calendars";
import type { CustomerStep, Ladder, LadderFault } from "@kvit/domain/ladders";
import { useWords } from "../../i18n/language.ts";
import { Failed } from "../../page/Confirm.tsx";
import { Segments, Tick } from "../../page/inputs.tsx";
import { Section } from "../../page/Section.tsx";
import { Sentence, slot } from "../../page/Sentence.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";
import { NumberSlot } from "./NumberSlot.tsx";
import { StepLine } from "./StepLine.tsx";
import {
  actsIn,
  addCustomerStep,
  inOrder,
  stepsIn,
  withCustomerSteps,
  withoutStep,
  withStep,
} from "./steps.ts";

export type BranchProps = {
  readonly ladder: Ladder;
  readonly locked: boolean;
  /** What is wrong in this branch, with its sentence. */
  readonly fault: { readonly step: LadderFault["step"]; readonly sentence: string } | null;
  readonly onLadder: (ladder: Ladder) => void;
};

/** What happens while the customer is silent. */
export function CustomersBranch({ ladder, locked, fault, onLadder }: BranchProps) {
  const { t } = useWords();
  const turn = ladder.customersTurn;
  const set = (change: Partial<Ladder["customersTurn"]>) =>
    onLadder({ ...ladder, customersTurn: { ...turn, ...change } });
  return (
    <Section title={t("closing.customersTurn")} lead={t("closing.customersTurnLead")}>
      <Tick
        label={t("closing.customersOn")}
        checked={turn.on}
        disabled={locked}
        onValue={(on) => set({ on })}
      />
      {turn.on && (
        <>
          <fieldset className="plain-set" disabled={locked}>
            <Segments
              label={t("closing.count")}
              value={turn.count}
              options={dayCounts.map((each) => [each, t(`closing.count.${each}`)] as const)}
              onValue={(count) => set({ count })}
            />
          </fieldset>
          <Rungs status="answered" {...{ ladder, locked, fault, onLadder }} />
          <Rungs status="resolved" {...{ ladder, locked, fault, onLadder }} />
          <Contract {...{ ladder, locked, fault: null, onLadder }} />
          <Failed text={fault?.step === null ? fault.sentence : null} />
        </>
      )}
    </Section>
  );
}

/** The rungs of one status, in a line from top to bottom. */
function Rungs({
  status,
  ladder,
  locked,
  fault,
  onLadder,
}: BranchProps & { readonly status: CustomerStep["in"] }) {
  const { t } = useWords();
  const { steps, count } = ladder.customersTurn;
  const own = stepsIn(ladder, status);
  const put = (changed: readonly CustomerStep[]) => onLadder(withCustomerSteps(ladder, changed));
  return (
    <div className="branch" data-testid={`branch-${status}`} data-status-color={status}>
      <h3>
        <StatusGlyph status={status} />
        {t(status === "answered" ? "closing.inAnswered" : "closing.inResolved")}
      </h3>
      {own.length === 0 && <p className="meta">{t("closing.noStep")}</p>}
      <ol className="rungs">
        {own.map(({ step, index }) => (
          <StepLine
            key={index}
            place={index + 1}
            text={t(`closing.step.${count}`, { count: step.after, days: slot("days"), act: slot("act") })}
            amount="days"
            after={step.after}
            act={step.act}
            acts={actsIn[status]}
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
      {!locked && (
        <button
          type="button"
          className="button rung-add"
          data-kind="quiet"
          onClick={() => onLadder(addCustomerStep(ladder, status))}
        >
          <Icon name="plus" /> {t("closing.addStep")}
        </button>
      )}
    </div>
  );
}

const usualContract = 5;

function Contract({ ladder, locked, onLadder }: BranchProps) {
  const { t } = useWords();
  const { closeWithinWorkingDays: within } = ladder.customersTurn;
  const set = (closeWithinWorkingDays: number | null) =>
    onLadder({ ...ladder, customersTurn: { ...ladder.customersTurn, closeWithinWorkingDays } });
  return (
    <div className="contract">
      <Tick
        label={t("closing.contractOn")}
        checked={within !== null}
        disabled={locked}
        onValue={(on) => set(on ? usualContract : null)}
      />
      {within !== null && (
        <Sentence
          text={t("closing.contract", { count: within, days: slot("days") })}
          slots={{
            days: <NumberSlot label={t("closing.days")} value={within} disabled={locked} onValue={set} />,
          }}
        />
      )}
    </div>
  );
}

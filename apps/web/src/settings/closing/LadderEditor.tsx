import type { Ladder } from "@kvit/domain/ladders";
import { useWords } from "../../i18n/language.ts";
import { Section } from "../../page/Section.tsx";
import { Sentence, slot } from "../../page/Sentence.tsx";
import { CustomersBranch } from "./CustomersBranch.tsx";
import { NumberSlot } from "./NumberSlot.tsx";
import { OurBranch } from "./OurBranch.tsx";
import type { FaultPlace } from "./steps.ts";

type Props = {
  readonly ladder: Ladder;
  readonly locked: boolean;
  readonly fault: FaultPlace | null;
  readonly onLadder: (ladder: Ladder) => void;
};

/** A ladder as sentences, in its two branches, with what is wrong told where it is. */
export function LadderEditor({ ladder, locked, fault, onLadder }: Props) {
  const { t } = useWords();
  const told = (branches: readonly FaultPlace["branch"][]) =>
    fault !== null && branches.includes(fault.branch)
      ? { step: fault.step, branch: fault.branch, sentence: t(`ladder.fault.${fault.fault}`) }
      : null;
  const common = { ladder, locked, onLadder };
  const days = ladder.reopenWindowDays;
  const window = told(["window"]);
  return (
    <div className="ladder">
      <CustomersBranch {...common} fault={told(["customers", "contract"])} />
      <Section title={t("closing.windowTitle")}>
        <Sentence
          text={t("closing.window", { count: days, days: slot("days") })}
          slots={{
            days: (
              <NumberSlot
                label={t("closing.days")}
                value={days}
                disabled={locked}
                wrong={window !== null}
                onValue={(reopenWindowDays) => onLadder({ ...ladder, reopenWindowDays })}
              />
            ),
          }}
        />
        {window !== null && (
          <p className="field-error" role="alert">
            {window.sentence}
          </p>
        )}
      </Section>
      <OurBranch {...common} fault={told(["ours", "frames"])} />
    </div>
  );
}

import { useId, useState } from "react";
import { say } from "../app/toasts.ts";
import type { FirstSteps as Steps } from "@kvit/contract/first-steps";
import { t as translate, useWords } from "../i18n/language.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import { isMac } from "../keys/layer.ts";
import { ConfirmRemoveSamples } from "../settings/ConfirmRemoveSamples.tsx";
import { keepPreference } from "../store/preferences.ts";
import { useSignedIn } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { stepList, type Step } from "./step-list.ts";
import { useFirstSteps } from "./use-first-steps.ts";
import "./first-steps.css";

/** What a new desk does first; every line ticks itself once it has happened. */
export function FirstSteps() {
  const { steps, reload } = useFirstSteps();
  return steps === null ? null : <Card steps={steps} reload={reload} />;
}

type CardProps = { readonly steps: Steps; readonly reload: () => void };
/** On a desk that has real mail, and on a phone, it begins folded, so that the mail is in sight. */
function Card({ steps, reload }: CardProps) {
  const { t } = useWords();
  const { preferences } = useSignedIn().me;
  const [open, setOpen] = useState(() => !steps.real && matchMedia("(width >= 48em)").matches);
  const id = useId();
  const list = stepList(steps, preferences.paletteOpened);
  const done = list.filter((step) => step.done).length;
  const next = list.find((step) => !step.done);
  return (
    <section
      className="first-steps"
      aria-labelledby={id}
      data-testid="first-steps"
      data-done={done}
      data-all={list.length}
    >
      <div className="first-steps-head">
        <button
          type="button"
          className="first-steps-fold"
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          <Icon name={open ? "down" : "chevron"} />
          <span className="first-steps-title" id={id}>
            {t("firstSteps.title")}
          </span>
          <span className="meta">{t("firstSteps.progress", { done, all: list.length })}</span>
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("firstSteps.hide")}
          title={t("firstSteps.hide")}
          data-testid="first-steps-hide"
          onClick={hide}
        >
          <Icon name="close" />
        </button>
      </div>
      {open && (
        <>
          {next === undefined && <p className="first-steps-end">{t("firstSteps.allDone")}</p>}
          <ol className="first-steps-list">
            {list.map((step) => (
              <Line key={step.id} step={step} open={step === next} />
            ))}
          </ol>
        </>
      )}
      {steps.real && steps.samples > 0 && <Offer count={steps.samples} onGone={reload} />}
    </section>
  );
}

function hide(): void {
  keepPreference({ checklistHidden: true });
  say(translate("firstSteps.hidden", { key: isMac ? "⌘K" : "Ctrl+K" }));
}

function Line({ step, open }: { readonly step: Step; readonly open: boolean }) {
  const { t } = useWords();
  return (
    <li className="first-step" data-step={step.id} data-done={step.done} data-open={open}>
      <Tick done={step.done} />
      <span className="first-step-name">{t(step.label)}</span>
      {!step.done && (
        <AppLink className="button first-step-go" data-kind={open ? "primary" : "quiet"} href={step.href}>
          {t(step.action)}
        </AppLink>
      )}
      {open && (
        <div className="first-step-more">
          {step.lead !== null && <p className="meta">{t(step.lead)}</p>}
          {step.parts.length > 0 && <Parts parts={step.parts} />}
        </div>
      )}
    </li>
  );
}

function Parts({ parts }: { readonly parts: Step["parts"] }) {
  const { t } = useWords();
  return (
    <ul className="first-step-parts">
      {parts.map((part) => (
        <li key={part.label} data-part={part.label} data-done={part.done}>
          <Tick done={part.done} />
          {part.command !== undefined && <KeyHint command={part.command} />}
          <span>{t(part.label)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A circle that is filled and ticked once it is done; said in words for those who do not see it. */
function Tick({ done }: { readonly done: boolean }) {
  const { t } = useWords();
  return (
    <span className="first-step-tick" data-done={done}>
      {done && <Icon name="check" />}
      <span className="hidden">{t(done ? "firstSteps.done" : "firstSteps.open")}</span>
    </span>
  );
}

function Offer({ count, onGone }: { readonly count: number; readonly onGone: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <div className="first-steps-offer" data-testid="first-steps-offer">
      <p>{t("firstSteps.samples")}</p>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t("samples.remove")}
      </button>
      {asking && <ConfirmRemoveSamples count={count} onGone={onGone} onClose={() => setAsking(false)} />}
    </div>
  );
}

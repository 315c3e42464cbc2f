import { useState } from "react";
import type { LadderPreview, LifecycleView } from "@kvit/contract/lifecycle";
import { request } from "../../api/request.ts";
import { ticketPath } from "../../app/navigation.ts";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Confirm } from "../../page/Confirm.tsx";
import { Segments } from "../../page/inputs.tsx";
import { useSubmit } from "../../page/use-submit.ts";
import { AppLink } from "../../ui/AppLink.tsx";
import { useMinute } from "../../ui/time.ts";
import { Field } from "../../ui/Field.tsx";
import { useSignedIn } from "../../store/session.ts";
import { isSame, type Draft, type DraftFault } from "./draft.ts";

type Props = {
  readonly draft: Draft;
  readonly saved: Draft;
  readonly fault: DraftFault | null;
  readonly preview: LadderPreview | null;
  readonly lifecycle: LifecycleView;
  readonly onSaved: (lifecycle: LifecycleView) => void;
};

/** Saves the draft as a new version, or says why it cannot be saved; asks about the tickets that wait already. */
export function SaveBar({ draft, saved, fault, preview, lifecycle, onSaved }: Props) {
  const { t } = useWords();
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const [standing, setStanding] = useState(false);
  const { busy, failure, submit } = useSubmit({ conflict: "closing.conflict" });
  const why = useWhyNot(draft, saved, fault);
  const save = async () => {
    const body = { ...draft, note, standing, expectedVersion: lifecycle.version };
    const made = await request<LifecycleView>("/api/v1/lifecycle", { method: "PUT", body });
    say(t("closing.saved", { version: made.version }));
    onSaved(made);
  };
  const shown = preview?.standing ?? null;
  return (
    <>
      <form
        className="save-bar"
        data-testid="save-ladder"
        onSubmit={(event) => {
          event.preventDefault();
          if (why === null) setAsking(true);
        }}
      >
        {shown !== null && <Soon standing={shown} />}
        <Field
          label={t("closing.note")}
          name="note"
          maxLength={500}
          hint={t("closing.noteHint")}
          value={note}
          onValue={setNote}
        />
        <div className="form-end">
          <button type="submit" className="button" data-kind="primary" disabled={why !== null}>
            {t("closing.save")}
          </button>
          {why !== null && (
            <p className={fault === null ? "meta" : "field-error"} data-testid="why-not">
              {why}
            </p>
          )}
        </div>
      </form>
      {asking && (
        <Confirm
          title={t("closing.saveTitle")}
          action={t("closing.saveDo")}
          busy={busy}
          failure={failure}
          onConfirm={() => submit(null, save)}
          onClose={() => setAsking(false)}
        >
          {shown === null || shown.waiting === 0 ? (
            <p>{t("closing.standing", { count: 0 })}</p>
          ) : (
            <>
              <Soon standing={shown} />
              <Segments
                label={t("closing.also", { count: shown.waiting })}
                value={standing ? "yes" : "no"}
                options={[
                  ["no", t("common.no")],
                  ["yes", t("common.yes")],
                ]}
                onValue={(value) => setStanding(value === "yes")}
              />
              <p className="meta">{t(standing ? "closing.alsoYes" : "closing.alsoNo")}</p>
            </>
          )}
        </Confirm>
      )}
    </>
  );
}

/** Why nothing can be saved, in words; null when it can. */
function useWhyNot(draft: Draft, saved: Draft, fault: DraftFault | null): string | null {
  const { t } = useWords();
  const { departments } = useSignedIn();
  if (fault !== null) {
    const told = t(`ladder.fault.${fault.fault}`);
    const sentence =
      fault.step === null ? told : t("ladder.faultAt", { step: fault.step + 1, sentence: told });
    const whose = departments.find(({ id }) => id === fault.department)?.name;
    return whose === undefined ? sentence : t("closing.faultOf", { whose, sentence });
  }
  return isSame(draft, saved) ? t("closing.unchanged") : null;
}

type Standing = NonNullable<LadderPreview["standing"]>;

/** What the ladder would mean for the tickets that wait now; those it would end first can be looked at. */
function Soon({ standing }: { readonly standing: Standing }) {
  const { t, format } = useWords();
  const { waiting, reminded, resolved, closed, first } = standing;
  const now = useMinute();
  return (
    <div className="soon" data-testid="standing">
      <p>
        {t("closing.standing", { count: waiting })}
        {waiting > 0 && ` ${t("closing.soon", { reminded, resolved, closed })}`}
      </p>
      {first.length > 0 && (
        <ul className="soon-list">
          {first.map((ticket) => (
            <li key={ticket.number}>
              <AppLink href={ticketPath(ticket.number)}>
                #{ticket.number} <span className="truncate">{ticket.subject}</span>
              </AppLink>
              <span className="meta">
                {t(ticket.act === "close" ? "plan.close" : "plan.resolve")} ·{" "}
                {format.near(Date.parse(ticket.at), now)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

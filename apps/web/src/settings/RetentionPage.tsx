import { useEffect, useState } from "react";
import type { RetentionBody, RetentionPreview, RetentionView } from "@kvit/contract/retention";
import { request } from "../api/request.ts";
import { ticketPath } from "../app/navigation.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Confirm } from "../page/Confirm.tsx";
import { Loaded } from "../page/Loaded.tsx";
import { Page } from "../page/Page.tsx";
import { Section } from "../page/Section.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit } from "../page/use-submit.ts";
import { useSignedIn } from "../store/session.ts";
import { AppLink } from "../ui/AppLink.tsx";
import { Field } from "../ui/Field.tsx";
import { may } from "./pages.ts";

const rules = ["deletedDays", "spamDays", "closedDays"] as const;

/** After how long tickets go for good, with what the rules would do to the tickets there are. */
export function RetentionPage() {
  const { t } = useWords();
  const view = useResource<RetentionView>("/api/v1/retention");
  return (
    <Page title={t("settings.retention")} lead={t("retention.hint")}>
      <Loaded of={view}>
        {(value) => <RetentionForm key={value.version} view={value} onSaved={view.replace} />}
      </Loaded>
    </Page>
  );
}

type Props = { readonly view: RetentionView; readonly onSaved: (view: RetentionView) => void };

function RetentionForm({ view, onSaved }: Props) {
  const { t } = useWords();
  const canChange = may(useSignedIn().me, "lifecycle.change");
  const [draft, setDraft] = useState(view.retention);
  const [asking, setAsking] = useState(false);
  const preview = usePreview(canChange ? draft : null);
  const fault = preview?.fault ?? null;
  return (
    <>
      <form
        className="form"
        data-testid="retention"
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        {rules.map((rule) => (
          <Field
            key={rule}
            label={t(`retention.${rule}`)}
            name={rule}
            type="number"
            disabled={!canChange}
            value={draft[rule] ?? ""}
            error={fault?.rule === rule ? t(`retention.${fault.fault}`) : null}
            onValue={(typed) => setDraft({ ...draft, [rule]: typed === "" ? null : Number(typed) })}
          />
        ))}
        {canChange && (
          <div className="form-end">
            <button
              type="submit"
              className="button"
              data-kind="primary"
              disabled={preview === null || fault !== null}
            >
              {t("common.save")}
            </button>
          </div>
        )}
      </form>
      {preview !== null && fault === null && <Preview preview={preview} />}
      {asking && preview !== null && (
        <Ask view={view} draft={draft} preview={preview} onSaved={onSaved} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

function Preview({ preview }: { readonly preview: RetentionPreview }) {
  const { t, format } = useWords();
  return (
    <Section title={t("retention.preview")}>
      {preview.rules.length === 0 && <p>{t("retention.never")}</p>}
      {preview.rules.map(({ rule, now, soon, first }) => (
        <div key={rule} data-testid="retention-preview" data-rule={rule}>
          <p>
            {t(`retention.${rule}`)}: <b>{t("retention.counts", { now, soon })}</b>
          </p>
          <ul>
            {first.map(({ number, subject, at }) => (
              <li key={number}>
                <AppLink href={ticketPath(number)}>
                  #{number} {subject}
                </AppLink>{" "}
                <span className="meta">{format.dateTime(Date.parse(at))}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

type AskProps = Props & {
  readonly draft: RetentionBody;
  readonly preview: RetentionPreview;
  readonly onClose: () => void;
};

/** Asks once; where tickets go at once, their number has to be typed. */
function Ask({ view, draft, preview, onSaved, onClose }: AskProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const { busy, failure, errors, submit } = useSubmit();
  const count = preview.rules.reduce((sum, { now }) => sum + now, 0);
  const save = async () => {
    const body = { retention: draft, expectedVersion: view.version, purgesNow: count };
    onSaved(await request<RetentionView>("/api/v1/retention", { method: "PUT", body }));
    onClose();
    say(t("common.saved"));
  };
  return (
    <Confirm
      title={t("retention.sure")}
      action={t("common.save")}
      danger={count > 0}
      busy={busy || (count > 0 && typed.trim() !== String(count))}
      failure={failure ?? errors["purgesNow"] ?? null}
      onConfirm={() => submit(null, save)}
      onClose={onClose}
    >
      <p>{count === 0 ? t("retention.sureLater") : t("retention.sureNow", { count })}</p>
      {count > 0 && (
        <Field
          label={t("retention.typed")}
          name="typed"
          inputMode="numeric"
          value={typed}
          onValue={setTyped}
        />
      )}
    </Confirm>
  );
}

const patienceMs = 250;

/** What rules would do, asked for once the person stops typing; null until it is known. */
function usePreview(draft: RetentionBody | null): RetentionPreview | null {
  const [answer, setAnswer] = useState<{
    readonly of: RetentionBody;
    readonly preview: RetentionPreview;
  } | null>(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      request<RetentionPreview>("/api/v1/retention/preview", {
        body: { retention: draft },
        signal: abort.signal,
      }).then(
        (preview) => setAnswer({ of: draft, preview }),
        // saving says what is wrong
        () => undefined,
      );
    }, patienceMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [draft]);
  return answer?.of === draft ? answer.preview : null;
}

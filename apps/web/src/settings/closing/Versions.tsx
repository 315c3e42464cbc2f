import { useState } from "react";
import type { LifecycleVersion, LifecycleView } from "@kvit/contract/lifecycle";
import { request } from "../../api/request.ts";
import { say } from "../../app/toasts.ts";
import { useWords } from "../../i18n/language.ts";
import { Confirm } from "../../page/Confirm.tsx";
import { Loaded } from "../../page/Loaded.tsx";
import { Section } from "../../page/Section.tsx";
import { useResource } from "../../page/use-resource.ts";
import { useSubmit } from "../../page/use-submit.ts";
import { useSignedIn } from "../../store/session.ts";
import { draftOf } from "./draft.ts";
import { differences, type Difference } from "./ladder-diff.ts";

type Props = {
  readonly current: number;
  readonly locked: boolean;
  readonly onReverted: (lifecycle: LifecycleView) => void;
};

/** Every version there was, what it changed, and the way back to it. */
export function Versions({ current, locked, onReverted }: Props) {
  const { t } = useWords();
  const versions = useResource<{ readonly items: readonly LifecycleVersion[] }>("/api/v1/lifecycle/versions");
  return (
    <Section title={t("closing.versions")}>
      <Loaded of={versions}>
        {({ items }) => (
          <ol className="lines" data-testid="versions">
            {items.map((version, index) => (
              <Version
                key={version.version}
                version={version}
                before={items[index + 1] ?? null}
                isCurrent={version.version === current}
                locked={locked}
                onReverted={onReverted}
              />
            ))}
          </ol>
        )}
      </Loaded>
    </Section>
  );
}

type VersionProps = {
  readonly version: LifecycleVersion;
  readonly before: LifecycleVersion | null;
  readonly isCurrent: boolean;
  readonly locked: boolean;
  readonly onReverted: (lifecycle: LifecycleView) => void;
};

function Version({ version, before, isCurrent, locked, onReverted }: VersionProps) {
  const words = useWords();
  const { t, format } = words;
  const changed = before === null ? [] : differences(draftOf(before), draftOf(version), words);
  return (
    <li className="line version" data-version={version.version}>
      <span className="line-text">
        <b>
          {t("closing.version", { version: version.version })}{" "}
          {isCurrent && <span className="mark">{t("closing.current")}</span>}
        </b>
        <span className="meta">
          {version.madeAt === null
            ? t("closing.shipped")
            : `${format.dateTime(Date.parse(version.madeAt))} · ${version.madeBy ?? t("common.unknown")}`}
        </span>
        {version.note !== "" && <span>{noteOf(version.note, t)}</span>}
      </span>
      {!locked && !isCurrent && <GoBack to={version.version} onReverted={onReverted} />}
      {before !== null && <Changes changed={changed} />}
    </li>
  );
}

/** What the server notes of a way back, in words. */
function noteOf(note: string, t: ReturnType<typeof useWords>["t"]): string {
  const back = /^= (\d+)$/.exec(note)?.[1];
  return back === undefined ? `“${note}”` : t("closing.wentBack", { version: back });
}

function Changes({ changed }: { readonly changed: readonly Difference[] }) {
  const { t } = useWords();
  const { departments } = useSignedIn();
  if (changed.length === 0) return <p className="meta version-changes">{t("closing.same")}</p>;
  return (
    <dl className="change version-changes">
      {changed.map(({ department, what, from, to }) => (
        <div key={`${department} ${what} ${from} ${to}`} className="fact">
          <dt>
            {department !== null && `${departments.find(({ id }) => id === department)?.name ?? ""} · `}
            {what}
          </dt>
          <dd>
            {from !== null && <del>{from}</del>} {to !== null && <ins>{to}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function GoBack({ to, onReverted }: { readonly to: number; readonly onReverted: Props["onReverted"] }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { busy, failure, submit } = useSubmit();
  const revert = async () => {
    const made = await request<LifecycleView>(`/api/v1/lifecycle/versions/${to}/revert`, { method: "POST" });
    say(t("closing.saved", { version: made.version }));
    onReverted(made);
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {t("closing.revert")}
      </button>
      {asking && (
        <Confirm
          title={t("closing.revertSure", { version: to })}
          action={t("closing.revert")}
          busy={busy}
          failure={failure}
          onConfirm={() => submit(null, revert)}
          onClose={() => setAsking(false)}
        >
          <p>{t("closing.revertBody")}</p>
        </Confirm>
      )}
    </>
  );
}

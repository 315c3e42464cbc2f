import type { MessageView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";

/** Why sending was stopped, and what was wanted. */
export type Stop = {
  readonly why: "newer" | "forgotten" | "refused-file";
  readonly resolve: boolean;
};
type Props = {
  readonly newer: readonly MessageView[];
  readonly stop: Stop | null;
  readonly onRead: () => void;
  readonly onAnyway: (resolve: boolean) => void;
  readonly onKeep: () => void;
  readonly onAttach: () => void;
};

/** Says in place what the writer should know before this leaves. The text is never touched. */
export function StopBar({ newer, stop, onRead, onAnyway, onKeep, onAttach }: Props) {
  const { t } = useWords();
  if (newer.length > 0) {
    const stops = stop?.why === "newer";
    return (
      <Bar urgent={stops} text={<Wrote newer={newer} />}>
        <button type="button" className="button" data-kind={stops ? "primary" : "plain"} onClick={onRead}>
          {t("composer.readIt")}
        </button>
        {stops && (
          <>
            <button type="button" className="button" onClick={() => onAnyway(stop.resolve)}>
              {t("composer.sendAnyway")}
            </button>
            <button type="button" className="button" onClick={onKeep}>
              {t("composer.keepDraft")}
            </button>
          </>
        )}
      </Bar>
    );
  }
  if (stop === null || stop.why === "newer") return null;
  const text = t(stop.why === "forgotten" ? "composer.forgotten" : "composer.refusedFile");
  return (
    <Bar urgent text={text}>
      {stop.why === "forgotten" && (
        <>
          <button type="button" className="button" data-kind="primary" onClick={onAttach}>
            {t("composer.attach")}
          </button>
          <button type="button" className="button" onClick={() => onAnyway(stop.resolve)}>
            {t("composer.sendAnyway")}
          </button>
        </>
      )}
    </Bar>
  );
}

function Wrote({ newer }: { readonly newer: readonly MessageView[] }) {
  const { t, format } = useWords();
  const last = newer.at(-1);
  if (last === undefined) return null;
  const { author } = last;
  const name = author.name === "" ? (author.email ?? t("actor.customer")) : author.name;
  return t("composer.newer", { name, time: format.time(Date.parse(last.at)) });
}

type BarProps = {
  readonly urgent: boolean;
  readonly text: React.ReactNode;
  readonly children: React.ReactNode;
};
function Bar({ urgent, text, children }: BarProps) {
  return (
    <div
      className="composer-stop"
      data-testid="stop"
      data-urgent={urgent || undefined}
      role={urgent ? "alert" : "status"}
    >
      <p>{text}</p>
      <div className="composer-stop-ways">{children}</div>
    </div>
  );
}

import { refusalSentence } from "../../api/explain.ts";
import { useWords, type MessageKey } from "../../i18n/language.ts";
import { KeyHint, ariaKeys } from "../../keys/KeyHint.tsx";
import { statusAfterReply } from "../../store/predict.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import type { ComposerMode } from "./bridge.ts";
import { formats as allFormats, toggle, type Format } from "./editor.ts";

type Props = {
  readonly ticket: ShownTicket;
  readonly mode: ComposerMode;
  /** The formats at the caret, parted by spaces. */
  readonly formats: string;
  /** Why this person may not write here now; null when they may. */
  readonly reason: string | null;
  readonly onAttach: () => void;
  readonly onLink: () => void;
  readonly onSend: (resolve: boolean) => void;
};

/** Tools at the left, sending at the right; the button says what the ticket will be. */
export function ComposerFoot({ ticket, mode, formats, reason, onAttach, onLink, onSend }: Props) {
  const { t } = useWords();
  const active = new Set(formats.split(" "));
  const blocked = reason === null ? null : (refusalSentence(reason) ?? t("refusal.not-allowed"));
  return (
    <div className="composer-end">
      <div className="composer-tools" role="toolbar" aria-label={t("composer.tools")}>
        <Tool command="composer.attach" label="composer.attach" icon="clip" onPress={onAttach} />
        {allFormats.map((format) => (
          <Tool
            key={format}
            command={`composer.${format}`}
            label={labels[format]}
            icon={icons[format]}
            rare={format === "underline" || format === "code"}
            pressed={active.has(format)}
            onPress={() => toggle(format)}
          />
        ))}
        <Tool
          command="composer.link"
          label="composer.link"
          icon="link"
          pressed={active.has("link")}
          onPress={onLink}
        />
      </div>
      {blocked !== null && <p className="composer-blocked meta">{blocked}</p>}
      <div className="composer-send">
        {mode === "reply" && (
          <button
            type="button"
            className="button"
            disabled={blocked !== null}
            aria-keyshortcuts={ariaKeys("composer.sendResolve")}
            onClick={() => onSend(true)}
          >
            {t("composer.sendResolve")} <KeyHint command="composer.sendResolve" />
          </button>
        )}
        <button
          type="button"
          className="button"
          data-kind="primary"
          data-testid="send"
          disabled={blocked !== null}
          aria-keyshortcuts={ariaKeys("composer.send")}
          onClick={() => onSend(false)}
        >
          {mode === "note"
            ? t("composer.addNote")
            : t("composer.sendAs", { status: t(`status.${statusAfterReply(ticket, {})}`) })}{" "}
          <KeyHint command="composer.send" />
        </button>
      </div>
    </div>
  );
}

const labels: Readonly<Record<Format, MessageKey>> = {
  bold: "composer.bold",
  italic: "composer.italic",
  underline: "composer.underline",
  bulletList: "composer.bullets",
  orderedList: "composer.numbers",
  blockquote: "composer.quote",
  code: "composer.code",
};
const icons: Readonly<Record<Format, IconName>> = {
  bold: "bold",
  italic: "italic",
  underline: "underline",
  bulletList: "bullets",
  orderedList: "numbers",
  blockquote: "quote",
  code: "code",
};

type ToolProps = {
  readonly command: string;
  readonly label: MessageKey;
  readonly icon: IconName;
  readonly pressed?: boolean;
  /** Left out where there is room for one line of tools only. */
  readonly rare?: boolean;
  readonly onPress: () => void;
};
function Tool({ command, label, icon, pressed, rare = false, onPress }: ToolProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="icon-button composer-tool"
      aria-label={t(label)}
      title={t(label)}
      aria-pressed={pressed}
      data-rare={rare || undefined}
      aria-keyshortcuts={ariaKeys(command)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

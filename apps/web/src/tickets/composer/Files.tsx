import { useWords } from "../../i18n/language.ts";
import type { DraftFile, DraftKind } from "../../store/drafts.ts";
import { removeFile } from "../../store/uploads.ts";
import { Icon } from "../../ui/Icon.tsx";
import { fileSize } from "../thread/file-size.ts";

type Props = {
  readonly place: { readonly number: number; readonly kind: DraftKind };
  readonly files: readonly DraftFile[];
};

/** The files of a draft: how far each has gone up, or why it was refused. */
export function Files({ place, files }: Props) {
  if (files.length === 0) return null;
  return (
    <ul className="files composer-files" data-testid="composer-files">
      {files.map((file) => (
        <FileLine key={file.key} file={file} onRemove={() => removeFile(place, file.key)} />
      ))}
    </ul>
  );
}

function FileLine({ file, onRemove }: { readonly file: DraftFile; readonly onRemove: () => void }) {
  const { t, format } = useWords();
  const { name, error } = file;
  const state = error !== null ? "refused" : file.id === null ? "sending" : "there";
  const percent = Math.round(file.progress * 100);
  return (
    <li className="file" data-state={state} role={error === null ? undefined : "alert"}>
      <Icon name="clip" />
      {error === null ? (
        <>
          <span className="truncate">{name}</span>
          <span className="meta">
            {state === "there" ? fileSize(file.size, format) : format.percent(file.progress)}
          </span>
        </>
      ) : (
        <span className="field-error">{t("composer.attachFailed", { name, detail: error })}</span>
      )}
      {state === "sending" && (
        <progress
          className="hidden"
          max={100}
          value={percent}
          aria-label={t("composer.attaching", { name, percent })}
        />
      )}
      <button
        type="button"
        className="file-remove"
        aria-label={t("composer.removeFile", { name })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

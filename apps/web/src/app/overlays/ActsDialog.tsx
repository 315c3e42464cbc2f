import { useEffect } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { ActView } from "@kvit/contract/acts";
import { refusalSentence } from "../../api/explain.ts";
import { useWords } from "../../i18n/language.ts";
import { pushLayer } from "../../keys/layer.ts";
import { Loaded } from "../../page/Loaded.tsx";
import { useResource } from "../../page/use-resource.ts";
import { describeStored } from "../../store/describe-act.ts";
import { takeBackStored } from "../../store/undo-stack.ts";

/** What this person did, on whatever device, each with the way back. */
export function ActsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const resource = useResource<{ items: readonly ActView[] }>("/api/v1/acts");
  useEffect(() => pushLayer(), []);
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="acts">
        <Dialog className="sheet">
          <Heading slot="title">{t("command.acts")}</Heading>
          <Loaded of={resource}>{({ items }) => <Acts acts={items} onUndone={resource.reload} />}</Loaded>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type ActsProps = { readonly acts: readonly ActView[]; readonly onUndone: () => void };

function Acts({ acts, onUndone }: ActsProps) {
  const { t } = useWords();
  const own = acts.filter(({ undoOf }) => undoOf === null);
  if (own.length === 0) return <p className="meta">{t("acts.empty")}</p>;
  return (
    <ul className="acts">
      {own.map((act) => (
        <ActLine key={act.id} act={act} onUndone={onUndone} />
      ))}
    </ul>
  );
}

function ActLine({ act, onUndone }: { readonly act: ActView; readonly onUndone: () => void }) {
  const { t, format } = useWords();
  const [first] = act.numbers;
  const about =
    act.count === 1
      ? `#${first} · ${describeStored(act)}`
      : t("bulk.done", { action: describeStored(act), count: act.count });
  const undo = async (id: string): Promise<void> => {
    await takeBackStored(id);
    onUndone();
  };
  const { undoneBy } = act;
  return (
    <li data-testid="act">
      <span>{about}</span>
      <span className="meta">{format.moment(Date.parse(act.at))}</span>
      {act.cannot === "too-late" && <span className="meta">{refusalSentence("too-late")}</span>}
      {act.cannot === null && (
        <button type="button" className="button" onClick={() => void undo(act.id)}>
          {t("common.undo")}
        </button>
      )}
      {undoneBy !== null && (
        <>
          <span className="meta">{t("acts.undone")}</span>
          <button type="button" className="button" data-kind="quiet" onClick={() => void undo(undoneBy)}>
            {t("common.redo")}
          </button>
        </>
      )}
    </li>
  );
}

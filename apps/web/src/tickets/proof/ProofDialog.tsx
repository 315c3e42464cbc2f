import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { ProofView } from "@kvit/contract/proof";
import { explain } from "../../api/explain.ts";
import { useWords } from "../../i18n/language.ts";
import { pushLayer } from "../../keys/layer.ts";
import { useResource } from "../../page/use-resource.ts";
import { signedIn } from "../../store/session.ts";
import { getTicket } from "../../store/tickets.ts";
import { ExportHistory } from "./ExportHistory.tsx";
import { Verdict } from "./Verdict.tsx";
import "./proof.css";

type Props = { readonly number: number; readonly onClose: () => void };

/** Whether a ticket's history is as it was written, and, for who may, the history to take along. */
export function ProofDialog({ number, onClose }: Props) {
  const { t } = useWords();
  const [path] = useState(`/api/v1/tickets/${number}/verify`);
  const proof = useResource<ProofView>(path);
  useEffect(() => pushLayer(), []);
  const ticket = getTicket(number);
  const mayExport = (signedIn()?.me.rights["ticket.export"] ?? "none") !== "none";
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="proof">
        <Dialog className="sheet">
          <Heading slot="title">{t("proof.title", { reference: ticket?.reference ?? `#${number}` })}</Heading>
          <div className="proof-result" aria-live="polite">
            {proof.error !== null && (
              <p className="field-error" role="alert">
                {explain(proof.error)}{" "}
                <button type="button" className="link" onClick={proof.reload}>
                  {t("common.retry")}
                </button>
              </p>
            )}
            {proof.error === null && proof.value === null && <p className="meta">{t("proof.checking")}</p>}
            {proof.error === null && proof.value !== null && (
              <Verdict number={number} proof={proof.value} onClose={onClose} />
            )}
          </div>
          {mayExport && <ExportHistory number={number} />}
          <div className="sheet-end">
            <button type="button" className="button" autoFocus onClick={onClose}>
              {t("proof.close")}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

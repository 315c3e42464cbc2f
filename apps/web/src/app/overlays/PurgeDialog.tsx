import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { TicketView } from "@kvit/contract/tickets";
import { explain } from "../../api/explain.ts";
import { newKey, request } from "../../api/request.ts";
import { useWords } from "../../i18n/language.ts";
import { pushLayer, takeTypedAhead } from "../../keys/layer.ts";
import { getTicket, ingestTickets } from "../../store/tickets.ts";
import { say } from "../toasts.ts";

/** The one act without undo asks for the number to be typed, and waits for the server before it shows anything. */
export function PurgeDialog({
  numbers,
  onClose,
}: {
  readonly numbers: readonly number[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState(takeTypedAhead);
  const [error, setError] = useState<string | null>(null);
  const ticket = getTicket(numbers[0] ?? 0);
  useEffect(() => pushLayer(), []);
  if (ticket === undefined) return null;
  const matches = typed.trim().replace(/^#/, "") === String(ticket.number);
  const purge = async () => {
    try {
      const path = `/api/v1/tickets/${ticket.number}/purge`;
      const answer = await request<TicketView>(path, {
        // a word that came while the number was typed stops it
        body: { number: ticket.number, expectedVersion: ticket.version },
        idempotencyKey: newKey(),
      });
      ingestTickets([answer]);
      say(t("act.purge"));
      onClose();
    } catch (cause) {
      setError(explain(cause));
    }
  };
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="purge">
        <Dialog className="sheet" role="alertdialog">
          <Heading slot="title">{t("purge.title", { reference: ticket.reference })}</Heading>
          <p>{t("purge.body")}</p>
          <form
            className="field"
            onSubmit={(event) => {
              event.preventDefault();
              if (matches) void purge();
            }}
          >
            <label htmlFor="purge-number">{t("purge.type", { number: String(ticket.number) })}</label>
            <input
              id="purge-number"
              className="input"
              autoFocus
              autoComplete="off"
              inputMode="numeric"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            {error !== null && (
              <p className="field-error" role="alert">
                {error}
              </p>
            )}
            <div className="sheet-end">
              <button type="button" className="button" onClick={onClose}>
                {t("common.cancel")}
              </button>
              <button type="submit" className="button" data-kind="danger" disabled={!matches}>
                {t("command.purge")}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

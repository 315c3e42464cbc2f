import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { TicketView } from "@kvit/contract/tickets";
import { useWords } from "../../i18n/language.ts";
import { pushLayer, takeTypedAhead } from "../../keys/layer.ts";
import { perform } from "../../store/acts.ts";
import { clearSelection } from "../../store/list.ts";
import { useSignal } from "../../store/signal.ts";
import { getTicket, ticketsChanged } from "../../store/tickets.ts";
import { personName } from "../../tickets/person-name.ts";
import { StatusGlyph } from "../../ui/StatusGlyph.tsx";

type Props = { readonly numbers: readonly number[]; readonly into: number; readonly onClose: () => void };

/** Both sides of a merge before it is done: where the conversation goes on, who asked, and whether the customer is told. */
export function MergeDialog({ numbers, into, onClose }: Props) {
  const { t, format } = useWords();
  const [tellCustomer, setTell] = useState(true);
  useSignal(ticketsChanged);
  useEffect(() => {
    const leave = pushLayer();
    takeTypedAhead();
    return leave;
  }, []);
  const target = getTicket(into);
  const sources = numbers.flatMap((number) => getTicket(number) ?? []);
  if (target === undefined || sources.length === 0) return null;
  const people = new Map([target, ...sources].map(({ requester }) => [requester.id, personName(requester)]));
  const merge = () => {
    onClose();
    if (perform(numbers, { verb: "merge", body: { into, tellCustomer } }) && numbers.length > 1)
      clearSelection();
  };
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="merge">
        <Dialog className="sheet">
          <Heading slot="title">{t("merge.title", { reference: target.reference })}</Heading>
          <ul className="merge-sides">
            {sources.map((ticket) => (
              <Side key={ticket.number} ticket={ticket} />
            ))}
            <Side ticket={target} isTarget />
          </ul>
          <p>{t("merge.goesOn", { reference: target.reference })}</p>
          {people.size > 1 && (
            <p className="message-warning" role="alert">
              {t("merge.others", {
                list: format.list([...people.values()]),
                name: personName(target.requester),
              })}
            </p>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              merge();
            }}
          >
            <label className="merge-tell">
              <input
                type="checkbox"
                checked={tellCustomer}
                onChange={(event) => setTell(event.target.checked)}
              />
              {t("merge.tell")}
            </label>
            <div className="sheet-end">
              <button type="button" className="button" onClick={onClose}>
                {t("common.cancel")}
              </button>
              <button type="submit" className="button" data-kind="primary" autoFocus>
                {t("merge.do")}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Side({ ticket, isTarget = false }: { readonly ticket: TicketView; readonly isTarget?: boolean }) {
  const { t } = useWords();
  return (
    <li className="merge-side" data-target={isTarget}>
      <StatusGlyph status={ticket.status} />
      <span className="merge-words">
        <b className="truncate">
          {ticket.reference} {ticket.subject}
        </b>
        <span className="meta truncate">
          {personName(ticket.requester)} · {t(`status.${ticket.status}`)} ·{" "}
          {t("merge.messages", { count: ticket.messageCount })}
        </span>
        <span className="meta truncate">{ticket.preview}</span>
      </span>
    </li>
  );
}

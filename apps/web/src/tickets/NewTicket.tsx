import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { TicketView } from "@kvit/contract/tickets";
import { priorities } from "@kvit/domain/tickets";
import { explain } from "../api/explain.ts";
import { ApiError, newKey, request } from "../api/request.ts";
import { go, ticketPath } from "../app/navigation.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { isMac, pushLayer, takeTypedAhead } from "../keys/layer.ts";
import { Keys } from "../keys/KeyHint.tsx";
import { useSignedIn } from "../store/session.ts";
import { ingestTickets } from "../store/tickets.ts";
import { Field } from "../ui/Field.tsx";

type Fields = {
  readonly email: string;
  readonly name: string;
  readonly subject: string;
  readonly text: string;
  readonly department: number | null;
  readonly priority: TicketView["priority"];
};
const storageKey = "kvit.new-ticket";

/** A ticket for somebody who called or wrote elsewhere. What was typed is kept until it is created. */
export function NewTicket({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [fields, setFields] = useState(keptFields);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  useEffect(() => pushLayer(), []);
  const change = (part: Partial<Fields>) => {
    const next = { ...fields, ...part };
    setFields(next);
    sessionStorage.setItem(storageKey, JSON.stringify(next));
  };
  const create = async () => {
    setBusy(true);
    try {
      const ticket = await request<TicketView>("/api/v1/tickets", {
        body: bodyOf(fields),
        idempotencyKey: key,
      });
      sessionStorage.removeItem(storageKey);
      ingestTickets([ticket]);
      onClose();
      say(t("newTicket.created", { reference: ticket.reference }));
      go(ticketPath(ticket.number));
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  const wrong = (path: string) => fieldError(error, path);
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="new-ticket">
        <Dialog className="sheet">
          <Heading slot="title">{t("command.newTicket")}</Heading>
          <form
            className="new-ticket"
            onSubmit={(event) => {
              event.preventDefault();
              if (!busy) void create();
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (isMac ? event.metaKey : event.ctrlKey))
                event.currentTarget.requestSubmit();
            }}
          >
            <div className="new-ticket-pair">
              <Field
                label={t("newTicket.email")}
                type="email"
                required
                autoFocus
                autoComplete="off"
                value={fields.email}
                error={wrong("requester.email")}
                onValue={(email) => change({ email })}
              />
              <Field
                label={t("newTicket.name")}
                autoComplete="off"
                value={fields.name}
                onValue={(name) => change({ name })}
              />
            </div>
            <Field
              label={t("newTicket.subject")}
              required
              maxLength={500}
              value={fields.subject}
              error={wrong("subject")}
              onValue={(subject) => change({ subject })}
            />
            <div className="field">
              <label htmlFor="new-ticket-text">{t("newTicket.text")}</label>
              <textarea
                id="new-ticket-text"
                className="input"
                rows={6}
                required
                value={fields.text}
                onChange={(event) => change({ text: event.target.value })}
              />
            </div>
            <Choices fields={fields} onChange={change} />
            <p className="field-hint">{t("newTicket.receipt")}</p>
            {error !== null && (
              <p className="field-error" role="alert">
                {explain(error)}
              </p>
            )}
            <div className="sheet-end">
              <button type="button" className="button" onClick={onClose}>
                {t("common.cancel")}
              </button>
              <button type="submit" className="button" data-kind="primary" disabled={busy}>
                {t("newTicket.create")} <Keys chord="Mod+Enter" />
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

type ChoicesProps = { readonly fields: Fields; readonly onChange: (part: Partial<Fields>) => void };
function Choices({ fields, onChange }: ChoicesProps) {
  const { t } = useWords();
  const departments = useSignedIn().departments.filter((department) => !department.retired);
  return (
    <div className="new-ticket-pair">
      {departments.length > 1 && (
        <div className="field">
          <label htmlFor="new-ticket-department">{t("details.department")}</label>
          <select
            id="new-ticket-department"
            className="input"
            value={fields.department ?? departments[0]?.id}
            onChange={(event) => onChange({ department: Number(event.target.value) })}
          >
            {departments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="new-ticket-priority">{t("details.priority")}</label>
        <select
          id="new-ticket-priority"
          className="input"
          value={fields.priority}
          onChange={(event) =>
            onChange({ priority: priorities.find((each) => each === event.target.value) ?? "normal" })
          }
        >
          {priorities.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priority.${priority}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function bodyOf({ email, name, subject, text, department, priority }: Fields) {
  return {
    subject,
    text,
    requester: { email: email.trim(), ...(name.trim() === "" ? {} : { name: name.trim() }) },
    ...(department === null ? {} : { department }),
    priority,
    channel: "phone",
  };
}

/** What the server says of one field. */
function fieldError(error: unknown, path: string): string | null {
  if (!(error instanceof ApiError)) return null;
  return error.problem?.errors?.find((each) => each.path === path)?.message ?? null;
}

function keptFields(): Fields {
  const empty: Fields = {
    email: takeTypedAhead(),
    name: "",
    subject: "",
    text: "",
    department: null,
    priority: "normal",
  };
  try {
    const kept: Partial<Fields> | null = JSON.parse(sessionStorage.getItem(storageKey) ?? "null");
    return { ...empty, ...kept };
  } catch {
    return empty;
  }
}

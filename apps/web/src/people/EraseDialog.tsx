import { useState } from "react";
import type { EraseTickets, Erased, ErasurePreview } from "@kvit/contract/erasure";
import { request } from "../api/request.ts";
import { say } from "../app/toasts.ts";
import { useWords } from "../i18n/language.ts";
import { Confirm } from "../page/Confirm.tsx";
import { Loaded } from "../page/Loaded.tsx";
import { useResource } from "../page/use-resource.ts";
import { useSubmit } from "../page/use-submit.ts";
import { loadSession } from "../store/session.ts";
import { Field } from "../ui/Field.tsx";

type Props = {
  readonly id: number;
  readonly name: string;
  readonly onErased: () => void;
  readonly onClose: () => void;
};
const choices = ["purge", "keep"] as const satisfies readonly EraseTickets[];

/** Says what goes and what stays, and asks for the person's address to be typed. */
export function EraseDialog({ id, name, onErased, onClose }: Props) {
  const { t } = useWords();
  const preview = useResource<ErasurePreview>(`/api/v1/contacts/${id}/erasure`);
  const [tickets, setTickets] = useState<EraseTickets>("purge");
  const [confirm, setConfirm] = useState("");
  const { busy, failure, errors, submit } = useSubmit();
  const words = preview.value?.confirmWith ?? [];
  const typed = confirm.trim().toLowerCase();
  const matches = words.some((word) => word.trim().toLowerCase() === typed);
  const erase = async () => {
    await request<Erased>(`/api/v1/contacts/${id}/erase`, { body: { confirm, tickets } });
    onClose();
    onErased();
    await loadSession();
    say(t("erase.done"));
  };
  return (
    <Confirm
      title={t("erase.title", { name })}
      action={t("erase.do")}
      danger
      busy={busy || !matches}
      failure={failure ?? errors["confirm"] ?? null}
      onConfirm={() => submit(null, erase)}
      onClose={onClose}
    >
      <Loaded of={preview}>
        {(held) => (
          <>
            <p data-testid="erase-goes">
              {t("erase.goes", {
                tickets: tickets === "keep" ? 0 : held.tickets,
                messages: held.messages,
                files: held.files,
                mails: held.mails,
                devices: held.devices,
              })}
            </p>
            <p className="meta">{t("erase.stays")}</p>
            {choices.map((each) => (
              <label key={each} className="erase-choice">
                <input
                  type="radio"
                  name="tickets"
                  checked={tickets === each}
                  onChange={() => setTickets(each)}
                />{" "}
                {t(`erase.${each}`)}
              </label>
            ))}
            <Field
              label={t("erase.type", { word: held.confirmWith[0] ?? "" })}
              name="confirm"
              autoComplete="off"
              value={confirm}
              onValue={setConfirm}
            />
          </>
        )}
      </Loaded>
    </Confirm>
  );
}

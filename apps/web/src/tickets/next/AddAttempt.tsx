import { useState } from "react";
import { useWords } from "../../i18n/language.ts";
import { Confirm } from "../../page/Confirm.tsx";
import { Select, TextArea } from "../../page/inputs.tsx";
import { perform } from "../../store/acts.ts";

const channels = ["phone", "email", "chat", "other"] as const;
const outcomes = ["reached", "no-answer", "bounced", "wrong-number"] as const;

type Props = { readonly number: number; readonly onClose: () => void };

/** Records a try to reach the customer that was made outside. */
export function AddAttempt({ number, onClose }: Props) {
  const { t, has } = useWords();
  const [channel, setChannel] = useState<(typeof channels)[number]>("phone");
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>("no-answer");
  const [note, setNote] = useState("");
  const nameOf = (key: string): string => (has(key) ? t(key) : key);
  const record = () => {
    const body = { channel, outcome, ...(note.trim() === "" ? {} : { note: note.trim() }) };
    if (perform([number], { verb: "attempt", body })) onClose();
  };
  return (
    <Confirm title={t("attempts.addTitle")} action={t("attempts.save")} onConfirm={record} onClose={onClose}>
      <Select
        label={t("attempts.channel")}
        value={channel}
        options={channels.map((each) => [
          each,
          nameOf(each === "other" ? "attempt.other" : `channel.${each}`),
        ])}
        onValue={(value) => setChannel(channels.find((each) => each === value) ?? channel)}
      />
      <Select
        label={t("attempts.outcome")}
        value={outcome}
        options={outcomes.map((each) => [each, nameOf(`attempt.${each}`)])}
        onValue={(value) => setOutcome(outcomes.find((each) => each === value) ?? outcome)}
      />
      <TextArea label={t("attempts.note")} rows={3} value={note} onValue={setNote} />
    </Confirm>
  );
}

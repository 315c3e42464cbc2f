import { useState } from "react";
import { chosenLinkKinds } from "@kvit/domain/tickets";
import { useWords } from "../../i18n/language.ts";
import { perform } from "../../store/acts.ts";
import { getTicket } from "../../store/tickets.ts";
import { Chooser } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { matchScore } from "./match.ts";

type Props = { readonly numbers: readonly number[]; readonly other: number; readonly onClose: () => void };

/** What the chosen ticket is to those in hand. */
export function LinkKindPicker({ numbers, other, onClose }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const title = t("link.pickKind", { reference: getTicket(other)?.reference ?? `#${other}` });
  const choices = chosenLinkKinds
    .map((kind) => ({
      id: kind,
      text: t(`link.kind.${kind}`),
      start: <Icon name="more" />,
      run: () => void perform(numbers, { verb: "link", body: { kind, ticket: other } }),
    }))
    .filter((choice) => query.trim() === "" || matchScore(query, choice.text) > 0);
  return (
    <Chooser
      title={title}
      placeholder={title}
      query={query}
      onQuery={setQuery}
      sections={choices.length === 0 ? [] : [{ id: "kinds", title: null, choices }]}
      nothing={t("palette.nothing", { text: query })}
      onClose={onClose}
      digits
    />
  );
}

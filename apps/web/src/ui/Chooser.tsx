import { useEffect, useRef, type ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { TextField } from "react-aria-components/TextField";
import { pushLayer } from "../keys/layer.ts";
import "./chooser.css";

export type Choice = {
  readonly id: string;
  /** What a screen reader says; the drawing may say more. */
  readonly text: string;
  readonly start?: ReactNode;
  readonly end?: ReactNode;
  /** Why it cannot be chosen; shown, and chosen all the same it says so. */
  readonly hint?: string;
  readonly checked?: boolean;
  readonly run: () => void;
};
export type ChoiceSection = {
  readonly id: string;
  readonly title: string | null;
  readonly choices: readonly Choice[];
};

type Props = {
  readonly title: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly sections: readonly ChoiceSection[];
  readonly nothing: string;
  readonly onClose: () => void;
  /** With an empty query, the digits choose the lines in order. */
  readonly digits?: boolean;
  /** The layer stays after a choice, for choosing several. */
  readonly stays?: boolean;
};

/** A field over a list: type to narrow, arrows to walk, Enter to choose, Esc to leave. Palette and pickers are this. */
export function Chooser({
  title,
  placeholder,
  query,
  onQuery,
  sections,
  nothing,
  onClose,
  digits = false,
  stays = false,
}: Props) {
  const field = useRef<HTMLInputElement>(null);
  const choices = sections.flatMap((section) => section.choices);
  useEffect(() => pushLayer(), []);
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    if (!stays) onClose();
    choice.run();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    const byDigit =
      digits && query === "" && digit !== undefined && !event.shiftKey && !event.ctrlKey && !event.metaKey;
    const nobodyFocused = field.current?.getAttribute("aria-activedescendant") == null;
    if (byDigit) choose(choices[Number(digit) - 1]);
    else if (event.key === "Enter" && nobodyFocused) choose(choices[0]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ModalOverlay className="layer" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="layer-box" data-testid="chooser">
        <Dialog className="chooser" aria-label={title}>
          <Autocomplete inputValue={query} onInputChange={onQuery}>
            <TextField aria-label={title} autoFocus className="chooser-field">
              <Input
                ref={field}
                className="chooser-input"
                placeholder={placeholder}
                onKeyDownCapture={onKeyDown}
              />
            </TextField>
            <ListBox
              aria-label={title}
              className="chooser-list"
              selectionMode="none"
              onAction={(key) => choose(choices.find((choice) => choice.id === key))}
              renderEmptyState={() => <p className="chooser-nothing meta">{nothing}</p>}
            >
              {sections.map((section) => (
                <ListBoxSection key={section.id} id={section.id} className="chooser-section">
                  {section.title !== null && <Header className="chooser-title">{section.title}</Header>}
                  {section.choices.map((choice) => (
                    <Line
                      key={choice.id}
                      choice={choice}
                      number={digits ? choices.indexOf(choice) + 1 : null}
                    />
                  ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ choice, number }: { readonly choice: Choice; readonly number: number | null }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.text}
      className="choice"
      data-testid="choice"
      data-choice={choice.id}
    >
      {choice.start !== undefined && <span className="choice-start">{choice.start}</span>}
      <span className="choice-text truncate">{choice.text}</span>
      {choice.hint !== undefined && <span className="choice-hint meta truncate">{choice.hint}</span>}
      <span className="choice-end">
        {choice.checked === true && "✓"}
        {choice.end}
        {number !== null && number < 10 && (
          <span className="kbd">
            <kbd>{number}</kbd>
          </span>
        )}
      </span>
    </ListBoxItem>
  );
}

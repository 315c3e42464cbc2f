import { useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Autocomplete } from "react-aria-components/Autocomplete";
import { Header } from "react-aria-components/Header";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem, ListBoxSection } from "react-aria-components/ListBox";
import { TextField } from "react-aria-components/TextField";
import { endLayerByKey, pushLayer, takeTypedAhead } from "../keys/layer.ts";
import "./chooser.css";

export type Choice = {
  readonly id: string;
  /** What a screen reader says; the drawing may say more. */
  readonly text: string;
  /** What is drawn in place of the text. */
  readonly drawing?: ReactNode;
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
  /**
   * With an empty query, the digits choose the lines in order. Only for lists
   * of fixed words: where a digit can begin what is typed it belongs to the field.
   */
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
  const dialog = useRef<HTMLDialogElement>(null);
  const { shown, showMore } = useGrowing(sections, query);
  const choices = shown.flatMap((section) => section.choices);
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    if (!stays) onClose();
    choice.run();
  };
  const chooseByDigit = (digit: number) => {
    const choice = choices[digit - 1];
    if (choice !== undefined && !stays) endLayerByKey();
    choose(choice);
  };
  useModal(dialog, field, (typed) => {
    if (digits && /^[1-9]$/.test(typed)) chooseByDigit(Number(typed));
    else onQuery(typed);
  });
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const byDigit = digits && query === "" ? digitOf(event) : null;
    const nobodyFocused = field.current?.getAttribute("aria-activedescendant") == null;
    if (byDigit !== null) chooseByDigit(byDigit);
    else if (event.key === "Enter" && nobodyFocused) choose(choices[0]);
    // at once: the browser tells of its own closing a task later, and a key pressed between would be lost
    else if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <dialog
      ref={dialog}
      className="layer-box chooser-box"
      aria-label={title}
      data-testid="chooser"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="chooser">
        <Autocomplete inputValue={query} onInputChange={onQuery}>
          <TextField aria-label={title} className="chooser-field">
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
            onScroll={showMore}
            onAction={(key) => choose(choices.find((choice) => choice.id === key))}
            renderEmptyState={() => <p className="chooser-nothing meta">{nothing}</p>}
          >
            {shown.map((section) => (
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
      </div>
    </dialog>
  );
}

/** The digit of the top row that was pressed alone, whatever the layout types there. */
function digitOf({ code, shiftKey, ctrlKey, metaKey }: React.KeyboardEvent): number | null {
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return digit === undefined || shiftKey || ctrlKey || metaKey ? null : Number(digit);
}

/**
 * The browser's own modal: it keeps the focus inside, makes the rest inert,
 * closes on Esc and gives the focus back, without walking the page for it.
 * In one step the keys become the layer's, the caret stands in the field, and
 * what was typed meanwhile goes to `onTyped`: no press can fall between.
 */
function useModal(
  dialog: React.RefObject<HTMLDialogElement | null>,
  field: React.RefObject<HTMLInputElement | null>,
  onTyped: (text: string) => void,
): void {
  const typed = useEffectEvent(onTyped);
  useLayoutEffect(() => {
    const box = dialog.current;
    if (box === null) return undefined;
    const leave = pushLayer();
    box.showModal();
    field.current?.focus();
    const ahead = takeTypedAhead();
    if (ahead !== "") typed(ahead);
    return () => {
      leave();
      box.close();
    };
  }, [dialog, field]);
}

/** As many lines as fit are drawn at once; more come when the list is scrolled near its end. */
const step = 14;
function useGrowing(sections: readonly ChoiceSection[], query: string) {
  const [grown, setGrown] = useState({ query, limit: step });
  const limit = grown.query === query ? grown.limit : step;
  const total = sections.reduce((sum, section) => sum + section.choices.length, 0);
  const shown = firstOf(sections, limit);
  const showMore = ({ currentTarget: box }: React.UIEvent<HTMLElement>) => {
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < box.clientHeight / 2;
    if (near && limit < total) setGrown({ query, limit: limit + step });
  };
  return { shown, showMore };
}

/** The first lines of all sections together. */
function firstOf(sections: readonly ChoiceSection[], limit: number): readonly ChoiceSection[] {
  const before = sections.map((_, index) =>
    sections.slice(0, index).reduce((sum, section) => sum + section.choices.length, 0),
  );
  return sections
    .map((section, index) => ({
      ...section,
      choices: section.choices.slice(0, Math.max(0, limit - (before[index] ?? 0))),
    }))
    .filter((section) => section.choices.length > 0);
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
      <span className="choice-text truncate" dir="auto">
        {choice.drawing ?? choice.text}
      </span>
      {choice.hint !== undefined && (
        <span className="choice-hint meta truncate" dir="auto">
          {choice.hint}
        </span>
      )}
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

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { MessageView, ThreadView } from "@kvit/contract/tickets";
import { useWords, type Words } from "../../i18n/language.ts";
import { takeTypedAhead } from "../../keys/layer.ts";
import { changeDraft, getDraft, isEmptyDraft, unwritten, useDraft, type Draft } from "../../store/drafts.ts";
import { send as sendMessage } from "../../store/send-message.ts";
import { useSignedIn } from "../../store/session.ts";
import { useSignal } from "../../store/signal.ts";
import type { ShownTicket } from "../../store/tickets.ts";
import { attach } from "../../store/uploads.ts";
import {
  composer as openSignal,
  markSeen,
  openComposer,
  type ComposerMode,
  type OpenComposer,
} from "./bridge.ts";
import { ComposerFoot } from "./ComposerFoot.tsx";
import { ComposerHead } from "./ComposerHead.tsx";
import { leaveComposer, lendHands, type Hands } from "./composer-commands.ts";
import * as editor from "./editor.ts";
import { Files } from "./Files.tsx";
import { LinkRow } from "./LinkRow.tsx";
import { stopped } from "./returned.ts";
import { speaksOfFiles } from "./speaks-of-files.ts";
import { StopBar, type Stop } from "./StopBar.tsx";
import { useTypingMark } from "./use-typing-mark.ts";

type Props = { readonly ticket: ShownTicket; readonly thread: ThreadView; readonly open: OpenComposer };

/** Where replies and notes are written. Its button names the status that sending leads to. */
export function Composer({ ticket, thread, open }: Props) {
  const words = useWords();
  const { number } = ticket;
  const { mode } = open;
  const draft = useDraft(number, mode);
  const newer = useNewer(thread, open);
  const [stop, setStop] = useState<Stop | null>(null);
  const [linking, setLinking] = useState(false);
  const [formats, setFormats] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const typed = useTypingMark(number);
  useEditor(place, { open, draft, words, onFormats: setFormats, onType: typed });
  useServerStop(number, setStop);
  const addFiles = (files: readonly File[]) => attach({ number, kind: mode }, files);
  const send = (resolve: boolean, anyway = false) => {
    const reason = anyway ? null : reasonToStop({ number, mode, newer, language: thread.requester.language });
    if (reason !== null) {
      setStop({ why: reason, resolve: resolve && mode === "reply" });
      return;
    }
    if (isEmptyDraft(getDraft(number, mode))) return editor.focusAt(null);
    const text = editor.readText();
    changeDraft(number, mode, { cursor: editor.readCursor() });
    const seen = Math.max(open.seen ?? 0, ...thread.messages.map((message) => message.id));
    if (sendMessage({ number, kind: mode, text, resolve: resolve && mode === "reply", anyway, seen }))
      leaveComposer();
  };
  useHands({
    send,
    switchMode: () => openComposer(number, mode === "reply" ? "note" : "reply"),
    attach: () => chooser.current?.click(),
    link: () => setLinking(true),
    canLink: () => editor.isFocused() && (editor.hasSelection() || editor.linkHere() !== ""),
    format: editor.toggle,
  });
  return (
    <section
      className="composer"
      data-testid="composer"
      data-mode={mode}
      aria-label={words.t(mode === "reply" ? "composer.reply" : "composer.note")}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        addFiles([...event.dataTransfer.files]);
      }}
    >
      <ComposerHead ticket={ticket} mode={mode} draft={draft} />
      <StopBar
        newer={newer}
        stop={stop}
        onRead={() => {
          readIt(newer);
          setStop(null);
        }}
        onAnyway={(resolve) => send(resolve, true)}
        onKeep={leaveComposer}
        onAttach={() => {
          setStop(null);
          chooser.current?.click();
        }}
      />
      <div ref={place} className="composer-place" />
      {linking && <LinkRow onDone={() => setLinking(false)} />}
      <Files place={{ number, kind: mode }} files={draft.files} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-testid="composer-file"
        onChange={(event) => {
          addFiles([...(event.target.files ?? [])]);
          event.target.value = "";
          editor.focusAt(editor.readCursor());
        }}
      />
      <ComposerFoot
        ticket={ticket}
        mode={mode}
        formats={formats}
        reason={thread.may[mode] ?? null}
        onAttach={() => chooser.current?.click()}
        onLink={() => setLinking(true)}
        onSend={send}
      />
    </section>
  );
}

/** Messages of others that came since the writer began. */
function useNewer(thread: ThreadView, open: OpenComposer): readonly MessageView[] {
  const mine = useSignedIn().me.agent.id;
  const newest = Math.max(0, ...thread.messages.map((message) => message.id));
  useEffect(() => {
    if (open.seen === null) markSeen(newest);
  }, [open.seen, newest]);
  const { seen } = open;
  if (seen === null || open.mode === "note") return [];
  return thread.messages.filter(
    ({ id, author }) => id > seen && !(author.kind === "agent" && author.id === mine),
  );
}

type Question = {
  readonly number: number;
  readonly mode: ComposerMode;
  readonly newer: readonly MessageView[];
  readonly language: string | null;
};
function reasonToStop({ number, mode, newer, language }: Question): Stop["why"] | null {
  if (mode === "note") return null;
  if (newer.length > 0) return "newer";
  const { files } = getDraft(number, mode);
  if (files.some((file) => file.error !== null)) return "refused-file";
  return files.length === 0 && speaksOfFiles(editor.readText(), language) ? "forgotten" : null;
}

/** Brings the first unread message before the eyes; the caret stays where it is. */
function readIt(newer: readonly MessageView[]): void {
  const first = newer[0];
  const last = newer.at(-1);
  if (first === undefined || last === undefined) return;
  document.querySelector(`[data-message="${first.id}"]`)?.scrollIntoView({ block: "nearest" });
  markSeen(last.id);
  editor.focusAt(editor.readCursor());
}

/** The server may stop what this page thought it could send. */
function useServerStop(number: number, show: (stop: Stop) => void): void {
  const sending = useSignal(stopped);
  useEffect(() => {
    if (sending?.number !== number) return;
    stopped.set(null);
    show({ why: "newer", resolve: sending.resolve });
  }, [sending, number, show]);
}

function useHands(hands: Hands): void {
  const latest = useRef(hands);
  useLayoutEffect(() => {
    latest.current = hands;
  });
  useLayoutEffect(
    () =>
      lendHands({
        send: (resolve) => latest.current.send(resolve),
        switchMode: () => latest.current.switchMode(),
        attach: () => latest.current.attach(),
        link: () => latest.current.link(),
        canLink: () => latest.current.canLink(),
        format: (format) => latest.current.format(format),
      }),
    [],
  );
}

/** Where the caret stood when the writer left; a draft that was sent meanwhile has none. */
function keepCursor(number: number, mode: ComposerMode): void {
  if (!isEmptyDraft(getDraft(number, mode))) changeDraft(number, mode, { cursor: editor.readCursor() });
}

/** Pause after which what was typed is written into the draft. */
const writeMs = 150;
type EditorSetting = {
  readonly open: OpenComposer;
  readonly draft: Draft;
  readonly words: Words;
  readonly onFormats: (active: string) => void;
  readonly onType: () => void;
};

/** Ties the one editor to this composer's draft: shows it, writes back what is typed, follows changes from outside. */
function useEditor(place: React.RefObject<HTMLDivElement | null>, setting: EditorSetting): void {
  const { open, draft, words, onFormats, onType } = setting;
  const { number, mode, wish } = open;
  const { t } = words;
  const shown = useRef("");
  useLayoutEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      if (unwritten.flush === write) unwritten.flush = null;
      shown.current = editor.readHtml();
      changeDraft(number, mode, { html: shown.current, cursor: editor.readCursor() });
    };
    const owner: editor.EditorOwner = {
      label: t(mode === "reply" ? "composer.reply" : "composer.note"),
      placeholder: t(mode === "reply" ? "composer.writeReply" : "composer.writeNote"),
      onText: () => {
        onType();
        unwritten.flush = write;
        timer ??= setTimeout(write, writeMs);
      },
      onFormats,
      onFiles: (files) => attach({ number, kind: mode }, files),
    };
    const kept = getDraft(number, mode);
    shown.current = kept.html;
    editor.mount(box, kept.html, owner);
    return () => {
      if (timer !== undefined) write();
      else keepCursor(number, mode);
      editor.unmount(owner);
    };
  }, [place, number, mode, t, onFormats, onType]);
  useLayoutEffect(() => {
    if (openSignal.get()?.wish !== wish) return;
    editor.focusAt(getDraft(number, mode).cursor);
    editor.insertText(takeTypedAhead());
  }, [wish, number, mode]);
  useLayoutEffect(() => {
    if (draft.html === shown.current) return;
    shown.current = draft.html;
    const focused = editor.isFocused();
    editor.show(draft.html);
    if (focused) editor.focusAt(draft.cursor);
  }, [draft.html, draft.cursor]);
}

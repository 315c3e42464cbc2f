import { Editor, Mark, mergeAttributes, type Extensions } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { BulletList } from "@tiptap/extension-list/bullet-list";
import { ListItem } from "@tiptap/extension-list/item";
import { ListKeymap } from "@tiptap/extension-list/keymap";
import { OrderedList } from "@tiptap/extension-list/ordered-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Underline } from "@tiptap/extension-underline";
import { Placeholder } from "@tiptap/extensions/placeholder";
import { UndoRedo } from "@tiptap/extensions/undo-redo";
import { DOMParser } from "@tiptap/pm/model";
import { EditorState, TextSelection } from "@tiptap/pm/state";

/** What the toolbar can switch, in its order. */
export const formats = [
  "bold",
  "italic",
  "underline",
  "bulletList",
  "orderedList",
  "blockquote",
  "code",
] as const;
export type Format = (typeof formats)[number];

/** What the composer wants to know of the editor; one composer at a time owns it. */
export type EditorOwner = {
  readonly label: string;
  readonly placeholder: string;
  readonly onText: () => void;
  readonly onFormats: (active: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
};

const linkable = /^(https?:\/\/|mailto:|tel:)/i;
/** An address as people type it, made one that a link may have; null when it cannot be. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === "" || /\s/.test(text)) return null;
  if (linkable.test(text)) return text;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(text)) return `mailto:${text}`;
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(text) ? `https://${text}` : null;
}

/** A link of a scheme that is safe in a mail; anything else is text. */
const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element) => (linkable.test(element.getAttribute("href") ?? "") ? null : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["a", mergeAttributes(HTMLAttributes, { rel: "noopener nofollow" }), 0],
});

/** The composer's own chords go to its commands, not to the editor. */
const LineBreak = HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
  },
});

let owner: EditorOwner | null = null;
const extensions: Extensions = [
  Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  Underline,
  Code,
  CodeBlock,
  Blockquote,
  LineBreak,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  Link,
  UndoRedo,
  Placeholder.configure({ placeholder: () => owner?.placeholder ?? "" }),
];

const editor = new Editor({
  element: document.createElement("div"),
  extensions,
  injectCSS: false,
  enablePasteRules: false,
  editorProps: {
    attributes: () => ({
      class: "composer-text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": owner?.label ?? "",
      "data-testid": "composer-text",
    }),
    handleDOMEvents: {
      // answered here, so that the editor leaves it alone and the composer's commands get it
      keydown: (_view, event) => isComposerChord(event),
    },
    handlePaste: (view, event) => pasted(view.state, event.clipboardData),
    handleDrop: (_view, event) => gave(event.dataTransfer),
  },
  onUpdate: () => owner?.onText(),
  onTransaction: ({ editor: changed }) => owner?.onFormats(activeFormats(changed)),
});

function isComposerChord(event: KeyboardEvent): boolean {
  // the editor would swallow it; while a character is being composed it ends that instead
  if (event.key === "Escape") return !event.isComposing;
  if (!event.ctrlKey && !event.metaKey) return false;
  const key = event.key.toLowerCase();
  if (key === "enter" || key === ".") return true;
  return key === "k" || (event.shiftKey && key === "f");
}

/** Pictures and files are attached; an address over selected text makes it a link. */
function pasted(state: EditorState, data: DataTransfer | null): boolean {
  const types = data?.types ?? [];
  // Office copies a picture of the text beside the text: the text is meant
  if (!types.includes("text/html") && gave(data)) return true;
  const address = data?.getData("text/plain").trim() ?? "";
  if (state.selection.empty || !linkable.test(address) || /\s/.test(address)) return false;
  return editor.commands.setMark("link", { href: address });
}

function gave(data: DataTransfer | null): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return false;
  owner?.onFiles(files);
  return true;
}

const activeFormats = (of: Editor): string =>
  [...formats, "link"].filter((format) => of.isActive(format)).join(" ");

/** Puts the editor into an element, with a text and a fresh undo history; the caret at `cursor` or at the end. */
export function mount(place: HTMLElement, html: string, next: EditorOwner): void {
  owner = next;
  show(html);
  place.append(editor.view.dom);
}

/** Takes the editor away from its element; a later owner is left alone. */
export function unmount(of: EditorOwner): void {
  if (owner !== of) return;
  owner = null;
  editor.view.dom.remove();
}

/** Replaces the text; nothing before it can be brought back with Mod+Z. */
export function show(html: string): void {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const doc = DOMParser.fromSchema(editor.schema).parse(holder.content);
  editor.view.updateState(EditorState.create({ doc, plugins: editor.state.plugins }));
  owner?.onFormats(activeFormats(editor));
}

export function focusAt(cursor: number | null): void {
  const { doc, tr } = editor.state;
  const at = Math.min(cursor ?? doc.content.size, doc.content.size);
  editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(at), -1)));
  editor.view.focus();
}

export const insertText = (text: string): void => {
  if (text !== "") editor.view.dispatch(editor.state.tr.insertText(text));
};
export const readHtml = (): string => editor.getHTML();
export const readText = (): string => editor.getText({ blockSeparator: "\n" });
/** Where the caret stands on the page: the editor's own state hears of a step only a moment later. */
export function readCursor(): number {
  const { state, view } = editor;
  const { focusNode, focusOffset } = getSelection() ?? { focusNode: null, focusOffset: 0 };
  const isInside = focusNode !== null && view.dom.contains(focusNode);
  return isInside ? view.posAtDOM(focusNode, focusOffset) : state.selection.anchor;
}
export const hasSelection = (): boolean => !editor.state.selection.empty;
export const isFocused = (): boolean => editor.view.hasFocus();

export function toggle(format: Format): void {
  const chain = editor.chain().focus();
  if (format === "bulletList" || format === "orderedList") chain.toggleList(format, "listItem").run();
  else if (format === "blockquote") chain.toggleWrap(format).run();
  else chain.toggleMark(format).run();
}

/** The address of the link at the caret; empty when there is none. */
export function linkHere(): string {
  const { href } = editor.getAttributes("link");
  return typeof href === "string" ? href : "";
}

/** Links the selected text, or the link at the caret, to an address; null takes the link away. */
export function setLink(href: string | null): void {
  const chain = editor.chain().focus().extendMarkRange("link");
  if (href === null) chain.unsetMark("link").run();
  else if (editor.state.selection.empty && linkHere() === "")
    chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
  else chain.setMark("link", { href }).run();
}

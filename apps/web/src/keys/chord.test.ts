import { describe, expect, it } from "vitest";
import { chordsOf, isPlain, type KeyPress } from "./chord.ts";

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: rest.code ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : ""),
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...rest,
});
const onPc = (key: string, rest?: Partial<KeyPress>) => chordsOf(press(key, rest), false);
const onMac = (key: string, rest?: Partial<KeyPress>) => chordsOf(press(key, rest), true);

describe("a key press as chords", () => {
  it("reads letters by what they type, with or without caps lock", () => {
    expect(onPc("e")).toEqual(["e"]);
    expect(onPc("E", { code: "KeyE" })).toEqual(["e"]);
    expect(onPc("E", { shiftKey: true })).toEqual(["Shift+E"]);
  });
  it("A4: leaves presses with another modifier to the browser's own chords", () => {
    expect(onPc("r", { ctrlKey: true })).toEqual(["Mod+R"]);
    expect(onPc("e", { altKey: true })).toEqual([]);
    expect(onPc("e", { metaKey: true })).toEqual([]);
    expect(onMac("e", { ctrlKey: true })).toEqual([]);
    expect(onMac("k", { metaKey: true })).toEqual(["Mod+K"]);
  });
  it("reads digits by position, because a Czech keyboard types letters there", () => {
    expect(onPc("+", { code: "Digit1" })).toEqual(["+", "1"]);
    expect(onPc("ě", { code: "Digit2" })).toEqual(["ě", "2"]);
    expect(onPc("1", { code: "Digit1", shiftKey: true })).toEqual(["Shift+1"]);
  });
  it("takes marks typed with AltGr for the marks they are", () => {
    expect(onPc("[", { ctrlKey: true, altKey: true, code: "KeyF" })).toEqual(["["]);
    expect(onPc("#", { ctrlKey: true, altKey: true, code: "KeyX" })).toEqual(["#"]);
    expect(onMac("#", { altKey: true, code: "Digit3" })).toEqual(["#"]);
  });
  it("takes letters typed with AltGr for nothing", () => {
    expect(onPc("ę", { ctrlKey: true, altKey: true, code: "KeyE" })).toEqual([]);
    expect(onPc("e", { ctrlKey: true, altKey: true, code: "KeyE" })).toEqual([]);
  });
  it("finds the mark and its second key on every layout", () => {
    expect(onPc("!", { shiftKey: true, code: "Digit1" })).toEqual(["!", "Shift+1"]);
    expect(onPc("/", { shiftKey: true, code: "Digit7" })).toEqual(["/", "Shift+7"]);
    expect(onPc(">", { shiftKey: true, code: "Period" })).toEqual([">", "Shift+."]);
    expect(onPc(":", { shiftKey: true, code: "Period" })).toEqual([":", "Shift+."]);
  });
  it("names the keys without a character", () => {
    expect(onPc("Escape")).toEqual(["Esc"]);
    expect(onPc(" ")).toEqual(["Space"]);
    expect(onPc("Enter", { shiftKey: true, ctrlKey: true })).toEqual(["Mod+Shift+Enter"]);
  });
  it("waits while a character is being composed", () => {
    expect(onPc("Dead")).toEqual([]);
    expect(onPc("e", { isComposing: true })).toEqual([]);
  });
  it("knows which chords must not fire while somebody types", () => {
    expect(["e", "Shift+E", "Mod+K", "Esc"].map(isPlain)).toEqual([true, true, false, false]);
  });
});

import { addressParser } from "postal-mime";
import type { Mailbox } from "../parsed-mail.ts";
import { plainLabel } from "../text/well-formed.ts";
import { decodeHeaderText } from "./encoded-words.ts";
import type { HeaderBlock, HeaderField } from "./header-block.ts";
import { fieldsNamed } from "./header-block.ts";

const maxAddressLength = 254;
const maxNameLength = 200;
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainPart =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
const addressLiteral = /^\[(?:\d{1,3}(?:\.\d{1,3}){3}|ipv6:[0-9a-f:.]+)\]$/i;

/**
 * The address in the one form we store and compare, or null when mail to it
 * could not be sent: dot-atom local part (letters of any script, RFC 6531), a
 * domain of proper labels or an address literal, lower-cased. Quoted local parts
 * are refused: they serve nobody but those who look for parser differences.
 */
export function normaliseAddress(text: string): string | null {
  if (text.length > maxAddressLength * 2) return null;
  // Line breaks are no padding: an address that has one is somebody's attempt.
  const address = text.replace(/^[ \t]+|[ \t]+$/g, "").toLowerCase();
  if (address.length > maxAddressLength) return null;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  if (local.length === 0 || local.length > 64 || !localPart.test(local)) return null;
  if (addressLiteral.test(domain)) return address;
  const labelsFit = domain.split(".").every((label) => label.length <= 63);
  return labelsFit && domainPart.test(domain) ? address : null;
}

/**
 * The usable addresses of one field, in order, groups unfolded, names decoded.
 * An address that stands only in a comment, in quotes or inside an encoded word is not
 * the address; spaces around its dots and at sign are the obsolete form.
 */
export function readAddresses(field: HeaderField): readonly Mailbox[] {
  const { kept, comments } = splitComments(field.value);
  const literal = withoutInnerSpaces(kept.toLowerCase().replace(/"(?:[^"\\]|\\.)*"/gs, '""'));
  const found: Mailbox[] = [];
  for (const entry of addressParser(kept, { flatten: true })) {
    const address = normaliseAddress(withoutInnerSpaces(entry.address ?? ""));
    if (address === null || !literal.includes(address)) continue;
    // Bytes of a guessed charset inside an address are somebody's accident, not an international address.
    if (field.guessed && /[^ -~]/.test(address)) continue;
    found.push({ address, name: plainLabel(entry.name, maxNameLength) });
  }
  return found.length === 1 ? found.map((mailbox) => named(mailbox, comments)) : found;
}

/** In two steps, each linear in the length whatever runs of spaces come. */
const withoutInnerSpaces = (text: string): string =>
  text.replace(/[ \t]+/g, " ").replace(/ ?([.@]) ?/g, "$1");

/** `ann@example.org (Ann Kovač)` is how names were written before there was a place for them. */
function named(mailbox: Mailbox, comments: readonly string[]): Mailbox {
  if (mailbox.name !== "" || comments[0] === undefined) return mailbox;
  return { ...mailbox, name: plainLabel(decodeHeaderText(comments[0]), maxNameLength) };
}

/** The addresses of all fields of that name, without repeats, at most `max`. */
export function addressesNamed(block: HeaderBlock, name: string, max: number): readonly Mailbox[] {
  const seen = new Map<string, Mailbox>();
  for (const field of fieldsNamed(block, name)) {
    for (const mailbox of readAddresses(field)) {
      if (seen.size >= max) return [...seen.values()];
      if (!seen.has(mailbox.address)) seen.set(mailbox.address, mailbox);
    }
  }
  return [...seen.values()];
}

/** Parts a value into what counts and its comments (RFC 5322 §3.2.2), which may nest and stand anywhere. */
function splitComments(value: string): { kept: string; comments: readonly string[] } {
  if (!value.includes("(")) return { kept: value, comments: [] };
  const state = { depth: 0, quoted: false };
  const comments: string[] = [];
  let kept = "";
  let comment = "";
  for (const token of value.match(/\\.|[()"]|[^\\()"]+|\\/gs) ?? []) {
    const before = state.depth;
    follow(state, token);
    if (before === 0 && state.depth === 0) kept += token;
    else if (before > 0 && state.depth > 0) comment += token;
    else if (before > 0) {
      comments.push(comment);
      comment = "";
    }
  }
  return { kept, comments };
}

function follow(state: { depth: number; quoted: boolean }, token: string): void {
  if (token === '"' && state.depth === 0) state.quoted = !state.quoted;
  if (state.quoted) return;
  if (token === "(") state.depth += 1;
  if (token === ")") state.depth = Math.max(0, state.depth - 1);
}

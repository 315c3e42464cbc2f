import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bo, day, hour, Life, lifeIn, noon, sha256 } from "../../test/life.ts";
import { formatInstant, type Json, type JsonObject } from "../kernel/index.ts";
import { erase, hashOf, type TicketEvent } from "../tickets/index.ts";
import {
  checkHistoryFile,
  contentDigest,
  fingerprintOf,
  historyFormat,
  messageProblems,
  signedText,
  tablePrint,
  type CheckTools,
  type FiledMessage,
  type HistoryFile,
  type UnsignedHistory,
} from "./index.ts";

type Key = { readonly publicKey: string; readonly sign: (text: string) => string };

function makeKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const bytes = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return {
    publicKey: bytes.toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64"),
  };
}

const tools: CheckTools = {
  digest: sha256,
  isSigned: (text, publicKey, signature) => {
    const x = Buffer.from(publicKey, "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const bytes = Buffer.from(signature, "base64");
    return bytes.toString("base64") === signature && verify(null, Buffer.from(text), key, bytes);
  },
};
const key = makeKey();

function signed(unsigned: UnsignedHistory, by = key): HistoryFile {
  const signer = {
    algorithm: "Ed25519",
    publicKey: by.publicKey,
    fingerprint: fingerprintOf(by.publicKey, sha256),
  } as const;
  const value = by.sign(signedText({ ...unsigned, signature: signer }));
  return { ...unsigned, signature: { ...signer, value } };
}

const said = (text: string, filename?: string) => ({
  text,
  html: null,
  attachments: filename === undefined ? [] : [{ filename, size: 3, sha256: sha256(filename) }],
});
const words: readonly (readonly [FiledMessage["kind"], ReturnType<typeof said>])[] = [
  ["customer", said("It burns.", "fire.jpg")],
  ["agent", said("Have you tried water?")],
  ["note", said("He always says that.")],
  ["customer", said("Yes.")],
  ["automatic", said("I am away.")],
];

/** A life with messages of every kind, a file, a note, an undo and a postponement. */
function tellStory(): { readonly unsigned: UnsignedHistory; readonly messages: readonly FiledMessage[] } {
  const messages = words.map(([kind, content], index): FiledMessage => {
    return { id: index + 1, kind, digest: contentDigest(content, sha256), withheld: null, ...content };
  });
  const brought = (id: number) => ({ messageId: id, digest: messages[id - 1]!.digest });
  const life = new Life({ message: { kind: "received", ...brought(1) } });
  life.wait(hour).do("reply", { ...brought(2), then: "answered", holdUntil: null }, { actor: bo });
  life.wait(hour).do("note", brought(3), { actor: bo });
  life.wait(hour).do("receive", brought(4));
  life.wait(hour).do("receive-automatic", { ...brought(5), kind: "auto-reply" });
  life.wait(hour).do("tag", { add: ["fire"] }, { actor: bo });
  life.wait(hour).undoLast();
  life.wait(hour).do("postpone", { until: life.now + day }, { actor: bo });
  return { unsigned: filed(life, messages), messages };
}

function filed(life: Life, messages: readonly FiledMessage[]): UnsignedHistory {
  return {
    format: historyFormat,
    desk: "Primer",
    number: life.ticket.number,
    exportedAt: formatInstant(noon),
    lifecycle: tablePrint(sha256),
    includesInternal: true,
    ticket: life.ticket,
    events: life.events,
    messages,
  };
}

const { unsigned, messages } = tellStory();
const events = unsigned.events as readonly TicketEvent[];
const whole = signed(unsigned);
/** As it comes from a disk. */
const read = (file: unknown): unknown => JSON.parse(JSON.stringify(file));
const found = (file: unknown, fingerprint?: string) =>
  checkHistoryFile(read(file), tools, fingerprint).problems.map(({ seq, code }) =>
    seq === null ? code : `${seq} ${code}`,
  );
/** What is found beside the signature when whoever tampered signs anew. */
const foundResigned = (changes: Partial<UnsignedHistory>) => found(signed({ ...unsigned, ...changes }));
const place = (type: TicketEvent["type"]) => events.findIndex((event) => event.type === type);

describe("an exported history", () => {
  it("is found whole, with and without the fingerprint", () => {
    expect(checkHistoryFile(read(whole), tools)).toEqual({ problems: [], file: whole, isSameTable: true });
    expect(found(whole, whole.signature.fingerprint)).toEqual([]);
  });

  it("is found whole when its internal words are withheld", () => {
    const withheld = messages.map((message): FiledMessage => {
      const blank = { text: "", html: null, attachments: [] };
      return message.kind === "note" ? { ...message, ...blank, withheld: "note" } : message;
    });
    expect(foundResigned({ messages: withheld })).toEqual([]);
  });

  it("is found whole as the tombstone of a purged ticket, and not with anything left", () => {
    const life = lifeIn("purged");
    const left = [...life.events.slice(0, -1).map(erase), life.events.at(-1)!];
    const tombstone = { ...filed(life, []), events: left };
    expect(found(signed(tombstone))).toEqual([]);
    expect(found(signed({ ...tombstone, messages: [messages[0]!] }))).toEqual(["message-added"]);
    expect(found(signed({ ...tombstone, events: left.toSpliced(1, 1) }))).toEqual(["2 seq-gap"]);
  });

  it("says when it was written under another table of the life cycle", () => {
    const report = checkHistoryFile(read(signed({ ...unsigned, lifecycle: "another" })), tools);
    expect(report).toMatchObject({ problems: [], isSameTable: false });
  });
});

describe("tampering with an exported history", () => {
  it("of any value anywhere in it is found", () => {
    const leaves = leavesOf(read(whole) as Json);
    expect(leaves.length).toBeGreaterThan(300);
    for (const path of leaves)
      expect(found(flipped(read(whole) as Json, path)), path.join(".")).not.toEqual([]);
  });

  it("of several values at once is found", () => {
    const leaf = fc.constantFrom(...leavesOf(read(whole) as Json));
    fc.assert(
      fc.property(fc.uniqueArray(leaf, { minLength: 2, maxLength: 6, selector: String }), (paths) => {
        const tampered = paths.reduce(flipped, read(whole) as Json);
        expect(found(tampered)).not.toEqual([]);
      }),
    );
  });

  it("of an event is named, although it was signed anew by the desk itself", () => {
    for (const [index, event] of events.entries())
      expect(foundResigned({ events: events.with(index, { ...event, act: "another" }) })).toContain(
        `${event.seq} hash-differs`,
      );
  });

  it("of an event with its hash, and all that follow, shows in the fold or the table", () => {
    let prevHash = events[0]!.prevHash;
    const forged = events.map((event) => {
      const isTagged = event.type === "ticket.tagged";
      const changes = isTagged ? { tags: { from: [], to: ["smoke"] } } : event.changes;
      const made = { ...event, changes, prevHash };
      prevHash = hashOf(made, sha256);
      return { ...made, hash: prevHash };
    });
    expect(foundResigned({ events: forged })).toEqual([
      expect.stringMatching(/^\d+ (illegal-step|row-differs)$/),
    ]);
  });

  it("by dropping, repeating or swapping events is named", () => {
    const at = place("note.added");
    const seq = at + 1;
    expect(foundResigned({ events: events.toSpliced(at, 1) })).toContain(`${seq} seq-gap`);
    expect(foundResigned({ events: events.toSpliced(at, 0, events[at]!) })).toContain(`${seq + 1} seq-gap`);
    const swapped = events.with(at, events[at + 1]!).with(at + 1, events[at]!);
    expect(foundResigned({ events: swapped })).toEqual(expect.arrayContaining([`${seq} seq-gap`]));
    expect(foundResigned({ events: [] })).toContain("0 no-events");
  });

  it("of a message's words, files, kind or digest is named at its event", () => {
    const seq = place("message.received") + 1;
    const [first] = messages;
    const changes: readonly Partial<FiledMessage>[] = [
      { text: "It glows." },
      { html: "<p>It burns.</p>" },
      { attachments: [] },
      { attachments: [{ ...first!.attachments[0]!, filename: "ice.jpg" }] },
      { kind: "agent" },
      { digest: sha256("else") },
    ];
    for (const change of changes)
      expect(foundResigned({ messages: messages.with(0, { ...first!, ...change }) })).toEqual([
        `${seq} message-altered`,
      ]);
  });

  it("by dropping, adding or reordering messages is named", () => {
    const seq = place("note.added") + 1;
    expect(foundResigned({ messages: messages.toSpliced(2, 1) })).toEqual([`${seq} message-missing`]);
    const added = [...messages, { ...messages[0]!, id: 99 }];
    expect(foundResigned({ messages: added })).toEqual(["message-added"]);
    expect(foundResigned({ messages: messages.toReversed() })).toEqual([
      expect.stringMatching(/^\d+ messages-out-of-order$/),
    ]);
  });

  it("of the number or of whose events they are is named", () => {
    expect(foundResigned({ number: 4 })).toEqual(["number-differs"]);
    expect(foundResigned({ ticket: { ...unsigned.ticket, number: 4 } })).toContain("number-differs");
    expect(foundResigned({ ticket: { ...unsigned.ticket, id: 4 } })).toContain("1 other-ticket");
  });

  it("of the ticket it tells is named", () => {
    const subject = "Printer on ice";
    expect(foundResigned({ ticket: { ...unsigned.ticket, subject } })).toEqual([
      `${events.length} row-differs`,
    ]);
  });

  it("of signature, key, algorithm or fingerprint is named", () => {
    const { signature } = whole;
    const other = makeKey();
    const with_ = (change: object) => found({ ...whole, signature: { ...signature, ...change } });
    expect(with_({ value: other.sign("x") })).toEqual(["signature-wrong"]);
    expect(with_({ publicKey: other.publicKey })).toEqual(["fingerprint-differs", "signature-wrong"]);
    expect(with_({ algorithm: "none" })).toEqual(["signature-wrong"]);
    expect(with_({ fingerprint: "0".repeat(64) })).toEqual(["fingerprint-differs", "signature-wrong"]);
    expect(with_({ publicKey: "no key" })).toContain("signature-wrong");
  });

  it("with another key shows by the fingerprint alone", () => {
    const forged = signed({ ...unsigned, desk: "Else" }, makeKey());
    expect(found(forged)).toEqual([]);
    expect(found(forged, whole.signature.fingerprint)).toEqual(["fingerprint-differs"]);
  });

  it("with what has no canonical form is a wrong signature, not a fault", () => {
    expect(found({ ...whole, desk: "\ud800" })).toEqual(["signature-wrong"]);
  });
});

describe("messages beside a history", () => {
  it("are compared with the events that brought them, whatever else happened", () => {
    const kept = messages.map((message) => ({ ...message, content: message }));
    expect(messageProblems(kept, events, sha256)).toEqual([]);
    expect(messageProblems(kept.slice(1), events, sha256)).toMatchObject([{ code: "message-missing" }]);
  });
});

describe("what is no history file", () => {
  const odd: readonly [string, unknown, RegExp][] = [
    ["nothing", null, /no history file/],
    ["a list", [], /no history file/],
    ["another format", { ...whole, format: "kvit.history/9" }, /format kvit.history\/1/],
    ["no signature", unsigned, /"signature"/],
    ["events that are none", { ...whole, events: [1] }, /"events"/],
    ["a message without an id", { ...whole, messages: [{ ...messages[0], id: "1" }] }, /"messages"/],
    ["a number in words", { ...whole, number: "4" }, /"number"/],
    ["a tick that is none", { ...whole, includesInternal: 1 }, /"includesInternal"/],
  ];
  it.each(odd)("%s is called so", (_name, file, says) => {
    const { problems, file: none } = checkHistoryFile(file, tools);
    expect(none).toBeNull();
    expect(problems).toMatchObject([{ code: "not-a-history-file", what: expect.stringMatching(says) }]);
  });

  it("events that cannot be read as such are named, whatever is missing in them", () => {
    const empty = {} as TicketEvent;
    expect(foundResigned({ events: events.with(0, empty) })).toContain("1 seq-gap");
    const hollow = { ...events[0]!, data: null } as unknown as TicketEvent;
    expect(foundResigned({ events: events.with(0, hollow) })).toContain("1 hash-differs");
  });
});

type Path = readonly (string | number)[];

function leavesOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

/** The value with one leaf of it made something else. */
function flipped(value: Json, [name, ...rest]: Path): Json {
  if (name === undefined) return altered(value);
  if (Array.isArray(value))
    return value.map((item: Json, index) => (String(index) === name ? flipped(item, rest) : item));
  const members = value as JsonObject;
  return { ...members, [name]: flipped(members[name]!, rest) };
}

function altered(leaf: Json): Json {
  if (typeof leaf === "string") return `${leaf}x`;
  if (typeof leaf === "number") return leaf + 1;
  return leaf === null ? 0 : !leaf;
}

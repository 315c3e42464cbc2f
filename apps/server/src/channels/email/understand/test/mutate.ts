/** A small generator of numbers in [0, 1): the same seed gives the same mutants for ever (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
type Mutation = (mail: Buffer, random: Random) => Buffer;

const upTo = (random: Random, max: number): number => Math.floor(random() * max);

const insertions = [
  Buffer.from([0]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from("=?utf-8?B?2AA=?="),
  Buffer.from("=?utf-16le?Q?=00=D8?="),
  Buffer.from("\r\n\r\n"),
  Buffer.from("\r\nFrom: eve@mail.example\r\n"),
  Buffer.from("\r\nContent-Type: text/html; charset=utf-16\r\n"),
  Buffer.from("\r\nContent-Transfer-Encoding: base64\r\n"),
  Buffer.from("<script>x()</script><img src=x onerror=x()>"),
  Buffer.from("&#0;&#xD800;&#55357;"),
  Buffer.from('"(<@>,;:\\'),
];

const labels = ["utf-8", "utf-16", "iso-2022-jp", "gb18030", "windows-1250", "utf-7", "x-none", "us-ascii"];

const mutations: readonly Mutation[] = [
  (mail, random) => {
    const changed = Buffer.from(mail);
    for (let times = upTo(random, 20) + 1; times > 0; times -= 1) {
      changed[upTo(random, mail.length)] = upTo(random, 256);
    }
    return changed;
  },
  (mail, random) => {
    const at = upTo(random, mail.length);
    const piece = insertions[upTo(random, insertions.length)] ?? Buffer.alloc(0);
    return Buffer.concat([mail.subarray(0, at), piece, mail.subarray(at)]);
  },
  (mail, random) => mail.subarray(0, upTo(random, mail.length)),
  (mail, random) => {
    const start = upTo(random, mail.length);
    const end = start + upTo(random, 400);
    return Buffer.concat([mail.subarray(0, start), mail.subarray(end)]);
  },
  (mail, random) => {
    const start = upTo(random, mail.length);
    const piece = mail.subarray(start, start + upTo(random, 2000));
    const at = upTo(random, mail.length);
    return Buffer.concat([mail.subarray(0, at), piece, piece, mail.subarray(at)]);
  },
  (mail, random) => {
    const label = labels[upTo(random, labels.length)] ?? "utf-8";
    return Buffer.from(mail.toString("latin1").replace(/charset="?[\w-]+"?/gi, `charset=${label}`), "latin1");
  },
  (mail, random) => {
    const encoding = random() < 0.5 ? "base64" : "quoted-printable";
    const text = mail.toString("latin1").replace(/(Content-Transfer-Encoding: )[\w-]+/gi, `$1${encoding}`);
    return Buffer.from(text, "latin1");
  },
];

/** One to four random changes of the kinds that happen, or are made to happen, to mails. */
export function mutate(mail: Uint8Array, random: Random): Uint8Array {
  let mutant: Buffer = Buffer.from(mail);
  for (let times = upTo(random, 4) + 1; times > 0 && mutant.length > 0; times -= 1) {
    mutant = mutations[upTo(random, mutations.length)]?.(mutant, random) ?? mutant;
  }
  return mutant;
}

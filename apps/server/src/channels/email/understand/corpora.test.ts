import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ParsedMail, UnderstandOutcome } from "./parsed-mail.ts";
import { corpusMails, hasCorpora, readCorpus, whySkipped } from "./test/corpora.ts";
import { testOptions } from "./test/mail.ts";
import { mutate, randomFrom } from "./test/mutate.ts";
import { understandMail } from "./understand-mail.ts";

const seed = Number(process.env["KVIT_SEED"] ?? 20261126);
const mutants = Number(process.env["KVIT_MUTANTS"] ?? 3000);
const maxMillis = 3000;

const ownFolder = new URL("../fixtures/", import.meta.url);
const ownMails = readdirSync(ownFolder)
  .filter((file) => file.endsWith(".eml"))
  .map((file) => readFileSync(new URL(file, ownFolder)));

/** What must hold for whatever bytes came in; the answer names what does not. */
function broken(outcome: UnderstandOutcome): readonly string[] {
  if (!outcome.ok && outcome.problem !== "over-limit") return [`${outcome.problem}: ${outcome.detail}`];
  const value = outcome.ok ? outcome.mail : outcome.headersOnly;
  const found = textsIn(value).flatMap((text) => {
    if (text.includes("\0")) return ["NUL"];
    return text.isWellFormed() ? [] : ["lone surrogate"];
  });
  if (!outcome.ok) return found;
  return [...found, ...brokenMail(outcome.mail)];
}

const active = /<(?:script|iframe|style|form|svg|object)\b|\son\w+\s*=/i;

function brokenMail({ subject, from, text, visibleText, html }: ParsedMail): readonly string[] {
  const checks: readonly (readonly [boolean, string])[] = [
    [/[\r\n]/.test(`${subject}${from?.name}${from?.address}`), "line break in a header"],
    [text.trim() !== "" && visibleText.trim() === "", "nothing visible"],
    [active.test(withoutText(html ?? "")), "active HTML"],
  ];
  return checks.filter(([isBroken]) => isBroken).map(([, what]) => what);
}

/** Only the tags of cleaned HTML, in which text is escaped. */
const withoutText = (html: string): string =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join("");

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

async function failures(
  mails: readonly { readonly name: string; readonly raw: Uint8Array }[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, raw } of mails) {
    const start = performance.now();
    const outcome = await understandMail(raw, testOptions);
    const took = performance.now() - start;
    const reasons = [...broken(outcome), ...(took > maxMillis ? [`took ${took.toFixed(0)} ms`] : [])];
    if (reasons.length > 0) found.push(`${name}: ${[...new Set(reasons)].join(", ")}`);
  }
  return found;
}

function* mutantsOf(
  mails: readonly Uint8Array[],
  count: number,
): Generator<{ name: string; raw: Uint8Array }> {
  for (let index = 0; index < count; index += 1) {
    const random = randomFrom(seed + index);
    const mail = mails[Math.floor(random() * mails.length)] ?? new Uint8Array();
    yield { name: `seed ${seed + index}`, raw: mutate(mail, random) };
  }
}

describe("whatever comes", () => {
  it(`T46: ${mutants} mutants of our own mails throw nothing and store no NUL or half character`, async () => {
    expect(await failures([...mutantsOf(ownMails, mutants)])).toEqual([]);
  }, 240_000);

  it.skipIf(!hasCorpora)(
    `all collected mails are understood${whySkipped}`,
    async () => {
      const mails = corpusMails().map((name) => ({ name, raw: readCorpus(name) }));
      expect(mails.length).toBe(98);
      expect(await failures(mails)).toEqual([]);
    },
    60_000,
  );

  it.skipIf(!hasCorpora)(
    `T46: ${mutants} mutants of collected mails do no harm${whySkipped}`,
    async () => {
      const mails = corpusMails()
        .map((name) => readCorpus(name))
        .filter((raw) => raw.length < 60_000);
      expect(await failures([...mutantsOf(mails, mutants)])).toEqual([]);
    },
    240_000,
  );
});

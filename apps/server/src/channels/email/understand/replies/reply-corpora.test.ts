import { describe, expect, it } from "vitest";
import { hasCorpora, readCorpus, whySkipped } from "../test/corpora.ts";
import { foldReply } from "./fold-reply.ts";

type Fragment = {
  readonly index: number;
  readonly equals?: string;
  readonly equals_trimmed?: string;
  readonly contains?: readonly string[];
  readonly starts_with?: readonly string[];
  readonly line_starts_with?: readonly string[];
};
type TextCase = {
  readonly test: string;
  readonly input: string;
  readonly visible_text?: string;
  readonly visible_text_contains?: readonly string[];
  readonly visible_text_contains_not?: readonly string[];
  readonly quoted_text_contains?: readonly string[];
};
type Case = {
  readonly file: string;
  readonly test: string;
  readonly visible_text?: string;
  readonly visible_text_trimmed?: string;
  readonly hidden?: readonly boolean[];
  readonly quoted_text_contains?: readonly string[];
  readonly fragments?: readonly Fragment[];
  readonly max_seconds?: number;
};

/**
 * Where we decide otherwise than the parser the expectations were taken from.
 * The two collections contradict each other in the first of them.
 */
const deviations: Readonly<Record<string, string>> = {
  "email-reply-parser-github/emails/email_1_1.txt":
    "a name behind a dash stays visible, as the other collection expects of the same text",
  "email-reply-parser-github/emails/email_1_8.txt":
    "quotes between answers are folded like all quotes: only the new words are shown",
};

const expectationsOf = (collection: string) =>
  JSON.parse(readCorpus(`${collection}/expectations.json`).toString()) as {
    readonly cases: readonly Case[];
    readonly text_cases: readonly TextCase[];
  };

const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** The facts of a case that our folding does not fulfil. Facts about the number of pieces do not apply to us. */
function brokenFacts(test: Case, text: string): readonly string[] {
  const visible = tidy(foldReply(text));
  const broken: string[] = [];
  const whole = test.visible_text ?? test.visible_text_trimmed;
  if (whole !== undefined && tidy(whole) !== visible) broken.push("visible text");
  for (const fragment of test.fragments ?? []) broken.push(...brokenPieces(fragment, test, visible));
  for (const quoted of test.quoted_text_contains ?? [])
    if (visible.includes(quoted)) broken.push(`shows ${quoted}`);
  return broken;
}

function brokenPieces(fragment: Fragment, { hidden }: Case, visible: string): readonly string[] {
  const exact = fragment.index === 0 ? fragment.equals_trimmed : undefined;
  if (exact !== undefined) return tidy(exact) === visible ? [] : ["first piece"];
  const isHidden = hidden?.[fragment.index] ?? (fragment.index === 0 ? false : undefined);
  if (isHidden === undefined) return [];
  const texts = [
    ...(fragment.contains ?? []),
    ...(fragment.starts_with ?? []),
    ...(fragment.line_starts_with ?? []),
    ...(fragment.equals === undefined ? [] : [fragment.equals]),
  ].map(tidy);
  return texts.filter((text) => text.length > 2 && visible.includes(text) === isHidden);
}

describe.skipIf(!hasCorpora)(`collected replies${whySkipped}`, () => {
  const cases = hasCorpora
    ? ["email-reply-parser-crisp", "email-reply-parser-github"].flatMap((collection) => {
        return expectationsOf(collection).cases.map((test) => ({
          ...test,
          name: `${collection}/${test.file}`,
        }));
      })
    : [];

  it.each(cases)("$name is folded as expected ($test)", (test) => {
    const text = readCorpus(test.name).toString().replaceAll("\r\n", "\n");
    const start = performance.now();
    const broken = brokenFacts(test, text);
    expect(performance.now() - start).toBeLessThan((test.max_seconds ?? 5) * 1000);
    expect(broken.length > 0).toBe(deviations[test.name] !== undefined);
  });

  it("fold as expected where the text stands in the expectations", () => {
    const texts = ["email-reply-parser-crisp", "email-reply-parser-github"].flatMap(
      (collection) => expectationsOf(collection).text_cases,
    );
    expect(texts.length).toBe(3);
    for (const test of texts) {
      const visible = foldReply(test.input);
      const shown = [test.visible_text ?? "", ...(test.visible_text_contains ?? [])];
      const hidden = [...(test.visible_text_contains_not ?? []), ...(test.quoted_text_contains ?? [])];
      expect(shown.filter((part) => !visible.includes(part))).toEqual([]);
      expect(hidden.filter((part) => visible.includes(part))).toEqual([]);
    }
  });

  it("number ninety-nine, and the deviations are among them", () => {
    expect(cases.length).toBe(99);
    expect(Object.keys(deviations).filter((name) => !cases.some((test) => test.name === name))).toEqual([]);
  });
});

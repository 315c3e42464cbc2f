import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;
type IssueOf<Code extends Issue["code"]> = Extract<Issue, { readonly code: Code }>;

/**
 * What to write instead, for a value that a schema refuses without words of its
 * own. Given to every check of a request, so that no validator's jargon leaves.
 */
export function plainWords(issue: Issue): string {
  if (issue.code === "invalid_type") return whenMissing(issue) + `Write ${nounFor(issue.expected)}.`;
  if (issue.code === "invalid_value") return whenMissing(issue) + oneOf(issue.values.map(String));
  if (issue.code === "too_small") return tooSmall(issue);
  if (issue.code === "too_big") return tooBig(issue);
  if (issue.code === "invalid_union") return unionWords(issue);
  if (issue.code === "invalid_format") return formats[issue.format] ?? otherFormat;
  if (issue.code === "not_multiple_of") return `Write a multiple of ${String(issue.divisor)}.`;
  return unfitting;
}

const unfitting = "This does not fit here.";
const otherFormat = "This is not written in the form it needs.";

const nouns: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a JSON object",
  record: "a JSON object",
  null: "null",
};

const formats: Readonly<Record<string, string>> = {
  email: "Write an e-mail address such as ana@example.org.",
  url: "Write a web address such as https://example.org.",
};

function nounFor(expected: string): string {
  return nouns[expected] ?? "something else";
}

function whenMissing({ input }: Issue): string {
  return input === undefined ? "This is missing. " : "";
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `Write ${values.join("")}.` : `Write one of: ${values.join(", ")}.`;
}

function tooSmall({ origin, minimum, inclusive }: IssueOf<"too_small">): string {
  if (origin === "string")
    return Number(minimum) === 1 ? "Write something here." : `Write ${String(minimum)} characters or more.`;
  if (origin === "array") return `Give ${String(minimum)} or more.`;
  return inclusive === false ? `Write more than ${String(minimum)}.` : `Write ${String(minimum)} or more.`;
}

function tooBig({ origin, maximum, inclusive }: IssueOf<"too_big">): string {
  if (origin === "string") return `Write ${String(maximum)} characters or fewer.`;
  if (origin === "array") return `Give ${String(maximum)} or fewer.`;
  return inclusive === false ? `Write less than ${String(maximum)}.` : `Write ${String(maximum)} or less.`;
}

/** Names each form that would fit, as far as it can be told from what each of them refuses in the value as a whole. */
function unionWords(issue: IssueOf<"invalid_union">): string {
  const choices = issue.errors.flatMap((branch) =>
    branch.filter(({ path }) => path.length === 0).flatMap((each) => choicesOf(each)),
  );
  const unique = [...new Set(choices)];
  return unique.length === 0 ? unfitting : `Write ${unique.join(" or ")}.`;
}

function choicesOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "invalid_type") return [nounFor(issue.expected)];
  if (issue.code === "invalid_value") return issue.values.map(String);
  return [];
}

import type { JsonObject } from "@kvit/domain/kernel";
import type { FieldDefinition } from "@kvit/domain/lifecycle";
import { AppError } from "../platform/app-error.ts";
import { readTerms } from "../lifecycle/index.ts";
import { byAgent } from "./by-agent.ts";
import { executeCommand, type Executed } from "./execute-command.ts";
import type { VerbCall } from "./verb-call.ts";
import type { Work } from "./unit-of-work.ts";

type Given = Readonly<Record<string, string | number | boolean | null>>;

/** Subject and the desk's own fields. Throws bad-request for a field that is none, or a value it does not take. */
export async function changeFields(
  work: Work,
  { caller, number, body }: VerbCall<"change-fields">,
): Promise<Executed> {
  const { subject, fields, expectedStatus, expectedVersion } = body;
  const { lifecycle } = await readTerms(work.tx, caller.accountId);
  return executeCommand(work, {
    accountId: caller.accountId,
    target: { number },
    name: "change-fields",
    input: {
      ...(subject === undefined ? {} : { subject }),
      ...(fields === undefined ? {} : { fields: fitting(fields, lifecycle.fields) }),
    },
    by: byAgent(caller),
    expectedStatus,
    expectedVersion,
  });
}

function fitting(given: Given, definitions: readonly FieldDefinition[]): JsonObject {
  const errors = Object.entries(given).flatMap(([key, value]) => {
    const definition = definitions.find((each) => each.key === key);
    const message = definition === undefined ? `There is no field ${key}.` : unfit(definition, value);
    return message === null ? [] : [{ path: `fields.${key}`, message }];
  });
  const [first] = errors;
  if (first !== undefined) throw new AppError("bad-request", { detail: first.message, errors });
  return given;
}

/** Of each kind: whether it takes a value, and what to write instead. */
type Kind = {
  readonly takes: (value: Given[string], choices: FieldDefinition["choices"]) => boolean;
  readonly words: (choices: FieldDefinition["choices"]) => string;
};

const textOf = (longest: number): Kind => ({
  takes: (value) => typeof value === "string" && value.length <= longest,
  words: () => `Write a text of at most ${longest} characters.`,
});

const kinds: Readonly<Record<FieldDefinition["kind"], Kind>> = {
  text: textOf(500),
  "long-text": textOf(20_000),
  number: {
    takes: (value) => typeof value === "number" && Number.isFinite(value),
    words: () => "Write a number.",
  },
  "yes-no": { takes: (value) => typeof value === "boolean", words: () => "Write true or false." },
  date: {
    takes: (value) => typeof value === "string" && isDate(value),
    words: () => "Write a date such as 2026-11-22.",
  },
  choice: {
    takes: (value, choices) => choices.some(({ key }) => key === value),
    words: (choices) => `Choose one of ${choices.map(({ key }) => key).join(", ")}.`,
  },
};

/** What is wrong with a value; null when it fits. Nothing always fits: it empties the field. */
function unfit({ kind, choices, retired }: FieldDefinition, value: Given[string]): string | null {
  if (value === null) return null;
  if (retired) return "This field is retired.";
  return kinds[kind].takes(value, choices) ? null : kinds[kind].words(choices);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

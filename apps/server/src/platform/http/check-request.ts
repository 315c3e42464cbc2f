import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { AppError } from "../app-error.ts";
import { plainWords } from "./plain-words.ts";

/** Checks a part of a request by its schema. What does not fit is named, each field with what to write instead. */
export const checkRequest: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (given: unknown) => {
    const checked = schema.safeParse(given, { error: plainWords });
    return checked.success ? { value: checked.data } : { error: refusalOf(checked.error.issues, httpPart) };
  };

function refusalOf(issues: readonly z.core.$ZodIssue[], part: string | undefined): AppError {
  const found = issues.flatMap((issue) => unfitFields(issue, part));
  const [first] = found;
  return new AppError("bad-request", {
    errors: found.map(({ path, message }) => ({ path, message })),
    ...(first === undefined ? {} : { detail: first.sentence }),
  });
}

/** Where and what, and both in one sentence. Names that nobody knows are told one by one. */
function unfitFields(issue: z.core.$ZodIssue, part: string | undefined) {
  const path = issue.path.map(String).join(".");
  const unknown = unknownKeys(issue);
  if (unknown.length === 0) {
    const { message } = issue;
    return [{ path, message, sentence: path === "" ? message : `${path}: ${message}` }];
  }
  const kind = part === "querystring" ? "query parameter" : "field";
  return unknown.map((name) => {
    const message = `There is no ${kind} "${name}" here.`;
    return { path: path === "" ? name : `${path}.${name}`, message, sentence: message };
  });
}

/** The names that a schema does not have; of several forms those that none of them has. */
function unknownKeys(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "unrecognized_keys") return issue.keys;
  if (issue.code !== "invalid_union") return [];
  const [first = [], ...others] = issue.errors.map((branch) => branch.flatMap(unknownKeys));
  return first.filter((name) => others.every((names) => names.includes(name)));
}

import { refusalReasons } from "../../packages/domain/src/tickets/index.ts";
import { denialReasons } from "../../packages/domain/src/permissions/index.ts";
import { catalogue } from "../../apps/server/src/platform/app-error.ts";
import { refusalSentence, rightSentence } from "../../apps/server/src/tickets/refusal-sentences.ts";

/** docs/reference/errors.md: every code a program can meet, from the catalogue the server answers with. */
export function errorsPage(): string {
  const codes = Object.entries(catalogue).map(
    ([code, { status, detail }]) => `| \`${code}\` | ${status} | ${detail} |`,
  );
  const refusals = refusalReasons.map((reason) => `| \`${reason}\` | ${refusalSentence(reason)} |`);
  const denials = denialReasons.map((reason) => `| \`${reason}\` | ${rightSentence(reason)} |`);
  return [
    "# Errors",
    "",
    "Every error is a problem document (RFC 9457). `code` never changes; `detail` is for people. Written by `npm run generate`.",
    "",
    "| Code | Status | Meaning |",
    "| --- | --- | --- |",
    ...codes,
    "",
    "## Refused by the life cycle (409)",
    "`possible` in the answer names what can be done instead.",
    "",
    "| Code | Meaning |",
    "| --- | --- |",
    ...refusals,
    "",
    "## Refused for want of a right (403)",
    "",
    "| Code | Meaning |",
    "| --- | --- |",
    ...denials,
    "",
  ].join("\n");
}

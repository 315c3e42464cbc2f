import { configVariables } from "../../apps/server/src/config.ts";

/** docs/reference/config.md: one row per environment variable, from the schema that reads them. */
export function configPage(): string {
  const rows = configVariables.map(
    ({ name, meaning, standard }) =>
      `| \`${name}\` | ${standard === "" ? "–" : `\`${standard}\``} | ${meaning} |`,
  );
  return [
    "# Configuration",
    "",
    "Kvit is configured by environment variables alone. All of them may be left out.",
    "Written by `npm run generate`.",
    "",
    "| Variable | Default | Meaning |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

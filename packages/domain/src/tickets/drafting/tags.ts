import { cleanText } from "../../kernel/index.ts";

/** Trimmed, lower-case, each once, sorted; empty ones go. */
export function normaliseTags(names: readonly string[]): readonly string[] {
  const clean = names.map((name) => cleanText(name).normalize().trim().toLowerCase());
  return [...new Set(clean)].filter((name) => name !== "").sort();
}

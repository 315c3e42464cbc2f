import { canonicalJson, type Json } from "../kernel/index.ts";
import { commandNames, outcome, statuses, type Digest } from "../tickets/index.ts";

/**
 * Names the table of the life cycle in force: SHA-256 over the RFC 8785 form of
 * every command's outcome in every state. Another table has another print.
 */
export function tablePrint(digest: Digest): string {
  const cells = commandNames.map((name): Json => [
    name,
    ...statuses.map((status): Json => ({ ...outcome(name, status) })),
  ]);
  return digest(canonicalJson(cells));
}

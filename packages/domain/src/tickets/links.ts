import type { TicketLink } from "./ticket.ts";

export type LinkKind = TicketLink["kind"];

/** What the other ticket calls the same relation: each link stands on both tickets. */
const opposites: Readonly<Record<LinkKind, LinkKind>> = {
  related: "related",
  parent: "child",
  child: "parent",
  duplicate: "duplicate",
  "caused-by": "cause-of",
  "cause-of": "caused-by",
  "follow-up-of": "followed-up-by",
  "followed-up-by": "follow-up-of",
  "split-from": "split-to",
  "split-to": "split-from",
};

export function oppositeLink(kind: LinkKind): LinkKind {
  return opposites[kind];
}

/** The kinds a person sets; the others come about by a follow-up or a split. */
export const chosenLinkKinds = [
  "related",
  "parent",
  "child",
  "duplicate",
  "caused-by",
  "cause-of",
] as const satisfies readonly LinkKind[];

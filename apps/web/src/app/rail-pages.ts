import type { MeView } from "@kvit/contract/people";
import type { MessageKey } from "../i18n/language.ts";
import type { IconName } from "../ui/Icon.tsx";

/** A page that has a line at the foot of the rail. */
export type RailPage = {
  readonly path: string;
  readonly label: MessageKey;
  readonly icon: IconName;
  readonly shown?: (me: MeView) => boolean;
};

const may = (permission: string) => (me: MeView) => (me.rights[permission] ?? "none") !== "none";

/** The pages beside the queue. A new page is a line here and a route in `router.tsx`. */
export const railPages = (): readonly RailPage[] => [
  { path: "/mail", label: "rail.ledger", icon: "ledger", shown: may("mail.read") },
  {
    path: "/sandbox",
    label: "rail.sandbox",
    icon: "flask",
    shown: (me) => me.sandbox && may("mail.read")(me),
  },
  { path: "/settings", label: "rail.settings", icon: "settings" },
];

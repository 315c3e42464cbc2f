import { compileMessage, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { pageMessages } from "./messages/page.ts";
import { accessMessages } from "./messages/access.ts";
import { ledgerReasonMessages } from "./messages/ledger-reasons.ts";
import { accountMessages } from "./messages/account.ts";
import { securityMessages } from "./messages/security.ts";
import { settingsPageMessages } from "./messages/settings-pages.ts";
import { departmentMessages } from "./messages/departments.ts";
import { agentMessages } from "./messages/agents.ts";
import { mailboxMessages } from "./messages/mailboxes.ts";
import { mailServerMessages } from "./messages/mail-servers.ts";
import { rightMessages } from "./messages/rights.ts";
import { rightVerbMessages } from "./messages/right-verbs.ts";
import { auditMessages } from "./messages/audit.ts";
import { apiKeyMessages } from "./messages/api-keys.ts";
import { closingMessages } from "./messages/closing.ts";
import { closingPreviewMessages } from "./messages/closing-preview.ts";
import { planMessages } from "./messages/plan.ts";
import { hoursMessages } from "./messages/hours.ts";
import { actMessages } from "./messages/acts.ts";
import { bulkMessages } from "./messages/bulk.ts";
import { commandMessages } from "./messages/commands.ts";
import { commonMessages } from "./messages/common.ts";
import { composerMessages } from "./messages/composer.ts";
import { customerMessages } from "./messages/customer.ts";
import { errorMessages } from "./messages/errors.ts";
import { eventMessages } from "./messages/events.ts";
import { firstStepMessages } from "./messages/first-steps.ts";
import { keyMessages } from "./messages/keys.ts";
import { ledgerMessages } from "./messages/ledger.ts";
import { decisionActMessages } from "./messages/decision-acts.ts";
import { cycleMessages } from "./messages/cycles.ts";
import { ladderMessages } from "./messages/ladders.ts";
import { ladderMailMessages } from "./messages/ladder-mail.ts";
import { nudgeMailMessages } from "./messages/nudge-mail.ts";
import { mailMessages } from "./messages/mail.ts";
import { messageMessages } from "./messages/message.ts";
import { pastMessages } from "./messages/past.ts";
import { privacyMessages } from "./messages/privacy.ts";
import { proofMessages } from "./messages/proof.ts";
import { queueMessages } from "./messages/queue.ts";
import { relationMessages } from "./messages/relations.ts";
import { refusalMessages } from "./messages/refusals.ts";
import { reviewMessages } from "./messages/review.ts";
import { roundTripMessages } from "./messages/round-trip.ts";
import { rowMessages } from "./messages/row.ts";
import { sandboxMessages } from "./messages/sandbox.ts";
import { setUpMessages } from "./messages/set-up.ts";
import { settingsMessages } from "./messages/settings.ts";
import { signInMessages } from "./messages/sign-in.ts";
import { statusMessages } from "./messages/statuses.ts";
import { threadEventMessages } from "./messages/thread-events.ts";
import { ticketCommandMessages } from "./messages/ticket-commands.ts";
import { ticketMessages } from "./messages/ticket.ts";
import type { Language, Messages } from "./language.ts";

/** Every string of the product, by area. A new area is a file in `messages/` and one line here. */
export const areas = {
  apiKeys: apiKeyMessages,
  past: pastMessages,
  privacy: privacyMessages,
  proof: proofMessages,
  audit: auditMessages,
  rightVerbs: rightVerbMessages,
  rights: rightMessages,
  ladders: ladderMessages,
  cycles: cycleMessages,
  decisionActs: decisionActMessages,
  ladderMail: ladderMailMessages,
  nudgeMail: nudgeMailMessages,
  closing: closingMessages,
  closingPreview: closingPreviewMessages,
  plan: planMessages,
  hours: hoursMessages,
  mailServers: mailServerMessages,
  mailboxes: mailboxMessages,
  agents: agentMessages,
  departments: departmentMessages,
  settingsPages: settingsPageMessages,
  security: securityMessages,
  account: accountMessages,
  ledgerReasons: ledgerReasonMessages,
  access: accessMessages,
  page: pageMessages,
  acts: actMessages,
  bulk: bulkMessages,
  commands: commandMessages,
  common: commonMessages,
  composer: composerMessages,
  customer: customerMessages,
  errors: errorMessages,
  events: eventMessages,
  firstSteps: firstStepMessages,
  keys: keyMessages,
  ledger: ledgerMessages,
  mail: mailMessages,
  message: messageMessages,
  queue: queueMessages,
  refusals: refusalMessages,
  relations: relationMessages,
  review: reviewMessages,
  roundTrip: roundTripMessages,
  row: rowMessages,
  sandbox: sandboxMessages,
  setUp: setUpMessages,
  settings: settingsMessages,
  signIn: signInMessages,
  statuses: statusMessages,
  threadEvents: threadEventMessages,
  ticketCommands: ticketCommandMessages,
  ticket: ticketMessages,
} as const satisfies Readonly<Record<string, Messages>>;

export type Area = keyof typeof areas;
type KeysOf<Union> = Union extends unknown ? Extract<keyof Union, string> : never;
export type MessageKey = KeysOf<(typeof areas)[Area]>;

/** One language's strings, parsed: what a translator reads. Plain JSON. */
export type Catalogue = Readonly<Record<string, CompiledMessage>>;

/** The areas that only the server speaks, in mails and on the customer's pages. */
export const serverAreas = ["mail", "ladderMail", "nudgeMail", "customer"] as const satisfies readonly Area[];
export const appAreas = allAreas().filter((area) => !serverAreas.some((other) => other === area));

/** Compiles the strings of some areas (all, unless named) in one language. Costs some milliseconds: do it once at start. */
export function catalogueFor(language: Language, chosen: readonly Area[] = allAreas()): Catalogue {
  const catalogue: Record<string, CompiledMessage> = {};
  for (const area of chosen) {
    for (const [key, message] of Object.entries<Messages[string]>(areas[area])) {
      catalogue[key] = compileMessage(message[language]);
    }
  }
  return catalogue;
}

function allAreas(): readonly Area[] {
  const isArea = (name: string): name is Area => Object.hasOwn(areas, name);
  return Object.keys(areas).filter(isArea);
}

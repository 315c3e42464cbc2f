import { testMailIn } from "../../round-trip/test-mail-id.ts";
import { endTrip } from "../../round-trip/trips.queries.ts";
import type { Incoming } from "../incoming.ts";
import type { IntakeFilter } from "./filter.ts";

/**
 * The test mail of a mailbox, come back as it was meant to, or the report that
 * it could not be delivered. Neither is anybody's request; what became of the
 * test is written down with it.
 */
export const roundTrip: IntakeFilter = async (incoming, { tx, ownHost }) => {
  const { accountId, mail, mailbox, claimed } = incoming;
  const mailId = testMailOf(incoming, ownHost);
  if (mailId === null) return null;
  const bounced = mail.kind === "bounce";
  const known = await endTrip(
    tx,
    accountId,
    mailId,
    bounced ? { returned: reportOf(incoming) } : { backAt: claimed.receivedAt, backIn: mailbox.id },
  );
  if (!known) return null;
  const reason = bounced ? "round-trip-returned" : "round-trip";
  return { kind: "set-aside", state: "ignored", reason, detail: mailId };
};

/** Asked of every mail, so nothing is looked up unless the mail itself speaks of a test. */
function testMailOf({ mail }: Incoming, ownHost: string): string | null {
  if (mail.kind === "bounce") {
    const ids = [mail.bounce?.originalMessageId ?? "", ...mail.inReplyTo, ...mail.references];
    return testMailIn(ids.join(" "), ownHost);
  }
  const byId = testMailIn(mail.messageId, ownHost);
  // a Message-ID can be replaced on the way; a person's answer has the subject as well, but not our address
  return byId ?? (mail.kind === "loop" ? testMailIn(mail.subject, ownHost) : null);
}

function reportOf({ mail }: Incoming): string {
  const facts = [mail.bounce?.status, mail.bounce?.diagnostic].filter((fact) => typeof fact === "string");
  return facts.length === 0 ? mail.subject : facts.join(" · ").slice(0, 500);
}

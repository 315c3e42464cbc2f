import type { Tx } from "../../../../platform/postgres/pool.ts";
import { together } from "../../../../platform/postgres/side-by-side.ts";
import type { Incoming } from "../incoming.ts";
import type { Known } from "./filter.ts";
import { findAgentByAddress, findTwinMessage } from "./filters.queries.ts";

/** Asks the database at once what the filters would ask one after the other. */
export async function lookAhead(tx: Tx, incoming: Incoming): Promise<Known> {
  const { accountId, claimed, mail, sender } = incoming;
  if (sender === null) return { twin: null, agent: null };
  const twin =
    mail.messageId === null
      ? Promise.resolve(null)
      : findTwinMessage(tx, {
          accountId,
          intakeId: claimed.id,
          mailboxId: claimed.mailboxId,
          mailId: mail.messageId,
          address: sender.address,
          text: mail.text,
          html: mail.html,
          files: mail.attachments.length,
        });
  const [before, agent] = await together([twin, findAgentByAddress(tx, accountId, sender.address)]);
  return { twin: before, agent };
}

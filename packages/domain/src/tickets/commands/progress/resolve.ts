import { refuse, type Instant } from "../../../kernel/index.ts";
import type { CommandDefinition } from "../../command.ts";
import { toResolved } from "../../drafting/moves.ts";
import { whoseTurn } from "../../status.ts";
import { Story } from "../../drafting/story.ts";
import { waitSince } from "../../waits.ts";

/**
 * We think it is done; or the customer, a rule or a time of silence says so.
 * `silentSince`: from when a timer counted the silence (see `waitSince`);
 * a timer never resolves while the customer waits for us, nor on a newer silence.
 */
type Resolve = { readonly reason?: string | undefined; readonly silentSince?: Instant | undefined };

export const resolve: CommandDefinition<"resolve", Resolve> = {
  name: "resolve",
  permission: "ticket.resolve",
  undoable: true,
  decide: (ticket, { reason, silentSince }, context) => {
    if (ticket.openApprovals.length > 0) return refuse("approval-open");
    if (context.cause.kind === "timer" && whoseTurn(ticket.status) !== "customer") {
      return refuse("customer-is-waiting");
    }
    if (silentSince !== undefined && silentSince !== waitSince(ticket)) return refuse("moved-on");
    const story = new Story(ticket, context.now);
    toResolved(story, reason ?? null);
    return story.told();
  },
};

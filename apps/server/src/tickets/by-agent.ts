import type { Cause } from "@kvit/domain/tickets";
import type { Principal } from "../platform/http/principal.ts";
import type { By } from "./execute-command.ts";

/** The caller of a request as actor of a command, with the rights to be checked. An API key acts as its agent, and says so. */
export function byAgent(caller: Principal, cause: Cause = { kind: "hand" }): By {
  return {
    actor: { kind: caller.via === "api-key" ? "api" : "agent", id: caller.agent.id },
    cause,
    agent: caller.agent,
  };
}

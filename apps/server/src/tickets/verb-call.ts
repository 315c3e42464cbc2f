import type { Verb, VerbBody } from "@kvit/contract/tickets";
import type { Principal } from "../platform/http/principal.ts";

/** How the caller saw the ticket; the verb is refused when it has moved on since. */
export type Expecting = {
  readonly expectedStatus?: string | undefined;
  readonly expectedVersion?: number | undefined;
};

/** A verb of the API as it was called: by whom, on which ticket, with what. */
export type VerbCall<Name extends Verb> = {
  readonly caller: Principal;
  readonly number: number;
  readonly body: VerbBody<Name>;
};

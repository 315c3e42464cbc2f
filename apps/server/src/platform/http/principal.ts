import type { Agent } from "@kvit/domain/permissions";

/** Who is calling: an agent by session or by API key. Customers' pages carry their own tokens. */
export type Principal = {
  readonly accountId: number;
  readonly agent: Agent;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly via: "session" | "api-key";
  readonly scope: "read" | "write";
  /** The session's or key's own id, so that it can be dropped at once. */
  readonly credential: string;
};

/** Reads the caller from a request's headers; null when there is none or it is no longer good. */
export type Authenticate = (headers: {
  readonly cookie?: string | undefined;
  readonly authorization?: string | undefined;
}) => Promise<Principal | null>;

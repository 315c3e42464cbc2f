import { readCookie, type Cookies } from "./sessions/cookies.ts";

/** What a browser that is not signed in brings along. */
export type Visitor = {
  readonly ip: string;
  readonly userAgent: string | undefined;
  /** Tokens as they came, believed by nobody. */
  readonly session: string | null;
  readonly challenge: string | null;
  readonly device: string | null;
};

type Request = {
  readonly ip: string;
  readonly headers: { readonly cookie?: string | undefined; readonly "user-agent"?: string | undefined };
};

export function visitorOf({ ip, headers }: Request, cookies: Cookies): Visitor {
  const read = (kind: Parameters<Cookies["nameOf"]>[0]) => readCookie(headers.cookie, cookies.nameOf(kind));
  return {
    ip,
    userAgent: headers["user-agent"],
    session: read("session"),
    challenge: read("challenge"),
    device: read("device"),
  };
}

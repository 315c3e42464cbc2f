import { pino, type Logger } from "pino";

export type Log = Logger;

/** Paths of links that let their holder in; only their kind is written to the log. */
const secretPaths = /\/(s|r|rate|reset|invitations?|setup)\/[^/?]+/g;

/** One JSON line per entry on standard output. Never holds a password, token, cookie or body. */
export function createLog(level: string): Log {
  return pino({
    level,
    redact: ["req.headers", "res.headers", "err.config", "password", "token"],
    serializers: {
      req: (request: { readonly method: string; readonly url: string }) => ({
        method: request.method,
        url: request.url.replace(secretPaths, "/$1/…").split("?")[0],
      }),
    },
  });
}

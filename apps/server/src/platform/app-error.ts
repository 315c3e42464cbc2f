/**
 * The one kind of error a use case throws for an expected failure. The code is
 * for programs and stays for ever; the sentence is plain English for API users,
 * the app and the customer's pages look the code up in their own language.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.detail ?? catalogue[code].detail);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return catalogue[this.code].status;
  }

  get title(): string {
    return catalogue[this.code].title;
  }
}

export type ErrorDetails = {
  /** Says more than the catalogue can, in plain words. */
  readonly detail?: string;
  readonly possible?: readonly string[];
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** For refusals: the reason of the life cycle, which then is the code on the wire. */
  readonly reason?: string;
  /** The number of the ticket that refused, where it is not the one that was asked. */
  readonly ticket?: number;
  /** What happened since, where that is why. */
  readonly since?: { readonly type: string; readonly at: string; readonly actor: string };
  /** When it is worth to ask again: after too many tries, or while the first request is still under way. */
  readonly retryAfterSeconds?: number;
};

const entry = (status: number, title: string, detail: string) => ({ status, title, detail });

/** Every code there is. docs/reference/errors.md is made from this list. */
export const catalogue = {
  "bad-request": entry(
    400,
    "The request does not fit",
    "Some fields are missing or do not fit; see `errors`.",
  ),
  "not-signed-in": entry(
    401,
    "Sign in first",
    "This needs a session or an API key. Send `Authorization: Bearer <key>`.",
  ),
  "wrong-credentials": entry(401, "Not signed in", "The address or the password is not right."),
  "weak-password": entry(
    400,
    "Too easy to guess",
    "This password is among the first that are tried: a common word, a run, a repeat, or your own name or address. Use some words that only you would put together.",
  ),
  "wrong-code": entry(
    401,
    "Not signed in",
    "This code is not right, or was used already. Wait for the next one.",
  ),
  "sign-in-over": entry(401, "Not signed in", "This sign-in has run out. Begin again with your password."),
  forbidden: entry(403, "Not allowed", "Your role does not allow this."),
  "foreign-origin": entry(
    403,
    "Not allowed",
    "This request came from another site, so it was not carried out.",
  ),
  "read-only-key": entry(403, "Not allowed", "This API key may only read."),
  "already-set-up": entry(403, "Already set up", "This desk is set up. Sign in instead."),
  "not-set-up": entry(
    503,
    "Not set up yet",
    "This desk has no owner yet. Open the set-up link that the terminal shows.",
  ),
  "not-found": entry(404, "Not found", "There is nothing here, or it is not yours to see."),
  "not-yet-there": entry(
    404,
    "Not there yet",
    "The ticket did not exist yet at the instant you look back to.",
  ),
  "future-moment": entry(400, "Not come yet", "Nobody can say how things will stand at an instant to come."),
  "method-not-allowed": entry(
    405,
    "Not done this way",
    "There is something here, but not for this method; the header Allow names those there are.",
  ),
  refused: entry(409, "Refused", "The life cycle does not allow this step now."),
  "status-changed": entry(
    409,
    "Somebody was faster",
    "The ticket changed since you looked. Load it again and decide anew.",
  ),
  "newer-message": entry(
    409,
    "A newer message arrived",
    "Somebody wrote to this ticket while you were writing. Read it, then send with `anyway`.",
  ),
  "idempotency-conflict": entry(
    409,
    "Key used already",
    "This Idempotency-Key was used for a different request. Use a new key.",
  ),
  "idempotency-running": entry(
    409,
    "Still running",
    "A request with this Idempotency-Key is still being carried out. Try again in a moment.",
  ),
  conflict: entry(409, "Conflict", "Something with the same name or address exists already."),
  "signing-key-lost": entry(
    503,
    "The signing key is lost",
    "The desk's signing key cannot be opened: its secret is not the one it was sealed with. Restore the database from a backup that holds both.",
  ),
  "in-use": entry(409, "In use", "This is still in use and cannot be removed."),
  "too-large": entry(413, "Too large", "This is larger than Kvit takes."),
  "unknown-token": entry(
    410,
    "Link no longer works",
    "This link was used, replaced or has run out. Ask for a new one.",
  ),
  "too-many-requests": entry(
    429,
    "Slow down",
    "Too many tries. The header Retry-After says when to try again.",
  ),
  "database-down": entry(
    503,
    "Not available now",
    "The database does not answer. Nothing was changed; try again in a moment.",
  ),
  internal: entry(500, "Something went wrong", "This is our mistake, and it has been written down."),
} as const satisfies Record<string, { status: number; title: string; detail: string }>;
export type ErrorCode = keyof typeof catalogue;

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

import type { Problem } from "@kvit/contract/wire";
import { viewAsHeader } from "../store/view-as.ts";

/** A refusal or fault, with the server's problem document when it sent one. `status` 0: no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  /** After too many tries: in how many seconds the next one is looked at. */
  readonly retryAfter: number;
  constructor(status: number, problem: Problem | null, message: string, retryAfter = 60) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export type RequestOptions = {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Makes a repeated request the same request (for one day). */
  readonly idempotencyKey?: string;
  /** Told, beside a good answer, the server's name for what was done (`Kvit-Act`). */
  readonly onAct?: (act: string) => void;
  readonly signal?: AbortSignal;
};

let whenRefused: (() => void) | null = null;
/** Calls `listener` whenever the server no longer knows who asks (401), but when signing in itself is refused. */
export function onSignedOut(listener: () => void): void {
  whenRefused = listener;
}

/**
 * Asks the server. `Answer` is the contract's type for that route: the server
 * checks its answers against the same schema, so the app carries no second check.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: options.method ?? (options.body === undefined ? "GET" : "POST"),
    credentials: "same-origin",
    headers: { ...headersOf(options), ...viewAsHeader(path) },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted === true) throw cause;
    throw new ApiError(0, null, String(cause));
  });
  if (response.status === 401 && !path.startsWith("/api/auth/")) whenRefused?.();
  if (!response.ok) throw await errorOf(response);
  tellAct(response, options);
  if (response.status === 204) return JSON.parse("null");
  const answer: Answer = await response.json();
  return answer;
}

function tellAct({ headers }: Response, { onAct }: RequestOptions): void {
  const act = headers.get("kvit-act");
  if (act !== null) onAct?.(act);
}

function headersOf(options: RequestOptions): Record<string, string> {
  return {
    accept: "application/json",
    ...(options.body === undefined ? {} : { "content-type": "application/json" }),
    ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
  };
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem: Problem | null = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get("retry-after"));
  const words = problem?.detail ?? response.statusText;
  return new ApiError(response.status, problem, words, retryAfter > 0 ? retryAfter : undefined);
}

/** A key that no other request has. `randomUUID` is missing on plain-http addresses other than localhost. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

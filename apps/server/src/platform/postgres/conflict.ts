import { AppError } from "../app-error.ts";

const uniqueViolation = "23505";
const foreignKeyViolation = "23503";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Says in words what a unique index refuses: throws conflict with this sentence. */
export async function refuseDouble<Value>(detail: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === uniqueViolation) throw new AppError("conflict", { detail });
    throw error;
  }
}

/** Says in words that something named in a request does not exist: throws bad-request with this sentence. */
export async function refuseUnknown<Value>(detail: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === foreignKeyViolation) throw new AppError("bad-request", { detail });
    throw error;
  }
}

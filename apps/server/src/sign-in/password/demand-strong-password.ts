import { AppError } from "../../platform/app-error.ts";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { isEasilyGuessed } from "./easily-guessed.ts";
import { readPerson } from "./password.queries.ts";

/** Throws weak-password for one that is easily guessed of this person; `about` is what others know of them. */
export function demandStrongPassword(password: string, about: readonly string[]): void {
  if (isEasilyGuessed(password, about)) throw new AppError("weak-password");
}

/** The same for an agent there is. */
export async function demandStrongPasswordOf(
  db: Db | Tx,
  { accountId, agentId }: { readonly accountId: number; readonly agentId: number },
  password: string,
): Promise<void> {
  const { email, name, deskName } = await readPerson(db, accountId, agentId);
  demandStrongPassword(password, [email, name, deskName]);
}

import { can } from "@kvit/domain/permissions";
import { AppError } from "../../platform/app-error.ts";
import type { Principal } from "../../platform/http/principal.ts";
import type { Tx } from "../../platform/postgres/pool.ts";
import { findTicket, lockTicket } from "../tickets.queries.ts";
import type { StoredTicket } from "../stored-ticket.ts";

/**
 * Holds several tickets in the order of their keys, so that two acts on the
 * same tickets wait for each other and never block each other.
 */
export async function holdTickets(
  tx: Tx,
  accountId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StoredTicket>> {
  const held = new Map<number, StoredTicket>();
  for (const id of [...new Set(ids)].toSorted((one, other) => one - other)) {
    const stored = await lockTicket(tx, accountId, { id });
    if (stored !== null) held.set(id, stored);
  }
  return held;
}

export type Pair = { readonly one: StoredTicket; readonly other: StoredTicket };

type Asked = {
  readonly caller: Principal;
  readonly number: number;
  /** The number of the other ticket, and the field of the request that names it. */
  readonly other: number;
  readonly field: string;
};

/** The ticket of the request and the one it names. What the caller may not read is no ticket. Throws not-found, bad-request. */
export async function holdPair(tx: Tx, { caller, number, other, field }: Asked): Promise<Pair> {
  const { accountId } = caller;
  const one = await readable(tx, caller, number);
  if (one === null) throw new AppError("not-found");
  const second = await readable(tx, caller, other);
  if (second === null) {
    const message = `There is no ticket ${other}.`;
    throw new AppError("bad-request", { detail: message, errors: [{ path: field, message }] });
  }
  const held = await holdTickets(tx, accountId, [one, second]);
  const [first, last] = [held.get(one), held.get(second)];
  if (first === undefined || last === undefined) throw new AppError("not-found");
  return { one: first, other: last };
}

async function readable(tx: Tx, { accountId, agent }: Principal, number: number): Promise<number | null> {
  const stored = await findTicket(tx, accountId, { number });
  if (stored === null) return null;
  const { id, departmentId, assigneeId } = stored.ticket;
  return can(agent, "ticket.read", { departmentId, assigneeId }).ok ? id : null;
}

/** Runs what concerns the ticket that is not the one of the request; a refusal says which ticket refused. */
export async function onTheOther<Done>(other: StoredTicket, change: () => Promise<Done>): Promise<Done> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof AppError) || error.details.ticket !== undefined) throw error;
    const { number } = other.ticket;
    throw new AppError(error.code, {
      ...error.details,
      detail: `#${number}: ${error.message}`,
      ticket: number,
    });
  }
}

import { plainCalendar, type WorkingCalendar } from "@kvit/domain/calendars";
import { shippedLifecycle, type Lifecycle } from "@kvit/domain/lifecycle";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { statement } from "../platform/postgres/statement.ts";
import { trusted } from "../platform/postgres/trusted-json.ts";

/** What holds at this desk now: the life cycle with its version, and the working hours of each department. */
export type Terms = {
  readonly version: number;
  readonly lifecycle: Lifecycle;
  readonly calendars: ReadonlyMap<number, WorkingCalendar>;
  /** That of the desk's own zone, for departments that are gone. */
  readonly calendar: WorkingCalendar;
};

type Stamp = {
  readonly desk: string;
  readonly version: number;
  readonly calendars: number;
};

const current = new Map<string, Stamp & { readonly terms: Terms }>();
const versions = new Map<string, Lifecycle>();

/**
 * The terms of an account, as this transaction sees them: a process asks for
 * their versions each time and reads the rest only when one has changed.
 */
export async function readTerms(db: Db | Tx, accountId: number): Promise<Terms> {
  const stamp = await readStamp(db, accountId);
  const key = `${stamp.desk} ${accountId}`;
  const known = current.get(key);
  if (known?.version === stamp.version && known.calendars === stamp.calendars) return known.terms;
  const lifecycle = await lifecycleAt(db, accountId, stamp);
  const terms = { version: stamp.version, lifecycle, ...(await readCalendars(db, accountId)) };
  current.set(key, { ...stamp, terms });
  return terms;
}

/** The life cycle of an earlier version. They never change, so each is read once. */
export async function readLifecycle(db: Db | Tx, accountId: number, version: number): Promise<Lifecycle> {
  const { desk } = await readStamp(db, accountId);
  return lifecycleAt(db, accountId, { desk, version });
}

/** One process may serve several databases, as the tests do: the name tells them apart. */
async function readStamp(db: Db | Tx, accountId: number): Promise<Stamp> {
  const found = await statement<Stamp>`
    select current_database() as desk, lifecycle_version as version, calendar_version as calendars
    from account where id = ${accountId}`.execute(db);
  const [stamp] = found.rows;
  if (stamp === undefined) throw new Error(`There is no account ${accountId}.`);
  return stamp;
}

async function lifecycleAt(
  db: Db | Tx,
  accountId: number,
  { desk, version }: Pick<Stamp, "desk" | "version">,
): Promise<Lifecycle> {
  if (version === 0) return shippedLifecycle;
  const key = `${desk} ${accountId} ${version}`;
  const known = versions.get(key);
  if (known !== undefined) return known;
  const row = await db
    .selectFrom("lifecycle")
    .select("definition")
    .where("account_id", "=", accountId)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  const lifecycle = { ...shippedLifecycle, ...trusted<Partial<Lifecycle>>(row.definition) };
  versions.set(key, lifecycle);
  return lifecycle;
}

async function readCalendars(db: Db | Tx, accountId: number): Promise<Pick<Terms, "calendars" | "calendar">> {
  const desk = await db
    .selectFrom("account")
    .select("time_zone")
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("department")
    .select(["id", "time_zone", "week", "holidays"])
    .where("account_id", "=", accountId)
    .execute();
  const calendars = rows.map(({ id, time_zone: timeZone, week, holidays }): [number, WorkingCalendar] => {
    const plain = plainCalendar(timeZone);
    const hours = week === null ? plain.week : trusted<WorkingCalendar["week"]>(week);
    return [id, { timeZone, week: hours, holidays }];
  });
  return { calendars: new Map(calendars), calendar: plainCalendar(desk.time_zone) };
}

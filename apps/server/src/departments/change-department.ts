import type { ChangeDepartment, DepartmentDetail, PatchDepartment } from "@kvit/contract/people";
import { calendarFault } from "@kvit/domain/calendars";
import type { JsonObject } from "@kvit/domain/kernel";
import { renewCalendars } from "../lifecycle/calendar-version.queries.ts";
import { AppError } from "../platform/app-error.ts";
import type { Clock } from "../platform/clock.ts";
import type { Principal } from "../platform/http/principal.ts";
import { refuseDouble, refuseUnknown } from "../platform/postgres/conflict.ts";
import type { Db, Tx } from "../platform/postgres/pool.ts";
import { recordChange } from "../settings/index.ts";
import type { Principals } from "../sign-in/index.ts";
import {
  insertDepartment,
  lockDepartment,
  readDepartment,
  readUse,
  retireDepartmentRow,
  selectDepartments,
  updateDepartment,
  writeHours,
  type DepartmentRow,
  type MemberRow,
} from "./departments.queries.ts";
import { hoursOf, inOrder, unfitHours } from "./hours.ts";
import { replaceMembers } from "./memberships.queries.ts";

export type DepartmentsDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly principals: Principals;
};

export async function listDepartments(
  { db }: DepartmentsDeps,
  caller: Principal,
): Promise<DepartmentDetail[]> {
  return (await selectDepartments(db, caller.accountId)).map(viewOf);
}

/** Throws not-found. */
export async function showDepartment(
  { db }: Pick<DepartmentsDeps, "db">,
  caller: Principal,
  id: number,
): Promise<DepartmentDetail> {
  const row = await readDepartment(db, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return viewOf(row);
}

const taken = "There is a department of this name already.";

/** `last` is done in the same transaction. Throws conflict when there is one of this name. */
export async function createDepartment<Result>(
  { db, clock }: DepartmentsDeps,
  caller: Principal,
  { name, language, timeZone }: ChangeDepartment,
  last: (tx: Tx, view: DepartmentDetail) => Promise<Result>,
): Promise<Result> {
  const fields = { name, language: language ?? "en", timeZone: timeZone ?? "UTC" };
  return refuseDouble(taken, async () =>
    db.transaction().execute(async (tx) => {
      const id = await insertDepartment(tx, caller.accountId, fields);
      await renewCalendars(tx, caller.accountId);
      const after = await mustRead(tx, caller, id);
      await recordChange(tx, caller, clock.now(), {
        subject: `department:${id}`,
        action: "created",
        before: null,
        after: fields,
      });
      return last(tx, viewOf(after));
    }),
  );
}

/** Throws not-found, conflict. */
export async function changeDepartment(
  deps: DepartmentsDeps,
  caller: Principal,
  id: number,
  patch: PatchDepartment,
): Promise<DepartmentDetail> {
  return refuseDouble(taken, async () =>
    change(deps, caller, { id, action: "changed" }, async (tx, before) => {
      await updateDepartment(tx, caller.accountId, id, {
        name: patch.name ?? before.name,
        language: patch.language ?? before.language,
        timeZone: patch.timeZone ?? before.time_zone,
      });
      await changeHours(tx, caller, before, patch);
    }),
  );
}

/** Working hours are counted with from memory by whoever asks; the new number makes them read again. */
async function changeHours(tx: Tx, caller: Principal, before: DepartmentRow, patch: PatchDepartment) {
  const { week, holidays, timeZone = before.time_zone } = patch;
  if (week !== undefined || holidays !== undefined) {
    const held = hoursOf(before.week, before.holidays);
    const hours = { week: week ?? held.week, holidays: inOrder(holidays ?? held.holidays) };
    const fault = calendarFault({ ...hours, timeZone });
    if (fault !== null) throw unfitHours(fault);
    await writeHours(tx, caller.accountId, before.id, hours);
  } else if (timeZone === before.time_zone) return;
  await renewCalendars(tx, caller.accountId);
}

/** Makes these the members, leads and deputies. Throws not-found, bad-request for an unknown agent. */
export async function setMembers(
  deps: DepartmentsDeps,
  caller: Principal,
  id: number,
  members: readonly MemberRow[],
): Promise<DepartmentDetail> {
  demandOnce(members.map((member) => member.agentId));
  let affected: readonly number[] = [];
  const view = await refuseUnknown("One of these agents does not exist.", async () =>
    change(deps, caller, { id, action: "changed" }, async (tx, before) => {
      affected = [...before.members, ...members].map((member) => member.agentId);
      await replaceMembers(tx, caller.accountId, id, members);
    }),
  );
  for (const agentId of new Set(affected)) deps.principals.changed({ accountId: caller.accountId, agentId });
  return view;
}

function demandOnce(ids: readonly number[]): void {
  if (new Set(ids).size < ids.length)
    throw new AppError("bad-request", { detail: "Somebody is named twice." });
}

/** Takes a department out of use; its history stays. Throws not-found, in-use. */
export async function retireDepartment(deps: DepartmentsDeps, caller: Principal, id: number): Promise<void> {
  const { members } = await change(deps, caller, { id, action: "retired" }, async (tx, before) => {
    if (before.retired_at !== null) return;
    const use = await readUse(tx, caller.accountId, id);
    if (use.others === 0) throw new AppError("in-use", { detail: "A desk needs at least one department." });
    if (use.tickets > 0)
      throw new AppError("in-use", {
        detail: `It still has ${use.tickets} tickets at work. Transfer them first.`,
      });
    if (use.mailboxes > 0)
      throw new AppError("in-use", {
        detail: "A mailbox still leads here. Give it another department first.",
      });
    await retireDepartmentRow(tx, caller.accountId, id, deps.clock.now());
  });
  for (const { agentId } of members) deps.principals.changed({ accountId: caller.accountId, agentId });
}

async function change(
  { db, clock }: DepartmentsDeps,
  caller: Principal,
  { id, action }: { id: number; action: string },
  work: (tx: Tx, before: DepartmentRow) => Promise<void>,
): Promise<DepartmentDetail> {
  return db.transaction().execute(async (tx) => {
    if (!(await lockDepartment(tx, caller.accountId, id))) throw new AppError("not-found");
    const before = await mustRead(tx, caller, id);
    await work(tx, before);
    const after = await mustRead(tx, caller, id);
    await recordChange(tx, caller, clock.now(), {
      subject: `department:${id}`,
      action,
      before: recordOf(before),
      after: recordOf(after),
    });
    return viewOf(after);
  });
}

async function mustRead(tx: Tx, caller: Principal, id: number): Promise<DepartmentRow> {
  const row = await readDepartment(tx, caller.accountId, id);
  if (row === null) throw new AppError("not-found");
  return row;
}

function viewOf(row: DepartmentRow): DepartmentDetail {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    ...hoursOf(row.week, row.holidays),
    retired: row.retired_at !== null,
    members: row.members.map((member) => ({ ...member })),
  };
}

function recordOf(row: DepartmentRow): JsonObject {
  const { id: _, ...view } = viewOf(row);
  return view;
}

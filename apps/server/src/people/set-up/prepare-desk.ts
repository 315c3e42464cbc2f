import { currentZoneName } from "@kvit/domain/kernel";
import { pickLanguage, type Language } from "@kvit/i18n/language";
import { insertDepartment, selectDepartments, updateDepartment } from "../../departments/index.ts";
import { insertMailbox, selectMailboxes, updateMailbox } from "../../mailboxes/index.ts";
import type { Db, Tx } from "../../platform/postgres/pool.ts";
import { insertAccount, type DeskFields } from "./desk.queries.ts";

/** The first department and mailbox are called this, in the desk's language. */
const firstName: Readonly<Record<Language, string>> = {
  en: "Support",
  sl: "Podpora",
  nb: "Kundeservice",
  pl: "Wsparcie",
  it: "Assistenza",
  cs: "Podpora",
};

const firstNameIn = (language: string): string => firstName[pickLanguage([language])];

/**
 * What a desk needs before the first mail: the account, one department, and
 * one mailbox that takes mail to every address. Does nothing when they exist.
 */
export async function prepareDesk(
  db: Db,
  { accountId = 1, ...given }: DeskFields & { readonly accountId?: number },
): Promise<void> {
  // The zone is the machine's, by whatever name it goes there.
  const fields = { ...given, timeZone: currentZoneName(given.timeZone) };
  await db.transaction().execute(async (tx) => {
    if (!(await insertAccount(tx, accountId, fields))) return;
    const { language, timeZone } = fields;
    const name = firstNameIn(language);
    const departmentId = await insertDepartment(tx, accountId, { name, language, timeZone });
    await insertMailbox(tx, accountId, {
      name,
      address: null,
      departmentId,
      language,
      signature: "",
      plusAddressing: true,
    });
  });
}

/** Puts the first department and mailbox into the language chosen at set-up, unless somebody has changed them. */
export async function translateFirsts(
  tx: Tx,
  accountId: number,
  { before, after }: { readonly before: string; readonly after: DeskFields },
): Promise<void> {
  const [old, name] = [firstNameIn(before), firstNameIn(after.language)];
  const { language, timeZone } = after;
  for (const department of await selectDepartments(tx, accountId))
    if (department.name === old)
      await updateDepartment(tx, accountId, department.id, { name, language, timeZone });
  for (const { id, ...mailbox } of await selectMailboxes(tx, accountId))
    if (mailbox.name === old) await updateMailbox(tx, accountId, id, { ...mailbox, name, language });
}

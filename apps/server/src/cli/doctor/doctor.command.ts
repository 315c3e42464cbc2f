import type { Config } from "../../config.ts";
import type { OpenDatabase } from "../../platform/postgres/open-database.ts";
import { StartupError } from "../../platform/startup-error.ts";
import { many } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import { hasDesk, withDatabase, type House } from "../house.ts";
import { checkDatabase, checkFiles, checkMailboxes } from "./check-desk.ts";
import { checkDataFolder, checkDisk, checkNode } from "./check-machine.ts";
import { checkPorts } from "./check-ports.ts";
import { checkRelay } from "./check-relay.ts";
import { fine, trouble, type Check, type DatabaseCheck, type Diagnosis } from "./check.ts";

const checks: readonly Check[] = [checkNode, checkDataFolder, checkDisk, checkPorts, checkRelay];
const databaseChecks: readonly DatabaseCheck[] = [checkDatabase, checkMailboxes, checkFiles];

/** `kvit doctor`: looks at everything Kvit stands on, changes nothing, and says what to do. */
export async function runDoctor(house: House): Promise<void> {
  const config = readConfig(house);
  if (config === null) return house.endWith(exitCode.wrong);
  const found: Diagnosis[] = [];
  const report = (diagnosis: Diagnosis): void => {
    found.push(diagnosis);
    for (const line of linesOf(diagnosis)) house.terminal.answer(line);
  };
  for (const check of checks) (await check(config)).forEach(report);
  await lookAtDatabase(house, config, report);
  const problems = found.filter(({ ok }) => !ok).length;
  house.terminal.say(problems === 0 ? "All is well." : `${many(problems, "problem")}.`);
  if (problems > 0) house.endWith(exitCode.wrong);
}

function readConfig({ readConfig: read, terminal }: House): Config | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    for (const line of linesOf(trouble(error.message, "See docs/reference/config.md.")))
      terminal.answer(line);
    return null;
  }
}

/** Without a database the questions to it are left out: the reason stands above them. */
async function lookAtDatabase(
  house: House,
  config: Config,
  report: (diagnosis: Diagnosis) => void,
): Promise<void> {
  if (config.databaseUrl === null && !hasDesk(config)) {
    report(fine("No database yet: it is made at the first start"));
    return;
  }
  const examine = async (database: OpenDatabase): Promise<void> => {
    for (const check of databaseChecks) {
      const found = await check(database, config);
      found.forEach(report);
      // An older database does not have what the other checks ask for.
      if (check === checkDatabase && found.some(({ ok }) => !ok)) return;
    }
  };
  try {
    await withDatabase(house, { config, need: "as-it-is" }, examine);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    report(trouble(error.message, "The desk cannot work without its database."));
  }
}

function linesOf(diagnosis: Diagnosis): string[] {
  if (diagnosis.ok) return [`ok       ${diagnosis.what}`];
  return [`problem  ${diagnosis.what}`, `         → ${diagnosis.advice}`];
}

import { Command, CommanderError } from "commander";
import { isAppError } from "../platform/app-error.ts";
import { StartupError } from "../platform/startup-error.ts";
import { mountApiKey } from "./api-key.command.ts";
import { mountDemo } from "./demo.command.ts";
import { mountDoctor } from "./doctor/doctor.command.ts";
import { exitCode, exitCodeHelp } from "./exit-code.ts";
import type { House } from "./house.ts";
import { mountMail } from "./mail.command.ts";
import { mountMigrate } from "./migrate.command.ts";
import { mountStart } from "./start.command.ts";
import { mountVerify } from "./verify.command.ts";

/** In the order of the help. */
const mounts = [mountStart, mountMigrate, mountMail, mountVerify, mountDoctor, mountApiKey, mountDemo];

/** Runs one command of `kvit` and answers how the process is to end. Nothing is thrown. */
export async function runCommandLine(
  args: readonly string[],
  given: Omit<House, "endWith">,
): Promise<number> {
  let code: number = exitCode.done;
  const house: House = { ...given, endWith: (end) => (code = end) };
  const program = new Command("kvit")
    .description("Kvit, the help desk: the server and its tools")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => given.terminal.answer(text.trimEnd()),
      writeErr: (text) => given.terminal.say(text.trimEnd()),
    })
    .showHelpAfterError("(kvit help <command> tells more)")
    .addHelpText("after", exitCodeHelp);
  for (const mount of mounts) mount(program, house);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return codeOf(error, args, given);
  }
}

/** Expected failures are one sentence; what nobody expected is shown whole. */
function codeOf(error: unknown, args: readonly string[], { terminal }: Pick<House, "terminal">): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
  if (error instanceof StartupError || isAppError(error)) terminal.say(error.message);
  else if (!(error instanceof CommanderError))
    terminal.say(error instanceof Error ? String(error.stack) : String(error));
  // Whatever the administrator got wrong, no mail shall bounce because of it.
  return args[0] === "mail" ? exitCode.tryLater : exitCode.impossible;
}

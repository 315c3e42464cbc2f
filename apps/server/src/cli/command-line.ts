import { Command, CommanderError, Option } from "commander";
import { isAppError } from "../platform/app-error.ts";
import { StartupError } from "../platform/startup-error.ts";
import { ticketNumber, wholeNumber } from "./arguments.ts";
import { exitCode, exitCodeHelp, mailExitCodeHelp } from "./exit-code.ts";
import type { House } from "./house.ts";

/** Runs one command of `kvit` and answers how the process is to end. Nothing is thrown. */
export async function runCommandLine(
  args: readonly string[],
  given: Omit<House, "endWith">,
): Promise<number> {
  let code: number = exitCode.done;
  const program = new Command("kvit")
    .description("Kvit, the help desk: the server and its tools")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => given.terminal.answer(text.trimEnd()),
      writeErr: (text) => given.terminal.say(text.trimEnd()),
    })
    .showHelpAfterError("(kvit help <command> tells more)")
    .addHelpText("after", exitCodeHelp);
  mountServing(program, { ...given, endWith: (end) => (code = end) });
  mountTools(program, { ...given, endWith: (end) => (code = end) });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return codeOf(error, args, given);
  }
}

/**
 * Each command is loaded when it is called: a mail server that starts us for
 * every mail shall not wait for what measures or verifies.
 */
function mountServing(program: Command, house: House): void {
  program
    .command("start")
    .description("start the server")
    .action(async () => void (await import("../main.ts")));
  program
    .command("migrate")
    .description("bring the database up to date")
    .action(async () => (await import("./migrate.command.ts")).runMigrate(house));
  program
    .command("mail")
    .description("mail by hand")
    .command("deliver")
    .description("take one mail from standard input")
    .option("--to <address...>", "the envelope's recipients; else the mail's own headers are asked", [])
    .option("--from <address>", "the envelope's sender")
    .addHelpText("after", mailExitCodeHelp)
    .action(async (options) => (await import("./mail.command.ts")).runMailDeliver(house, options));
}

function mountTools(program: Command, house: House): void {
  program
    .command("verify")
    .description("prove the history of every ticket against all that is stored")
    .option("--ticket <number>", "only this ticket", ticketNumber)
    .option("--json", "answer one JSON value, for programs")
    .action(async (options) => (await import("./verify.command.ts")).runVerify(house, options));
  program
    .command("doctor")
    .description("look at everything Kvit stands on and say what is wrong")
    .action(async () => (await import("./doctor/doctor.command.ts")).runDoctor(house));
  program
    .command("api-key")
    .description("keys by which programs use the API")
    .command("create")
    .description("make a key that acts as an agent, and print it")
    .requiredOption("--name <name>", "what the key is for")
    .requiredOption("--as <email>", "the agent it acts as")
    .addOption(new Option("--scope <scope>", "what it may do").choices(["read", "write"]).default("write"))
    .action(async (options) => (await import("./api-key.command.ts")).runApiKeyCreate(house, options));
  program
    .command("demo")
    .description("fill the desk with made-up customers and tickets in six languages")
    .requiredOption("--tickets <count>", "how many tickets", wholeNumber)
    .option("--seed <text>", "the same seed gives the same work", "kvit")
    .action(async (options) => (await import("./demo.command.ts")).runDemo(house, options));
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

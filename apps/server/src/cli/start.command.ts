import type { Command } from "commander";

/** `kvit start`: the server, as `npm start` runs it. It says itself what keeps it from starting. */
export function mountStart(program: Command): void {
  program
    .command("start")
    .description("start the server")
    .action(async () => {
      await import("../main.ts");
    });
}

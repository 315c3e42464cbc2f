import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs a client in a process of its own, so that its work is not the server's; answers the JSON it prints. */
export async function runClient<Answer>(name: string, task: object): Promise<Answer> {
  const file = fileURLToPath(new URL(`clients/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`The client ${name} ended with ${code}.`);
  return JSON.parse(text) as Answer;
}

export function taskOf<Task>(): Task {
  return JSON.parse(process.argv[2] ?? "{}") as Task;
}

/** Ends a process we started and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

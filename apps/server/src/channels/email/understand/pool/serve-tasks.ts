import { parentPort } from "node:worker_threads";
import type { UnderstandOutcome } from "../parsed-mail.ts";
import { understandHeaders, understandMail } from "../understand-mail.ts";
import type { Answer, Task } from "./protocol.ts";

type UnderstandMail = typeof understandMail;

/** Answers the tasks that come to this worker thread, one after the other. */
export function serveTasks(understand: UnderstandMail = understandMail): void {
  const port = parentPort;
  if (port === null) throw new Error("Tasks are served in a worker thread only.");
  const serve = async (task: Task): Promise<void> => {
    const done = await answer(task, understand);
    port.postMessage(done, movable(done));
  };
  port.on("message", (task: Task) => void serve(task));
  port.postMessage({ kind: "ready" } satisfies Answer);
}

async function answer(task: Task, understand: UnderstandMail): Promise<Answer> {
  try {
    if (task.kind === "headers") {
      return { kind: "headers", headers: understandHeaders(task.raw, task.options) };
    }
    return { kind: "mail", outcome: await understand(task.raw, task.options) };
  } catch (error) {
    return { kind: "error", detail: error instanceof Error ? error.message.slice(0, 300) : "unknown" };
  }
}

/** The bytes of the attachments, so that they change hands without being copied. */
function movable(done: Answer): ArrayBuffer[] {
  return done.kind === "mail" ? [...new Set(buffersOf(done.outcome))] : [];
}

function buffersOf(outcome: UnderstandOutcome): ArrayBuffer[] {
  return outcome.ok ? outcome.mail.attachments.map(({ content }) => content.buffer) : [];
}

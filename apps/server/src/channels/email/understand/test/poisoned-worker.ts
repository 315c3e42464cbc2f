import { serveTasks } from "../pool/serve-tasks.ts";
import { understandMail } from "../understand-mail.ts";

/** A worker whose parser has faults: mails with an `X-Poison` header throw, block, or eat memory in it. */
serveTasks(async (raw, options) => {
  const poison = /^X-Poison: (\w+)/m.exec(Buffer.from(raw).toString("latin1"))?.[1];
  if (poison === "throw") throw new Error("poisoned");
  if (poison === "exit") process.exit(3);
  if (poison === "block") for (;;) if (Date.now() < 0) break;
  if (poison === "memory") {
    let eaten: readonly number[] = [1];
    for (;;) eaten = eaten.concat(eaten);
  }
  return understandMail(raw, options);
});

import { describe, expect, it } from "vitest";
import { createOrderKeeper } from "./order-keeper.ts";

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

describe("the order of mails being processed", () => {
  it("keeps tasks with a common key in line and lets others pass", async () => {
    const keeper = createOrderKeeper(4);
    const log: string[] = [];
    const first = gate();
    void keeper.add(["ann"], async () => {
      await first.opened;
      log.push("ann 1");
    });
    void keeper.add(["ann", "thread"], async () => void log.push("ann 2"));
    void keeper.add(["thread"], async () => void log.push("thread"));
    void keeper.add(["bob"], async () => void log.push("bob"));
    await keeper.below(4);
    expect(log).toEqual(["bob"]);
    first.open();
    await keeper.below(1);
    expect(log).toEqual(["bob", "ann 1", "ann 2", "thread"]);
  });

  it("never runs more than its width at once", async () => {
    const keeper = createOrderKeeper(2);
    let now = 0;
    let most = 0;
    for (let task = 0; task < 9; task += 1) {
      void keeper.add([String(task)], async () => {
        now += 1;
        most = Math.max(most, now);
        await Promise.resolve();
        now -= 1;
      });
    }
    await keeper.below(1);
    expect(most).toBe(2);
    expect(keeper.load()).toBe(0);
  });
});

import { expect, it } from "vitest";
import { recently } from "./recently.ts";

it("reads once for all who ask at the same time, and anew when asked to", async () => {
  let reads = 0;
  const value = recently(60_000, async () => {
    reads += 1;
    return reads;
  });
  expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual([1, 1, 1]);
  expect(await value.fresh()).toBe(2);
  expect(await value.get()).toBe(2);
  value.forget();
  expect(await value.get()).toBe(3);
});

it("does not remember a failure", async () => {
  let away = true;
  const value = recently(60_000, async () => {
    if (away) throw new Error("away");
    return "there";
  });
  await expect(value.get()).rejects.toThrow("away");
  away = false;
  expect(await value.get()).toBe("there");
});

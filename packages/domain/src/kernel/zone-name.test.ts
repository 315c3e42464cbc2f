import { expect, it } from "vitest";
import { currentZoneName } from "./zone-name.ts";

it("a zone has the name of today, and it is the same zone", () => {
  expect(currentZoneName("Asia/Calcutta")).toBe("Asia/Kolkata");
  expect(currentZoneName("Europe/Ljubljana")).toBe("Europe/Ljubljana");
  const resolved = (timeZone: string) =>
    new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  for (const name of Intl.supportedValuesOf("timeZone"))
    expect(resolved(currentZoneName(name))).toBe(resolved(name));
});

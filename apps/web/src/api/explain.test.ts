import { afterEach, expect, it, vi } from "vitest";
import { denialReasons } from "@kvit/domain/permissions";
import { catalogueFor } from "@kvit/i18n/catalogue";
import { refusalKey, waitAfter } from "./explain.ts";
import { request } from "./request.ts";

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["40", "in 40 seconds"],
  ["840", "in 14 minutes"],
  ["", "in 1 minute"],
])("a refusal with Retry-After %j is told as %s", async (header, told) => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 429, headers: { "retry-after": header } }));
  const refused: unknown = await request("/api/auth/sign-in").catch((error: unknown) => error);
  expect(waitAfter(refused)).toBe(told);
});

it("every reason of a missing right has its sentence, and a foreign ticket's says how to get it", () => {
  for (const reason of denialReasons)
    expect(catalogueFor("en", ["refusals"])).toHaveProperty([refusalKey(reason)]);
  expect(refusalKey("not-yours")).toBe("refusal.own-only");
  expect(refusalKey("already-so")).toBe("refusal.already-so");
});

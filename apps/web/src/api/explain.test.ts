import { afterEach, expect, it, vi } from "vitest";
import { waitAfter } from "./explain.ts";
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

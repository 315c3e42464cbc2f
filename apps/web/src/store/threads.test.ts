import { afterEach, expect, it, vi } from "vitest";
import { loadThread, prefetchThread, retryFailedThreads } from "./threads.ts";

afterEach(() => vi.unstubAllGlobals());

/** What was asked of a server that answers with `status`, or of none at all (0). */
function serverThatAnswers(status: number): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    if (status === 0) throw new TypeError("no network");
    return new Response("{}", { status });
  });
  return asked;
}

it.each([
  ["no network, is asked for again once the way is free", 0, ["/api/app/tickets/7"]],
  ["a fault of the server, is asked for again once the way is free", 500, ["/api/app/tickets/7"]],
  ["a refusal, stays refused", 404, []],
])("a conversation that could not be loaded for %s", async (_, status, expected) => {
  serverThatAnswers(status);
  await loadThread(7);
  const asked = serverThatAnswers(500);
  prefetchThread(7);
  expect(asked, "without a reason it is not asked for again").toEqual([]);
  retryFailedThreads();
  await Promise.resolve();
  prefetchThread(7);
  expect(asked).toEqual(expected);
  await loadThread(7);
});

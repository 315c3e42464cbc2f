import { formatInstant } from "@kvit/domain/kernel";
import { describe, expect, it } from "vitest";
import { patience, tripState, type Trip } from "./trip-state.ts";

const asked = Date.UTC(2026, 10, 22, 12) * 1000;
const trip: Trip = { mailId: "test.1@desk.test", askedAt: asked };
const second = 1_000_000;
const leaving = (state: string, more: { lastError?: string; sentAt?: number } = {}) => ({
  state,
  lastError: more.lastError ?? null,
  sentAt: more.sentAt ?? null,
});

describe("D2: where a test mail is", () => {
  it("is nowhere before the first one, and after one that was called off", () => {
    expect(tripState(null, null, asked)).toMatchObject({ state: "none", askedAt: null });
    expect(tripState(trip, null, asked).state).toBe("none");
    expect(tripState(trip, leaving("cancelled"), asked).state).toBe("none");
  });

  it("is being sent until a server has taken it", () => {
    expect(tripState(trip, leaving("queued"), asked)).toMatchObject({
      state: "sending",
      askedAt: formatInstant(asked),
    });
    expect(tripState(trip, leaving("sending"), asked).state).toBe("sending");
  });

  it("is refused with the server's words, whether for good or for now", () => {
    const words = "550 5.7.1 no relaying";
    expect(tripState(trip, leaving("failed", { lastError: words }), asked)).toMatchObject({
      state: "refused",
      technical: words,
    });
    expect(tripState(trip, leaving("queued", { lastError: words }), asked).state).toBe("refused");
    expect(
      tripState({ ...trip, returned: "5.1.1" }, leaving("sent", { sentAt: asked }), asked),
    ).toMatchObject({ state: "refused", technical: "5.1.1" });
  });

  it("is awaited for two minutes after it left, then missed, and welcome whenever it comes", () => {
    const left = leaving("sent", { sentAt: asked + second });
    expect(tripState(trip, left, asked + patience).state).toBe("waiting");
    expect(tripState(trip, left, asked + second + patience).state).toBe("missing");
    const back = { ...trip, backAt: asked + patience + 60 * second, backIn: 1 };
    expect(tripState(back, left, asked + 10 * patience)).toMatchObject({ state: "back", seconds: 180 });
  });

  it("counts what comes back at once as a second", () => {
    expect(tripState({ ...trip, backAt: asked + 1000, backIn: 1 }, null, asked).seconds).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { takenBack } from "./taken-back.ts";

const event = (seq: number, type: string, seqs?: readonly number[]) => ({
  seq,
  type,
  data: seqs === undefined ? {} : { seqs },
});
const replied = [event(1, "ticket.created"), event(2, "sla.met"), event(3, "ticket.answered")];
const undone = [...replied, event(4, "undone", [2, 3])];
const redone = [...undone, event(5, "undone", [4])];

describe("the events that count no longer", () => {
  it("are none where nothing was undone", () => {
    expect([...takenBack(replied)]).toEqual([]);
  });

  it("are all of the act: the reply, and that it was in time", () => {
    expect([...takenBack(undone)]).toEqual([2, 3]);
  });

  it("are the undo alone once it was undone itself, and the act again after a third", () => {
    expect([...takenBack(redone)]).toEqual([4]);
    expect(takenBack([...redone, event(6, "undone", [5])])).toEqual(new Set([2, 3, 5]));
  });

  it("are found in what other versions wrote, whatever it says", () => {
    expect([...takenBack([{ ...event(1, "undone"), data: { seqs: [1, "x", null] } }])]).toEqual([1]);
  });
});

import { afterFrame } from "../../store/after-frame.ts";
import { getThread } from "../../store/threads.ts";
import { timelineFilter } from "../peek.ts";

/** Brings the line of an event into sight; the event of a message is shown as that message. */
export async function showLine(number: number, seq: number): Promise<void> {
  timelineFilter.set("all");
  await afterFrame();
  const event = getThread(number)?.events.find((each) => each.seq === seq);
  const places = [`e${seq}`, `m${String(event?.data["messageId"])}`];
  const lines = places.map((place) => document.querySelector<HTMLElement>(`[data-anchor="${place}"]`));
  const line = lines.find((each) => each !== null) ?? null;
  if (line === null) return;
  line.dataset["target"] = "yes";
  line.scrollIntoView({ block: "center" });
  line.focus({ preventScroll: true });
}

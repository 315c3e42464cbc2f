import { cleanJson, type Instant, type JsonObject } from "../../kernel/index.ts";
import { differences } from "./changes.ts";
import type { Answer } from "../command.ts";
import type { DraftEvent, EventType } from "../event.ts";
import type { TicketFields } from "../ticket.ts";

/**
 * A decision being written down: the drafts so far, and the fields as they
 * stand after them, so that each draft's `from` is what the one before left.
 */
export class Story {
  readonly now: Instant;
  #fields: TicketFields;
  readonly #events: DraftEvent[] = [];

  constructor(fields: TicketFields, now: Instant) {
    this.#fields = fields;
    this.now = now;
  }

  get fields(): TicketFields {
    return this.#fields;
  }

  /** Something happened, whether or not a field changed by it. */
  record(type: EventType, patch: Partial<TicketFields> = {}, data: JsonObject = {}): void {
    this.#events.push({ type, changes: differences(this.#fields, patch), data: cleanJson(data) });
    this.#fields = { ...this.#fields, ...patch };
  }

  /** Sets fields; nothing happened when they already had these values. */
  change(type: EventType, patch: Partial<TicketFields>, data: JsonObject = {}): void {
    if (Object.keys(differences(this.#fields, patch)).length > 0) this.record(type, patch, data);
  }

  get events(): readonly DraftEvent[] {
    return this.#events;
  }

  told(): Answer {
    return { ok: true, value: this.#events };
  }
}

import { equal } from "../../kernel/index.ts";
import { isTicketField } from "./blank-fields.ts";
import type { Change, Changes } from "../event.ts";
import type { TicketFields } from "../ticket.ts";

type Patch = { -readonly [Field in keyof TicketFields]?: TicketFields[Field] };

/** What of `patch` differs from `fields`. */
export function differences(fields: TicketFields, patch: Partial<TicketFields>): Changes {
  const after: TicketFields = { ...fields, ...patch };
  const changes: Changes = {};
  for (const field of Object.keys(patch).filter(isTicketField)) {
    const change = { from: fields[field], to: after[field] };
    if (!equal(change.from, change.to)) Object.assign(changes, { [field]: change });
  }
  return changes;
}

/** The values an event sets; names that are no field are passed over. */
export function targets(changes: Changes): Partial<TicketFields> {
  const patch: Patch = {};
  const put = <Field extends keyof TicketFields>(field: Field, change: Change<TicketFields[Field]>) => {
    patch[field] = change.to;
  };
  for (const [field, change] of Object.entries(changes)) {
    if (isTicketField(field)) put(field, change);
  }
  return patch;
}

/** The one change that takes several, made one after the other, back. What they left as it was is not in it. */
export function inverseOf(steps: readonly { readonly changes: Changes }[]): Changes {
  const inverse: Changes = {};
  for (const { changes } of steps) {
    for (const [field, { from, to }] of Object.entries(changes)) {
      if (!isTicketField(field)) continue;
      const earlier = inverse[field];
      Object.assign(inverse, { [field]: { from: to, to: earlier === undefined ? from : earlier.to } });
    }
  }
  return Object.fromEntries(Object.entries(inverse).filter(([, { from, to }]) => !equal(from, to)));
}

import { initialsOf } from "./initials.ts";

/** A person's initials in a disc. The name must stand beside it, or in `label` when it does not. */
export function Avatar({ name, label }: { readonly name: string; readonly label?: string }) {
  return (
    <span
      className="avatar"
      {...(label === undefined
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": label, title: label })}
    >
      {initialsOf(name)}
    </span>
  );
}

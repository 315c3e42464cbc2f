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

function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => word !== "");
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    String.fromCodePoint(word?.codePointAt(0) ?? 0x20),
  );
  return letters.join("").toUpperCase();
}

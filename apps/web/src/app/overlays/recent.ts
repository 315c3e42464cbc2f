const storageKey = "kvit.recent";
const kept = 5;

/** The commands used last from the palette, newest first. */
export function recentCommands(): readonly string[] {
  return (localStorage.getItem(storageKey) ?? "").split(" ").filter((id) => id !== "");
}

export function rememberCommand(id: string): void {
  const next = [id, ...recentCommands().filter((other) => other !== id)].slice(0, kept);
  localStorage.setItem(storageKey, next.join(" "));
}

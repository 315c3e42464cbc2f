import type { Preferences } from "@kvit/contract/people";
import { createSignal } from "../store/signal.ts";

type Theme = Preferences["theme"];
type Density = Preferences["density"];

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
export const theme = createSignal<Theme>(readTheme());
export const density = createSignal<Density>(
  localStorage.getItem("kvit.density") === "compact" ? "compact" : "comfortable",
);

/** Shows a theme and remembers it on this device, where `theme.js` reads it before the first paint. */
export function applyTheme(next: Theme): void {
  localStorage.setItem("kvit.theme", next);
  theme.set(next);
  const dark = next === "dark" || (next === "system" && prefersDark.matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export function applyDensity(next: Density): void {
  localStorage.setItem("kvit.density", next);
  density.set(next);
  document.documentElement.dataset["density"] = next;
}

/** Light to dark and back. */
export function flipTheme(): Theme {
  const next = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
  applyTheme(next);
  return next;
}

export function followSystemTheme(): void {
  prefersDark.addEventListener("change", () => applyTheme(theme.get()));
}

function readTheme(): Theme {
  const stored = localStorage.getItem("kvit.theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

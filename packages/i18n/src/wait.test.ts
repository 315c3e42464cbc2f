import { expect, it } from "vitest";
import { languages, waitOf } from "./index.ts";

it("a wait is told in seconds below a minute, else in minutes, never too short", () => {
  const told = (seconds: number) => languages.map((language) => waitOf(language, seconds));
  expect(told(40)).toEqual([
    "in 40 seconds",
    "čez 40 sekund",
    "om 40 sekunder",
    "za 40 sekund",
    "tra 40 secondi",
    "za 40 sekund",
  ]);
  expect(told(60)).toEqual([
    "in 1 minute",
    "čez 1 minuto",
    "om 1 minutt",
    "za 1 minutę",
    "tra 1 minuto",
    "za 1 minutu",
  ]);
  expect([0, 0.2, 59.5, 61, 900].map((seconds) => waitOf("en", seconds))).toEqual([
    "in 1 second",
    "in 1 second",
    "in 1 minute",
    "in 2 minutes",
    "in 15 minutes",
  ]);
});

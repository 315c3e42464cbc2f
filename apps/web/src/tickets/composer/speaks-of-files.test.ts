import { describe, expect, it } from "vitest";
import { speaksOfFiles } from "./speaks-of-files.ts";

describe("a text that promises a file", () => {
  it("is known in the customer's language and in English", () => {
    expect(speaksOfFiles("Please see the attached invoice.", null)).toBe(true);
    expect(speaksOfFiles("Račun je v prilogi.", "sl")).toBe(true);
    expect(speaksOfFiles("Se vedlegget.", "nb")).toBe(true);
    expect(speaksOfFiles("Faktura w załączniku.", "pl")).toBe(true);
    expect(speaksOfFiles("Trova la fattura in allegato.", "it")).toBe(true);
    expect(speaksOfFiles("Fakturu najdete v příloze.", "cs")).toBe(true);
  });
  it("is not seen in other words", () => {
    expect(speaksOfFiles("We got your file, thank you.", "sl")).toBe(false);
    expect(speaksOfFiles("Reattaching the cable helped.", null)).toBe(false);
  });
});

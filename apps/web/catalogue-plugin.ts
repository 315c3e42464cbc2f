import type { Plugin } from "vite";
import { appAreas, catalogueFor, languages } from "@kvit/i18n";

const prefix = "virtual:catalogue/";

/**
 * Offers each language's compiled catalogue as a module of its own,
 * `virtual:catalogue/sl`, so that it becomes a chunk that is loaded alone and
 * no parser reaches the browser. Strings that only the server speaks stay out.
 */
export function cataloguePlugin(): Plugin {
  return {
    name: "kvit-catalogues",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      const language = languages.find((each) => id === `\0${prefix}${each}`);
      if (language === undefined) return undefined;
      const json = JSON.stringify(JSON.stringify(catalogueFor(language, appAreas)));
      return `export const catalogue = JSON.parse(${json});`;
    },
  };
}

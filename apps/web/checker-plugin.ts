import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const entry = fileURLToPath(new URL("../server/src/proof/checker/history-checker.ts", import.meta.url));
export const checkerFile = "history-checker.mjs";

/** The checker of exported histories as one readable file, made from the domain's own code, that needs nothing but Node. */
export async function bundleChecker(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      target: "node20",
      ssr: entry,
      rolldownOptions: { output: { entryFileNames: checkerFile } },
    },
    ssr: { noExternal: true },
  });
  const outputs = Array.isArray(made) ? made : "output" in made ? [made] : [];
  const chunks = outputs.flatMap(({ output }) => output).filter((part) => part.type === "chunk");
  const [chunk] = chunks;
  if (chunk === undefined || chunks.length > 1) throw new Error("The checker did not become one file.");
  return chunk.code;
}

/** Puts the checker beside the app, with every build anew, so that it cannot differ from the desk it comes from. */
export function checkerPlugin(): Plugin {
  return {
    name: "kvit-history-checker",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: checkerFile, source: await bundleChecker() });
    },
  };
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const repository = new URL("../../../../../../../", import.meta.url);
const folder = path.resolve(process.env["KVIT_CORPORA"] ?? new URL("../shared/corpora", repository).pathname);

/** False where the shared test data is not at hand; tests that need it are then skipped. */
export const hasCorpora = existsSync(path.join(folder, "README.md"));
export const whySkipped = hasCorpora ? "" : ` (skipped: no test data in ${folder}; set KVIT_CORPORA)`;
if (!hasCorpora) console.info(`No test data in ${folder}; set KVIT_CORPORA to run these tests.`);

export const readCorpus = (name: string): Buffer => readFileSync(path.join(folder, name));

/** All whole mails of the collections, by their path below the folder. */
export function corpusMails(): readonly string[] {
  if (!hasCorpora) return [];
  const collections = ["mail-parser-rfc", "mikel-mail", "nodemailer-mailparser", "postal-mime"];
  return collections
    .flatMap((name) => readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".eml"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

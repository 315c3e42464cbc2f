import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that looks like the built agent app: its page, a file beside it, one among its assets. */
export function pagesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kvit-pages-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Kvit</title>");
  writeFileSync(join(folder, "favicon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  writeFileSync(join(folder, "assets", "app.js"), "");
  return folder;
}

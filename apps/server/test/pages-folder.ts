import { fileURLToPath } from "node:url";

/** A folder that looks like the built agent app: its page, a file beside it, one among its assets. */
export const pagesFolder = fileURLToPath(new URL("pages", import.meta.url));

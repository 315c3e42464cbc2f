import type { Config } from "../../config.ts";
import type { OpenDatabase } from "../../platform/postgres/open-database.ts";

/** What a check has to say: that something is as it should be, or what is wrong and what to do about it. */
export type Diagnosis =
  | { readonly ok: true; readonly what: string }
  | { readonly ok: false; readonly what: string; readonly advice: string };

export const fine = (what: string): Diagnosis => ({ ok: true, what });
export const trouble = (what: string, advice: string): Diagnosis => ({ ok: false, what, advice });

/** One thing the doctor looks at. None of them changes anything, and none throws for what it is there to find. */
export type Check = (config: Config) => Promise<readonly Diagnosis[]>;
export type DatabaseCheck = (database: OpenDatabase, config: Config) => Promise<readonly Diagnosis[]>;

/**
 * Long runs against the real thing, e.g.
 *
 *     npm run soak -- mail --mails 2000 --kills 20 --pgkills 3 --seed 1
 *
 * Ends with 0 when nothing was lost, doubled or changed.
 */
import { parseArgs } from "node:util";
import { soakMail } from "./mail-soak.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    mails: { type: "string", default: "200" },
    kills: { type: "string", default: "3" },
    pgkills: { type: "string", default: "1" },
    seed: { type: "string", default: String(Date.now() % 100_000) },
  },
});

if (positionals[0] === "mail") {
  const clean = await soakMail({
    mails: Number(values.mails),
    kills: Number(values.kills),
    pgkills: Number(values.pgkills),
    seed: Number(values.seed),
  });
  process.exitCode = clean ? 0 : 1;
} else {
  console.error("Say what to soak: mail [--mails N] [--kills N] [--pgkills N] [--seed N].");
  process.exitCode = 64;
}

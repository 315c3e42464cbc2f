import { existsSync } from "node:fs";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasDesk } from "../house.ts";
import { fine, trouble, type Check } from "./check.ts";

const neededMajor = 26;
const gibibyte = 1024 ** 3;
const leastFreeBytes = gibibyte;

export const checkNode: Check = async () => {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) >= neededMajor) return [fine(`Node ${version}`)];
  return [
    trouble(`Node ${version} is too old.`, `Use npx kvit or npm start, which bring Node ${neededMajor}.`),
  ];
};

export const checkDataFolder: Check = async (config) => {
  const { dataDir } = config;
  if (!existsSync(dataDir)) {
    return [
      trouble(
        `There is no data folder ${dataDir} yet.`,
        "Start Kvit once, or set KVIT_DATA_DIR to where it is.",
      ),
    ];
  }
  try {
    const folder = await mkdtemp(join(dataDir, ".doctor-"));
    await writeFile(join(folder, "test"), "kvit", { flush: true });
    await rm(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      trouble(
        `The data folder ${dataDir} cannot be written (${reason}).`,
        "Change its owner or its mode, or free space.",
      ),
    ];
  }
  const desk = config.databaseUrl === null && !hasDesk(config) ? ", without a database yet" : "";
  return [fine(`Data folder ${dataDir}, writable${desk}`)];
};

export const checkDisk: Check = async ({ dataDir }) => {
  const { bavail, bsize } = await statfs(existsSync(dataDir) ? dataDir : dirname(dataDir));
  const free = bavail * bsize;
  const words = `${(free / gibibyte).toFixed(1)} GiB free on the disk of the data folder`;
  if (free >= leastFreeBytes) return [fine(words)];
  return [
    trouble(
      `Only ${words}.`,
      "Free some space: a full disk stops the desk. Mail waits meanwhile and is not lost.",
    ),
  ];
};

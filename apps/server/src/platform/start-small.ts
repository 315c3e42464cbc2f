import { setFlagsFromString } from "node:v8";

/**
 * Loading the program makes much garbage in little time, for which V8 would
 * enlarge the young generation to some 60 MB and keep it so in an idle server.
 * Holds it small until the function that is answered is called.
 */
export function startSmall(): () => void {
  setFlagsFromString("--semi-space-growth-factor=1");
  return () => setFlagsFromString("--semi-space-growth-factor=2");
}

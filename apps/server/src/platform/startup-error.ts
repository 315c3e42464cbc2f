/**
 * Something outside the program keeps it from starting: a port in use, a full
 * disk, a folder it may not write. The message is one sentence for the person
 * at the terminal; whoever catches it prints that sentence alone, without a
 * stack, and exits with a code other than 0.
 */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

/** The `code` Node puts on system errors (ENOSPC, EACCES …), or null. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

const diskFullCodes = new Set(["ENOSPC", "EDQUOT"]);

/** The sentence for a failed file operation on `path`, whose purpose is told by `what`. */
export function fileStartupError(error: unknown, what: string, path: string): StartupError {
  const code = systemErrorCode(error);
  if (code !== null && diskFullCodes.has(code)) return diskFullError(path);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new StartupError(
      `The ${what} ${path} is not writable for this user: change its owner or its mode.`,
    );
  }
  if (code === "ENOTDIR" || code === "EEXIST") {
    return new StartupError(
      `The ${what} ${path} is not a folder: move the file away or choose another place.`,
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`The ${what} ${path} cannot be used: ${reason}.`);
}

export function diskFullError(path: string): StartupError {
  return new StartupError(`The disk that holds ${path} is full: free some space and start again.`);
}

/** The sentence for a failed listen() on `host` and `port`; `setting` is the variable that chooses the port. */
export function listenStartupError(error: unknown, address: { host: string; port: number }, setting: string) {
  const code = systemErrorCode(error);
  const where = `${address.host}:${address.port}`;
  if (code === "EADDRINUSE") {
    return new StartupError(
      `Port ${address.port} on ${address.host} is in use by another program: stop it or set ${setting}.`,
    );
  }
  if (code === "EACCES") {
    return new StartupError(
      `This user may not listen on ${where}: choose a port above 1023 with ${setting}.`,
    );
  }
  if (code === "EADDRNOTAVAIL") {
    return new StartupError(`This machine has no address ${address.host} to listen on: correct KVIT_HOST.`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StartupError(`Listening on ${where} failed: ${reason}.`);
}

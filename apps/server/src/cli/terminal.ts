/**
 * Where a command speaks: `answer` is what was asked for and may be read by a
 * program (standard output), `say` is for the person (standard error).
 */
export type Terminal = {
  readonly answer: (line: string) => void;
  readonly say: (line: string) => void;
  readonly progress: () => Progress;
};

/** One line that tells how far long work has come. */
export type Progress = {
  /** Shown at once on a terminal, and every few seconds where lines are collected. */
  readonly update: (text: string) => void;
  /** Takes the line away. */
  readonly end: () => void;
};

type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const clearLine = "\r\u001B[2K";
const rewriteMillis = 100;
const lineMillis = 5000;

/** `now`: milliseconds of a clock that never runs back. */
export function createTerminal(
  out: Screen,
  err: Screen,
  now: () => number = () => performance.now(),
): Terminal {
  return {
    answer: (line) => void out.write(`${line}\n`),
    say: (line) => void err.write(`${line}\n`),
    progress: () => (err.isTTY === true ? rewrittenLine(err, now) : occasionalLines(err, now)),
  };
}

function rewrittenLine(screen: Screen, now: () => number): Progress {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    update(text) {
      if (now() - shown < rewriteMillis) return;
      shown = now();
      screen.write(`${clearLine}${text}`);
    },
    end: () => void screen.write(clearLine),
  };
}

function occasionalLines(screen: Screen, now: () => number): Progress {
  let shown = now();
  return {
    update(text) {
      if (now() - shown < lineMillis) return;
      shown = now();
      screen.write(`${text}\n`);
    },
    end: () => undefined,
  };
}

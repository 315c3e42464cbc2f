/** How a command ends. Scripts and mail servers act on these, so they never change their meaning. */
export const exitCode = {
  /** Done; what was looked at is as it should be. */
  done: 0,
  /** Looked, and something is wrong: `verify` found a broken history, `doctor` a problem. */
  wrong: 1,
  /** Could not be done: wrong arguments, a configuration with problems, no database. */
  impossible: 2,
  /** `mail deliver` only (EX_TEMPFAIL of sysexits.h): the mail server shall keep the mail and try again. */
  tryLater: 75,
} as const;

export const exitCodeHelp = `
Exit codes:
  0   done; verify: every history is whole; doctor: all is well
  1   verify: something is broken; doctor: there is a problem; start: it could not start
  2   it could not be done: wrong arguments, configuration, database
  75  mail deliver: the mail could not be taken now, try again`;

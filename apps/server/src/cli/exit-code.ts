/** How a command ends. Scripts and mail servers act on these, so they never change their meaning. */
export const exitCode = {
  /** Done; what was looked at is as it should be. */
  done: 0,
  /** Looked, and something is wrong: `verify` found a broken history, `doctor` a problem. */
  wrong: 1,
  /** Could not be done: wrong arguments, a configuration with problems, no database. */
  impossible: 2,
  /** `mail deliver` only (EX_TEMPFAIL of sysexits.h): the mail server shall keep the mail and try again. The others of that command stand in pipe.ts. */
  tryLater: 75,
} as const;

export const exitCodeHelp = `
Exit codes:
  0   done; verify: every history is whole; doctor: all is well
  1   verify: something is broken; doctor: there is a problem; start: it could not start
  2   it could not be done: wrong arguments, configuration, database
  64, 65, 67, 75: see kvit mail deliver --help`;

/** The codes of sysexits.h, as mail servers understand them. */
export const mailExitCodeHelp = `
Exit codes:
  0   the mail is taken and committed
  64  an address given by --to or --from is none; the mail was not read
  65  no mail on standard input, or one larger than 50 MB
  67  no recipient is an address of this desk
  75  the mail could not be taken now (database, disk, configuration, arguments): keep it and try again`;

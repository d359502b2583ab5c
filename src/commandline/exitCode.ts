/** The command line's exit codes. Scripts depend on them: they never change their meaning. */
export const exitCode = {
  /** Everything is consistent; after `sync`: done and verified. */
  consistent: 0,
  /** Any error, or a statement that failed. */
  error: 1,
  /** `analyze`, `script`: differences were found. */
  differences: 2,
  /** Nothing or not everything was run: unsafe statements not allowed, `--yes` missing, plan stale, table unsupported. */
  refused: 3,
  /** The words on the command line are wrong. */
  usage: 64,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Texts that several panels use. Every text of strings/ is a key of the translations (l10n.ts). */
export const sharedTexts = {
  cancel: 'Cancel',
  retry: 'Retry',
  andMore: 'and {0} more',
  close: 'Close',
  requestFailed: 'That did not work.',
  development: 'Development',
  test: 'Test',
  production: 'Production',

  // Levels of findings
  info: 'Info',
  caution: 'Caution',
  unsafe: 'Unsafe',
  refused: 'Refused',

  // Outcomes of statements
  waiting: 'Waiting',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  notRun: 'Not run',
  unknown: 'Outcome unknown',
} as const;

/** Texts that several panels use. Every text of strings/ is a key of the translations (l10n.ts). */
export const sharedTexts = {
  cancel: 'Cancel',
  retry: 'Retry',
  close: 'Close',
  development: 'Development',
  test: 'Test',
  production: 'Production',
} as const;

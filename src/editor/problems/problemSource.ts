/** Who says it, as the Problems view shows it; quick fixes know their problems by it. */
export const problemSource = 'Shadow Sync';

/**
 * Named places where a run can be made to die, so that tests can prove what the next process does (reliability.md §11).
 * The product passes `noFailPoint`; what kills, throws and pauses lives with the tests and is in no bundle.
 */
export const failPointNames = [
  'run.after-started',
  'exec.after-lock',
  'exec.before-intent',
  'exec.after-intent',
  'exec.after-send',
  'exec.after-result',
  'exec.after-verified',
  'exec.after-unlock',
  'run.before-finished',
  'recover.before-reconciled',
  'recover.before-finished',
] as const;

export type FailPointName = (typeof failPointNames)[number];

/** Called when a run comes by; resolves when it may go on, throws or never returns when it may not. */
export type FailPoint = (name: FailPointName) => Promise<void>;

export const noFailPoint: FailPoint = () => Promise.resolve();

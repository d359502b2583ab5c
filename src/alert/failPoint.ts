/**
 * Named places where the engine can be made to die, so that tests can prove what the next process does (reliability.md §11).
 * The product passes `noAlertFailPoint`; what kills lives with the tests and is in no bundle.
 */
export const alertFailPointNames = [
  'alert.before-change',
  'alert.changed',
  'alert.before-send',
  'alert.sent',
  'alert.before-settle',
  'alert.before-keep',
  'alert.kept',
] as const;

export type AlertFailPointName = (typeof alertFailPointNames)[number];

/** Called when the engine comes by; resolves when it may go on, throws or never returns when it may not. */
export type AlertFailPoint = (name: AlertFailPointName) => Promise<void>;

export const noAlertFailPoint: AlertFailPoint = () => Promise.resolve();

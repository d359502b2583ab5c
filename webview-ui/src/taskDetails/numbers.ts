import { number, t } from '../l10n.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';

/** A span of time as people say it: milliseconds, seconds, minutes. */
export function shownDuration(milliseconds: number): string {
  if (milliseconds < 1000) return t(texts.took, number(Math.round(milliseconds)));
  const seconds = milliseconds / 1000;
  if (seconds < 60) return t(texts.tookSeconds, number(Math.round(seconds * 10) / 10));
  const whole = Math.round(seconds);
  return t(texts.minutes, number(Math.floor(whole / 60)), number(whole % 60));
}

/** Hours in which nobody is told. Wall-clock times in a zone, so that a change of summer time moves them with it. */
import type { QuietHours } from '../model/settings.ts';

/** Formatters take long to make and are asked again and again. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
}

export function isQuietAt(hours: QuietHours | null, now: number): boolean {
  if (hours === null) return false;
  const { from, to, zone } = hours;
  const time = formatIn(zone).format(now);
  // Over midnight it is both the end of one day and the beginning of the next.
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const found = formats.get(zone);
  if (found !== undefined) return found;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, made);
  return made;
}

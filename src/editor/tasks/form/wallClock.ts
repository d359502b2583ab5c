/** Wall-clock times of a zone as `2026-11-21T02:30`, as a field for date and time has them. Without `vscode`. */

/** The wall clock in that zone at that instant. */
export function wallClockText(at: number, zone: string): string {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant of a wall-clock time; the first of two where the clocks are put back. Null for what is no such time, and for
 * one that the zone leaves out because the clocks are put forward.
 */
export function wallClockInstant(text: string, zone: string): number | null {
  const [, year, month, day, hour, minute] =
    /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::00)?$/.exec(text.trim()) ?? [];
  if (minute === undefined) return null;
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const wanted = text.trim().slice(0, 16);
  // The offset of the zone is not known before the instant is: those of the days around it are the only ones possible.
  const offsets = [-dayMs, dayMs].map((shift) => offsetAt(asUtc + shift, zone));
  const instants = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  return instants.find((at) => wallClockText(at, zone) === wanted) ?? null;
}

const dayMs = 24 * 60 * 60 * 1000;

function offsetAt(at: number, zone: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${wallClockText(minute, zone)}:00Z`) - minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Cron expressions: when they fire. croner only computes (S1): no timer is ever left to it. */
import { Cron } from 'croner';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { isZone } from './zone.ts';

/** Slots that passed are counted up to here, then it is said that there are more (S5). */
const maxCounted = 100;

/** More schedules than this are not kept in mind. */
const maxKept = 2000;

export interface PassedSlots {
  /** The newest of them; null for none. */
  readonly latest: number | null;
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
}

class CronSchedule {
  readonly #cron: Cron;

  /** Throws ShadowSyncError 'usage' for an expression that can't be read, never fires, or a zone that is none. */
  constructor(expression: string, zone: string) {
    const fields = expression.trim().split(/\s+/);
    if (fields.length !== 5 && fields.length !== 6) {
      throw usage(
        `The cron expression has ${String(fields.length)} fields instead of 5 or 6.`,
        'Write minute, hour, day of month, month and day of week; seconds may stand in front.',
      );
    }
    if (!isZone(zone)) {
      throw usage('The time zone is not known here.', 'Give its IANA name, such as Europe/Berlin or UTC.');
    }
    this.#cron = parsed(fields.join(' '), zone);
    // From a fixed instant, so that the same expression is always judged in the same way; 29 Feb comes within 8 years. Only
    // days of certain months may never come, and a list of hundreds of tasks has no time to look for the others.
    if (fields.at(-2) !== '*' && this.#cron.nextRun(new Date(0)) === null) {
      throw usage('The cron expression never fires: no such day exists.', 'Look at the day and the month.');
    }
  }

  /** The first slot after that instant; null when there is none any more. */
  next(after: number): number | null {
    return this.#cron.nextRun(new Date(after))?.getTime() ?? null;
  }

  /** The next slots after that instant, for a preview. */
  nextRuns(after: number, count = 5): readonly number[] {
    return this.#cron.nextRuns(count, new Date(after)).map((date) => date.getTime());
  }

  /** What fired after `after` up to and with `until`. Bounded, however long that is ago (S5). */
  passed(after: number, until: number): PassedSlots {
    let latest: number | null = null;
    let count = 0;
    for (let at = this.next(after); at !== null && at <= until; at = this.next(at)) {
      latest = at;
      count += 1;
      if (count === maxCounted) return { latest: this.#latest(until) ?? latest, count, isMore: true };
    }
    return { latest, count, isMore: false };
  }

  /** The newest slot that is not after `until`: croner counts in whole seconds and gives what is before its reference. */
  #latest(until: number): number | null {
    const reference = Math.floor(until / 1000) * 1000 + 1000;
    return this.#cron.previousRuns(1, new Date(reference))[0]?.getTime() ?? null;
  }
}

const kept = new Map<string, CronSchedule>();

/** The schedule of an expression; a scheduler asks for the same ones again and again. Throws like the constructor. */
export function cronSchedule(expression: string, zone: string): CronSchedule {
  const key = `${zone} ${expression}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const schedule = new CronSchedule(expression, zone);
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, schedule);
  return schedule;
}

function parsed(expression: string, zone: string): Cron {
  try {
    return new Cron(expression, { timezone: zone, paused: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^CronPattern: /, '') : '';
    throw usage(
      `The cron expression can't be read: ${why}`,
      'An example: 30 2 * * 1-5 is 02:30 on weekdays.',
    );
  }
}

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}

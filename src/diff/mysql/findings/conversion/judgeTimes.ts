import type { ColumnType } from '../../../../schema/mysql/model.ts';
import type { Loss } from './loss.ts';
import { phrase } from '../../../../schema/phrase.ts';

const TIMES = new Set(['date', 'time', 'datetime', 'timestamp', 'year']);
const FRACTIONS = new Set(['time', 'datetime', 'timestamp']);

/** Dates and times among themselves; null when one of the two is something else. */
export function judgeTimes(from: ColumnType, to: ColumnType): readonly Loss[] | null {
  if (!TIMES.has(from.name) || !TIMES.has(to.name)) return null;
  if (from.name === to.name) {
    if (!FRACTIONS.has(from.name) || (to.length ?? 0) >= (from.length ?? 0)) return [];
    return [{ kind: 'precision', why: phrase`only ${String(to.length ?? 0)} digits of a second stay` }];
  }
  if (from.name === 'date' && to.name === 'datetime') {
    return [{ kind: 'form', why: phrase`a day becomes its midnight` }];
  }
  if (from.name === 'datetime' && to.name === 'date') {
    return [{ kind: 'precision', why: phrase`the time of day is lost` }];
  }
  // TIMESTAMP covers 1970–2038 (2106) and is kept in UTC: an hour of each autumn has no way back from local time.
  return [{ kind: 'kind', why: phrase`not every ${from.name} has the same value as a ${to.name}` }];
}

import type { TableOption } from '../../../../schema/mysql/model.ts';
import { equal } from '../../equal.ts';
import type { TableChange } from '../tableChange.ts';
import { copy, light, rebuild } from './effect.ts';
import type { Effect } from './effect.ts';
import type { ServerPowers } from './serverPowers.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** Options that only the dictionary knows. */
const NOTED = new Set([
  'COMMENT',
  'STATS_PERSISTENT',
  'STATS_AUTO_RECALC',
  'STATS_SAMPLE_PAGES',
  'MIN_ROWS',
  'MAX_ROWS',
  'AVG_ROW_LENGTH',
  'CHECKSUM',
  'DELAY_KEY_WRITE',
  'PACK_KEYS',
]);

/** What the options of the table and its partitioning take. */
export function optionEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  const names = new Set([...change.before.options, ...change.after.options].map((option) => option.name));
  const changed = [...names].filter(
    (name) => !equal(named(change.before.options, name), named(change.after.options, name)),
  );
  return [...changed.map((name) => optionEffect(name, powers)), ...partitionEffects(change, powers)];
}

function named(options: readonly TableOption[], name: string): TableOption | null {
  return options.find((option) => option.name === name) ?? null;
}

function optionEffect(name: string, powers: ServerPowers): Effect {
  const cause = phrase`${name} changes`;
  if (NOTED.has(name))
    return light(cause, powers.isMariadb && powers.instantMetadata ? 'instant' : 'inplace');
  if (name === 'DEFAULT CHARSET' || name === 'COLLATE') {
    // Only new columns follow it, yet MySQL writes the table anew (manual, "Online DDL Operations", table operations).
    return powers.isMariadb && powers.instantMetadata ? light(cause) : rebuild(cause);
  }
  return name === 'ROW_FORMAT' || name === 'KEY_BLOCK_SIZE' ? rebuild(cause) : copy(cause);
}

/** Before MySQL 8 partitions are moved by the server's own layer, which takes no ALGORITHM and keeps writers out. */
function partitionEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  const [before, after] = [change.before.partitioning, change.after.partitioning];
  if (equal(before, after)) return [];
  if (before === null || after === null || !equal(before.by, after.by)) {
    return [{ ...copy(phrase`the partitioning changes`), locks: true }];
  }
  const isRange = /^(RANGE|LIST)/.test(after.by.method);
  const cause = phrase`partitions change`;
  if (isRange && (change.clauses.addsPartitions || change.clauses.dropsPartitions)) {
    return [{ cause, way: 'inplace', rebuilds: false, locks: !powers.nativePartitions }];
  }
  return powers.nativePartitions && !change.clauses.repartitions
    ? [{ cause, way: 'inplace', rebuilds: true, locks: true }]
    : [{ ...copy(cause), locks: true }];
}

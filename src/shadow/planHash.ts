/** The one hash of a plan's content (R6). */
import type { Plan } from './analysis.ts';
import { compareText } from './pairing.ts';
import { sha256 } from './sha256.ts';

/**
 * Over the server's identity, the databases, the naming rule, the options, every fingerprint and every statement with its
 * place in the order. Everything goes in as JSON arrays, so no two contents can run into the same text.
 */
export function planHash(plan: Omit<Plan, 'hash'>): string {
  const { rule, options } = plan;
  const content = [
    'shadow-sync plan 1',
    plan.serverIdentity,
    plan.database,
    plan.shadowDatabase,
    [rule.prefix, rule.suffix, rule.shadowDatabase, sorted(rule.overrides ?? new Map<string, string>())],
    [options.columnOrder, options.comments, options.foreignKeys, options.storage, options.partitions],
    sorted(plan.fingerprints).map(([key, { source, shadow }]) => [key, source, shadow]),
    plan.groups.map(({ needs, statements }) => [
      needs,
      statements.map(({ id, pair, phase, sql, before, after }) => [
        id,
        [pair.source.database, pair.source.table, pair.shadow.database, pair.shadow.table],
        phase,
        sql,
        before,
        after,
      ]),
    ]),
  ];
  return sha256(JSON.stringify(content));
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

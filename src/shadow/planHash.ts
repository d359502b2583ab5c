/** The one hash of a plan's content (R6). */
import { tableKey } from '../schema/tableName.ts';
import type { Plan, PlanGroup } from './analysis.ts';
import { compareText } from './pairing.ts';
import { sha256 } from './sha256.ts';

/**
 * Over the server's identity, the databases, the naming rule, the options, every fingerprint and every statement with its
 * place in the order. Everything goes in as JSON arrays, so no two contents can run into the same text; groups go in by
 * their own hashes, so that it can yield after each.
 */
export function* planHash(plan: Omit<Plan, 'hash'>): Generator<undefined, string> {
  const { rule, options } = plan;
  const groups: string[] = [];
  for (const group of plan.groups) {
    groups.push(sha256(JSON.stringify(groupContent(group, plan.fingerprints))));
    yield;
  }
  const content = [
    'shadow-sync plan 2',
    plan.serverIdentity,
    plan.database,
    plan.shadowDatabase,
    [rule.prefix, rule.suffix, rule.shadowDatabase, sorted(rule.overrides ?? new Map<string, string>())],
    [options.columnOrder, options.comments, options.foreignKeys, options.storage, options.partitions],
    groups,
    // Not a word more for all others: their hashes are in stores already.
    ...(plan.undoes === undefined ? [] : [['undoes', plan.undoes.task, plan.undoes.run]]),
  ];
  return sha256(JSON.stringify(content));
}

function groupContent({ tables, needs, statements }: PlanGroup, fingerprints: Plan['fingerprints']): unknown {
  return [
    needs,
    tables.map((table) => {
      const found = fingerprints.get(tableKey(table));
      return [table.database, table.table, found?.source ?? null, found?.shadow ?? null];
    }),
    statements.map(({ id, pair, phase, sql, before, after }) => [
      id,
      [pair.source.database, pair.source.table, pair.shadow.database, pair.shadow.table],
      phase,
      sql,
      before,
      after,
    ]),
  ];
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

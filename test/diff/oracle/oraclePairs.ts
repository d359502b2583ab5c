/** Runs a pair of dictionary rows through the dialect. */
import assert from 'node:assert/strict';
import type { Dialect, Step, StepRequest } from '../../../src/diff/dialect.ts';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import type { OracleTableRows } from '../../../src/schema/oracle/dictionary.ts';
import type { OracleTable } from '../../../src/schema/oracle/model.ts';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';
import { goldenOracle } from '../../golden/oracle/goldenFiles.ts';

const noRelease: StepRequest = { release: new Set(), absent: () => false };

/** The table of these rows. */
export function readRows(rows: OracleTableRows): OracleTable {
  const parsed = oracleDialect(goldenOracle).parse(rows, rows.name);
  if (parsed.kind === 'table') return parsed.table;
  assert.fail(parsed.reason);
}

/** The shadow that a source should have, every parent having one. */
export function shadowFor(source: OracleTable, dialect: Dialect<OracleTable>): OracleTable {
  return dialect.shadowOf(source, {
    shadow: { database: 'SHOP', table: `__test_${source.name.table}` },
    shadowParent: (parent) => ({ database: parent.database, table: `__test_${parent.table}` }),
    constraintName: (name) => `__test_${name}`,
    foreignKeys: 'map',
  }).table;
}

/** The steps, each of which begins where the one before ended and passes the gate, and which end at `to`. */
export function checkedSteps(
  from: OracleTable | null,
  to: OracleTable,
  facts: OracleServerFacts = goldenOracle,
): readonly Step<OracleTable>[] {
  const dialect = oracleDialect(facts);
  const steps = dialect.steps(from, to, noRelease);
  let state = from;
  const phases = ['release', 'build', 'connect'];
  let phase = 0;
  for (const step of steps) {
    assert.equal(textOf(step.before, dialect), textOf(state, dialect), step.sql);
    assert.ok(phases.indexOf(step.phase) >= phase, step.sql);
    phase = phases.indexOf(step.phase);
    dialect.gate(step.sql, {
      shadow: to.name,
      references: dialect.references(to),
      dropTable: false,
      indexes: from === null ? [] : (dialect.indexNames?.(from) ?? []),
    });
    state = step.after;
  }
  assert.equal(textOf(state, dialect), textOf(to, dialect));
  return steps;
}

function textOf(table: OracleTable | null, dialect: Dialect<OracleTable>): string {
  return table === null ? '' : dialect.canonical(table);
}

/** What takes the steps back, last first. */
export function undoOf(
  steps: readonly Step<OracleTable>[],
  facts: OracleServerFacts = goldenOracle,
): readonly string[] {
  const dialect = oracleDialect(facts);
  return steps.toReversed().flatMap(({ before, after }) => {
    if (after === null) return [];
    if (before === null) return [dialect.drop(after).sql];
    assert.equal(dialect.refuseSteps(after, before), null);
    return checkedSteps(after, before, facts).map(({ sql }) => sql);
  });
}

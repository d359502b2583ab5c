/** A plan as JSON and back: to be shown and compared with. Its hash is computed anew, so a changed file is no plan any more. */
import type { GatePermit } from '../../diff/dialect.ts';
import { findingLevels } from '../../diff/finding.ts';
import type { Finding } from '../../diff/finding.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Plan, PlannedStatement, UndoChain } from '../../shadow/analysis.ts';
import { atOnce } from '../../shadow/inSlices.ts';
import { planHash } from '../../shadow/planHash.ts';
import { boolean, integer, later, list, nullable, oneOf, record, refuse, text } from './shape.ts';
import type { Shape } from './shape.ts';

const name = text(1000, 1);
const table = record({ database: name, table: name });
const pair = record({ source: table, shadow: table });
const long = text(10_000_000);
const fingerprint = text(200);

/** A `tableKey`, which has a NUL between its parts. */
const tableKeyText: Shape<string> = (value, place) =>
  typeof value === 'string' && value.length < 4000 ? value : refuse(place, phrase`is no key of a table`);

const findings = list(
  record({
    code: text(20),
    level: oneOf(...findingLevels),
    message: long,
    object: nullable(record({ kind: text(), name: text() })),
  }),
);

const phase = oneOf('release', 'build', 'connect');
const permit = record({
  shadow: table,
  references: list(table),
  dropTable: boolean,
  indexes: later<readonly string[] | undefined>(list(name), undefined),
});

const undoChain = record({ permit, steps: list(record({ phase, after: fingerprint, findings })) });

const statement: Shape<PlannedStatement> = record({
  id: integer(1),
  pair,
  sql: long,
  phase,
  findings,
  undo: nullable(list(long)),
  undoNote: nullable(long),
  undoChain: later(nullable(undoChain), null),
  neededBy: list(table),
  before: fingerprint,
  after: fingerprint,
  permit,
});

const plan = record({
  groups: list(record({ tables: list(table), statements: list(statement), needs: list(integer()) })),
  fingerprints: list(record({ key: tableKeyText, source: fingerprint, shadow: fingerprint })),
  hash: text(128, 1),
  serverIdentity: name,
  database: name,
  shadowDatabase: name,
  rule: record({
    prefix: text(),
    suffix: text(),
    shadowDatabase: nullable(name),
    overrides: list(record({ source: name, shadow: name })),
  }),
  options: record({
    columnOrder: oneOf('strict', 'lax'),
    comments: oneOf('strict', 'ignored'),
    foreignKeys: oneOf('map', 'keep', 'omit'),
    storage: oneOf('strict', 'ignored'),
    partitions: oneOf('strict', 'lax'),
  }),
  omitted: list(record({ pair, reason: long })),
  undoes: later(nullable(record({ task: name, run: name, notes: list(long) })), null),
});

/** Plain JSON of a plan. */
export function storedPlan({ rule, fingerprints, groups, omitted, undoes, ...rest }: Plan): object {
  const { prefix, suffix, shadowDatabase, overrides } = rule;
  const { hash, serverIdentity, database, shadowDatabase: shadows, options } = rest;
  return {
    groups: groups.map(({ tables, statements, needs }) => ({
      tables,
      statements: statements.map(storedStatement),
      needs,
    })),
    omitted: omitted.map(({ pair: left, reason }) => ({ pair: left, reason })),
    undoes: undoes === undefined ? null : { task: undoes.task, run: undoes.run, notes: undoes.notes },
    hash,
    serverIdentity,
    database,
    shadowDatabase: shadows,
    options,
    fingerprints: [...fingerprints].map(([key, { source, shadow }]) => ({ key, source, shadow })),
    rule: {
      prefix,
      suffix,
      shadowDatabase,
      overrides: [...(overrides ?? [])].map(([source, shadow]) => ({ source, shadow })),
    },
  };
}

/** Exactly the fields that are read back, whatever else a statement carries for showing it now. */
function storedStatement(one: PlannedStatement): PlannedStatement {
  const { id, pair: of, sql, phase: when, undo, undoNote, undoChain: chain = null, neededBy } = one;
  const { before, after } = one;
  return {
    id,
    pair: of,
    sql,
    phase: when,
    findings: storedFindings(one.findings),
    undo,
    undoNote,
    undoChain: chain === null ? null : storedChain(chain),
    neededBy,
    before,
    after,
    permit: storedPermit(one.permit),
  };
}

function storedChain({ permit: given, steps }: UndoChain): UndoChain {
  return {
    permit: storedPermit(given),
    steps: steps.map(({ phase: when, after, findings: found }) => ({
      phase: when,
      after,
      findings: storedFindings(found),
    })),
  };
}

function storedFindings(given: readonly Finding[]): readonly Finding[] {
  return given.map(({ code, level, message, object }) => ({ code, level, message, object }));
}

function storedPermit({ shadow, references, dropTable, indexes }: GatePermit): GatePermit {
  return { shadow, references, dropTable, ...(indexes === undefined ? {} : { indexes }) };
}

/** Null when the content is not what its hash says. Throws ShadowSyncError 'usage' for what is no plan at all. */
export function readStoredPlan(value: unknown): Plan | null {
  const { fingerprints, rule, undoes, ...rest } = plan(value, 'plan');
  const { overrides, ...affixes } = rule;
  const read: Plan = {
    ...rest,
    ...(undoes === null ? {} : { undoes }),
    fingerprints: new Map(fingerprints.map(({ key, source, shadow }) => [key, { source, shadow }])),
    rule:
      overrides.length === 0
        ? affixes
        : { ...affixes, overrides: new Map(overrides.map(({ source, shadow }) => [source, shadow])) },
  };
  return atOnce(planHash(read)) === read.hash ? read : null;
}

/** The gate in front of a plan (R1): every statement names one mapped shadow and nothing else. */
import type { Dialect, GatePermit } from '../diff/dialect.ts';
import { phrase, reasoned } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, OmittedPair, PairResult, Plan, PlannedStatement } from './analysis.ts';
import { fingerprintOfNothing } from './fingerprint.ts';
import { foldedKey } from './pairing.ts';

/**
 * What the statements of this pair may do. Made from the mapping and the source's own parents, never from the expected
 * shadow: a shadow that wrongly points to a source table must not widen its own permit.
 */
export function permitOf(
  result: PairResult,
  analysis: Pick<Analysis, 'options'>,
  dialect: Dialect,
  shadowParent: (source: TableName) => TableName | null,
): GatePermit {
  const { source, pair } = result;
  const references: TableName[] = [];
  if (source !== null && analysis.options.foreignKeys !== 'omit') {
    for (const parent of dialect.references(source)) {
      if (analysis.options.foreignKeys === 'keep') references.push(parent);
      const mapped = shadowParent(parent);
      if (mapped !== null) references.push(mapped);
    }
  }
  return { shadow: pair.shadow, references, dropTable: false, ...ownIndexes(result.actual, dialect) };
}

/** What an undo or a change may drop: the indexes that this very table has. */
export function ownIndexes(
  table: TableModel | null,
  dialect: Pick<Dialect, 'indexNames'>,
): Pick<GatePermit, 'indexes'> {
  const indexes = table === null ? undefined : dialect.indexNames?.(table);
  return indexes === undefined ? {} : { indexes };
}

/**
 * Checks one statement once more, right before it is sent: the table is a shadow of this plan, lives in its shadow
 * database and is no source of it, and the text is what the permit allows. Throws ShadowSyncError 'gate'.
 */
export function gateStatement(
  plan: Pick<Plan, 'shadowDatabase' | 'groups' | 'undoes'>,
  statement: PlannedStatement,
  dialect: Pick<Dialect, 'gate' | 'names'>,
): void {
  const { pair, permit, after } = statement;
  const { names } = dialect;
  const shadow = foldedKey(names, pair.shadow);
  if (foldedKey(names, permit.shadow) !== shadow)
    refuse(pair.shadow, phrase`its permit is for another table`);
  // Only what takes a run back may drop a table, and only in the step that ends where there was none.
  const mayDrop = plan.undoes !== undefined && after === fingerprintOfNothing;
  if (permit.dropTable && !mayDrop) refuse(pair.shadow, phrase`its permit would let a table be dropped`);
  if (names.foldTable(pair.shadow.database) !== names.foldTable(plan.shadowDatabase)) {
    refuse(pair.shadow, phrase`it is not in the shadow database ${plan.shadowDatabase}`);
  }
  if (sourcesOf(plan, names).has(shadow)) refuse(pair.shadow, phrase`it is a source table of this plan`);
  dialect.gate(statement.sql, permit);
}

/**
 * The tables with a statement that the gate does not let through, each once, with the gate's reason; yields after each
 * statement.
 */
export function* refusedByGate(
  plan: Pick<Plan, 'shadowDatabase' | 'groups' | 'undoes'>,
  dialect: Pick<Dialect, 'gate' | 'names'>,
): Generator<undefined, OmittedPair[]> {
  const refused = new Map<string, OmittedPair>();
  for (const statement of plan.groups.flatMap(({ statements }) => statements)) {
    const key = tableKey(statement.pair.shadow);
    if (refused.has(key)) continue;
    try {
      gateStatement(plan, statement, dialect);
    } catch (error) {
      if (!ShadowSyncError.is(error, 'gate')) throw error;
      refused.set(key, { pair: statement.pair, ...reasoned(error.said) });
    }
    yield;
  }
  return [...refused.values()];
}

type PlanGroups = Pick<Plan, 'groups'>;

/** Asked before each statement; worked out once per plan. */
const knownSources = new WeakMap<object, ReadonlySet<string>>();

function sourcesOf(plan: PlanGroups, names: Dialect['names']): ReadonlySet<string> {
  const known = knownSources.get(plan.groups);
  if (known !== undefined) return known;
  const sources = new Set(
    plan.groups.flatMap(({ statements }) => statements.map(({ pair }) => foldedKey(names, pair.source))),
  );
  knownSources.set(plan.groups, sources);
  return sources;
}

function refuse(shadow: TableName, why: Phrase): never {
  throw new ShadowSyncError(
    'gate',
    phrase`a statement for ${displayName(shadow)} was not let through: ${why}`,
    {
      remedy: phrase`Nothing was sent. Analyse again and report this.`,
    },
  );
}

/** The first half of planning: which shadows are touched, with which foreign keys released, by which statements. */
import type { Dialect, Step } from '../diff/dialect.ts';
import { phrase, reasoned } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, OmittedPair, PairResult } from './analysis.ts';
import { reasonOf } from './comparePairs.ts';
import { comingParents, leftParents, refuseLeftParents, refuseUnfitParents } from './leftParents.ts';
import { refuseMissingParents, standing } from './missingParents.ts';
import { refuseOutsideKeys } from './outsideKeys.ts';
import { foldedKey } from './pairing.ts';
import { resultName } from './resultName.ts';

export interface DraftTable {
  /** Folded key of the shadow. */
  readonly key: string;
  readonly result: PairResult;
  readonly from: TableModel | null;
  readonly to: TableModel;
  /** Foreign keys of this shadow that are dropped first and added again last. */
  readonly release: ReadonlySet<string>;
  /** The shadows whose change needs that, besides this one itself. */
  readonly releasedFor: readonly TableName[];
  readonly steps: readonly Step[];
}

export interface Draft {
  readonly tables: readonly DraftTable[];
  readonly omitted: readonly OmittedPair[];
}

interface Release {
  readonly names: Set<string>;
  readonly causes: TableName[];
}

/**
 * In the order of the analysis, yielding after each result. Never throws for one table: what can't be planned is omitted
 * with its reason.
 */
export function* draftTables(analysis: Analysis, dialect: Dialect): Generator<undefined, Draft> {
  const omitted: OmittedPair[] = [];
  const releases = new Map<string, Release>();
  const children = childrenByParent(analysis, dialect);
  const left = leftParents(analysis, dialect);
  const coming = comingParents(analysis, dialect);
  for (const result of analysis.results) {
    if (result.result !== 'update' && result.result !== 'create') continue;
    const reason =
      refuseUnwritten(result, analysis, left, coming, dialect) ??
      collectReleases(result, children, releases, dialect);
    if (reason !== null) omitted.push({ pair: result.pair, ...reasoned(reason) });
    yield;
  }
  const tables: DraftTable[] = [];
  for (const result of analysis.results) {
    const release = releases.get(foldedKey(dialect.names, result.pair.shadow));
    try {
      const drafted = draftTable(result, release, dialect);
      if (drafted !== null) tables.push(drafted);
    } catch (error) {
      omitted.push({ pair: result.pair, ...reasoned(reasonOf(error)) });
    }
    yield;
  }
  return { tables, omitted };
}

/** Folded key of a table → the existing shadows with a foreign key to it. */
function childrenByParent(analysis: Analysis, dialect: Dialect): Map<string, PairResult[]> {
  const children = new Map<string, PairResult[]>();
  for (const result of analysis.results) {
    if (result.actual === null) continue;
    for (const parent of dialect.references(result.actual)) {
      const key = foldedKey(dialect.names, parent);
      const list = children.get(key);
      if (list === undefined) children.set(key, [result]);
      else list.push(result);
    }
  }
  return children;
}

/** What stands in the way of this change in tables that the plan does not write; null, or why the change can't be made. */
function refuseUnwritten(
  result: PairResult,
  analysis: Analysis,
  left: ReadonlyMap<string, TableModel>,
  coming: ReadonlyMap<string, TableModel>,
  dialect: Dialect,
): Said | null {
  const { actual, expected, pair } = result;
  try {
    if (actual !== null && expected !== null) {
      const refusal = refuseOutsideKeys(pair.shadow, actual, expected, analysis.outsideKeys, dialect);
      if (refusal !== null) return refusal;
    }
    return (
      refuseLeftParents(result, left, dialect) ??
      refuseUnfitParents(result, coming, dialect) ??
      refuseMissingParents(result, standing(analysis, dialect), coming, dialect)
    );
  } catch (error) {
    return reasonOf(error);
  }
}

/** Asks the dialect which foreign keys stand in the way of this change; null, or why the change can't be made. */
function collectReleases(
  result: PairResult,
  children: ReadonlyMap<string, readonly PairResult[]>,
  releases: Map<string, Release>,
  dialect: Dialect,
): Said | null {
  const { actual: from, expected: to, pair } = result;
  if (from === null || to === null) return null;
  const key = foldedKey(dialect.names, pair.shadow);
  const found: { child: PairResult; names: readonly string[] }[] = [];
  try {
    found.push({ child: result, names: dialect.releases(from, to, from) });
    for (const child of children.get(key) ?? []) {
      if (child === result || child.actual === null) continue;
      found.push({ child, names: dialect.releases(from, to, child.actual) });
    }
  } catch (error) {
    return reasonOf(error);
  }
  const inTheWay = found.filter(({ names }) => names.length > 0);
  const untouchable = inTheWay.find(
    ({ child }) => child.result !== 'update' && child.result !== 'consistent',
  );
  if (untouchable !== undefined) {
    const { child, names } = untouchable;
    return phrase`its change needs the foreign key ${names.join(', ')} of ${displayName(child.pair.shadow)} to be dropped for a moment, but that table is ${resultName(child.result)}`;
  }
  for (const { child, names } of inTheWay) addRelease(releases, child, names, pair.shadow, dialect);
  return null;
}

function addRelease(
  releases: Map<string, Release>,
  child: PairResult,
  names: readonly string[],
  cause: TableName,
  dialect: Dialect,
): void {
  const key = foldedKey(dialect.names, child.pair.shadow);
  const release = releases.get(key) ?? { names: new Set<string>(), causes: [] };
  releases.set(key, release);
  for (const name of names) release.names.add(name);
  if (child.pair.shadow !== cause) release.causes.push(cause);
}

function draftTable(result: PairResult, release: Release | undefined, dialect: Dialect): DraftTable | null {
  const isChanged = result.result === 'create' || result.result === 'update';
  if (!isChanged && (result.result !== 'consistent' || release === undefined)) return null;
  const from = result.actual;
  // A consistent shadow gets back exactly what it had, names of constraints included.
  const to = isChanged ? result.expected : result.actual;
  if (to === null) return null;
  const table = {
    key: foldedKey(dialect.names, result.pair.shadow),
    result,
    from,
    to,
    release: release?.names ?? new Set<string>(),
    releasedFor: release?.causes ?? [],
  };
  return { ...table, steps: stepsOf(table, () => false, dialect) };
}

/**
 * The statements of one table, checked: they form an unbroken chain from what is there to what should be (R7), and their
 * phases follow each other, so that groups can put the phases of several tables one after another.
 * Throws ShadowSyncError 'internal' when they don't, and what the dialect throws.
 */
export function stepsOf(
  table: Pick<DraftTable, 'from' | 'to' | 'release' | 'result'>,
  absent: (name: TableName) => boolean,
  dialect: Dialect,
): readonly Step[] {
  const steps = dialect.steps(table.from, table.to, { release: table.release, absent });
  let state = canonicalOrNothing(table.from, dialect);
  let phase = 0;
  for (const step of steps) {
    const next = phases.indexOf(step.phase);
    if (canonicalOrNothing(step.before, dialect) !== state || next < phase) throw broken(table.result);
    state = canonicalOrNothing(step.after, dialect);
    phase = next;
  }
  if (steps.length === 0 || state !== canonicalOrNothing(table.to, dialect)) throw broken(table.result);
  return steps;
}

/** In the order in which a group runs them. */
export const phases: readonly Step['phase'][] = ['release', 'build', 'connect'];

function canonicalOrNothing(table: TableModel | null, dialect: Dialect): string {
  return table === null ? '' : dialect.canonical(table);
}

function broken({ pair }: PairResult): ShadowSyncError {
  return new ShadowSyncError(
    'internal',
    phrase`the statements planned for ${displayName(pair.shadow)} do not lead to what it should be; the table is left as it is`,
  );
}

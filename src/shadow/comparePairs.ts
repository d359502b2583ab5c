/** Comparison of what was read: one result per pair. No reading, no clock; `analyse` and `recompare` share it. */
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { Dialect } from '../diff/dialect.ts';
import type { Finding, TableFacts } from '../diff/finding.ts';
import { english, phrase, reasoned } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, Pair, PairResult } from './analysis.ts';
import { fingerprint, fingerprintOfNothing } from './fingerprint.ts';
import { parseGlob } from './glob.ts';
import { foldedKey } from './pairing.ts';
import { heldNames } from './heldNames.ts';
import type { HeldNames } from './heldNames.ts';
import { constraintNamer, distinctName } from './shadowNames.ts';
import { shadowParents } from './shadowParents.ts';

/** A pair whose two sides are known: understood, or (the shadow) not there. */
export interface ReadPair {
  readonly pair: Pair;
  readonly source: TableModel;
  readonly actual: TableModel | null;
  /** Notices that no option changes: triggers. */
  readonly notices: readonly Finding[];
  readonly facts: TableFacts | null;
}

/** Either a result that no comparison changes (failed, unsupported, …) or something to compare. */
export type PairReading =
  | { readonly kind: 'settled'; readonly result: PairResult }
  | { readonly kind: 'read'; readonly read: ReadPair };

export interface Comparison {
  readonly dialect: Dialect;
  readonly analysis: Pick<
    Analysis,
    'database' | 'shadowDatabase' | 'rule' | 'shadowTables' | 'adopt' | 'outsideNames'
  >;
  readonly options: CompareOptions;
  /** Shadows (`tableKey`) that are left as they are by choice. */
  readonly skip: ReadonlySet<string>;
}

/**
 * Compares all pairs, yielding after each, so that the caller can give the event loop a turn (P-23); returns the results
 * in the order of the readings. A shadow that turns out not to be makeable is no parent for foreign keys, so then the
 * comparison starts again without it; this ends, because each turn takes at least one away.
 */
export function* comparePairs(
  readings: readonly PairReading[],
  comparison: Comparison,
): Generator<undefined, PairResult[]> {
  const { names } = comparison.dialect;
  const { shadowDatabase, outsideNames } = comparison.analysis;
  const held = heldNames(readings.flatMap(bothSides), shadowDatabase, comparison.dialect, outsideNames);
  const impossible = new Set<string>();
  for (;;) {
    const makeable = new Map<string, TableName>();
    for (const reading of readings) {
      if (reading.kind === 'settled') continue;
      const { pair, actual } = reading.read;
      const key = tableKey(pair.shadow);
      if (actual !== null || !(comparison.skip.has(key) || impossible.has(key))) {
        makeable.set(foldedKey(names, pair.source), pair.shadow);
      }
    }
    const context = contextOf(comparison, held, shadowParents(comparison.analysis, names, makeable));
    const results: PairResult[] = [];
    let isImpossible = false;
    for (const reading of readings) {
      const result = reading.kind === 'settled' ? reading.result : compareSafely(reading.read, context);
      results.push(result);
      const key = tableKey(result.pair.shadow);
      if (
        reading.kind === 'read' &&
        result.result === 'failed' &&
        result.actual === null &&
        !impossible.has(key)
      ) {
        impossible.add(key);
        isImpossible = true;
      }
      yield;
    }
    if (!isImpossible) return results;
  }
}

function bothSides(reading: PairReading): readonly (TableModel | null)[] {
  const { source, actual } = reading.kind === 'read' ? reading.read : reading.result;
  return [source, actual];
}

interface Context extends Comparison {
  readonly held: HeldNames;
  readonly shadowParent: (source: TableName) => TableName | null;
  readonly sameDatabase: boolean;
  readonly isAdopted: (shadow: TableName) => boolean;
}

function contextOf(comparison: Comparison, held: HeldNames, shadowParent: Context['shadowParent']): Context {
  const { dialect, analysis } = comparison;
  const fold = (name: string): string => dialect.names.foldTable(name);
  const adopt = analysis.adopt.map((pattern) => parseGlob(pattern, fold));
  return {
    ...comparison,
    held,
    shadowParent,
    sameDatabase: fold(analysis.database) === fold(analysis.shadowDatabase),
    isAdopted: ({ table }) => adopt.some((glob) => glob.matches(table)),
  };
}

/** One table's failure is that table's result, never the end of the analysis (O-60). */
function compareSafely(read: ReadPair, context: Context): PairResult {
  try {
    return compareOne(read, context);
  } catch (error) {
    const { pair, source, actual, notices, facts } = read;
    // What was read is kept, so that the pair is compared again under other options.
    const fingerprints = lazyFingerprints(context.dialect, source, actual);
    return { ...emptyResult(pair, 'failed', reasonOf(error)), source, actual, notices, facts, fingerprints };
  }
}

function compareOne(read: ReadPair, context: Context): PairResult {
  const { dialect, options } = context;
  const { pair, source, actual } = read;
  const target = dialect.shadowOf(source, {
    shadow: pair.shadow,
    shadowParent: context.shadowParent,
    constraintName: nameConstraints(pair, context),
    foreignKeys: options.foreignKeys,
  });
  const base = {
    pair,
    reason: null,
    differences: [],
    notices: [...read.notices, ...target.notices],
    texts: null,
    source,
    actual,
    expected: target.table,
    facts: read.facts,
    fingerprints: lazyFingerprints(dialect, source, actual),
  };
  if (context.skip.has(tableKey(pair.shadow)))
    return { ...base, result: 'skipped', ...reasoned(phrase`skipped by choice`) };
  if (actual === null) {
    const refusal = dialect.refuseSteps(null, target.table);
    if (refusal !== null) return { ...base, result: 'unsupported', ...reasoned(refusal) };
    return { ...base, result: 'create' };
  }

  // Equal structure ends it early (design.md §3.3); the options can only make tables more alike.
  if (dialect.isSame(target.table, actual)) return { ...base, result: 'consistent' };
  const expected = dialect.relax(target.table, actual, options);
  const isEqual = dialect.isSame(expected, actual);
  const differences = isEqual ? [] : dialect.compare(expected, actual);
  if (isEqual) return { ...base, expected, result: 'consistent' };
  if (differences.length === 0) {
    // Never "consistent" on a contradiction: the text says different, the comparison finds nothing.
    throw new ShadowSyncError(
      'internal',
      phrase`${displayName(pair.shadow)} differs from what it should be, but no difference was found`,
    );
  }
  const refusal = dialect.refuseSteps(actual, expected);
  if (refusal !== null) {
    // A shadow of a kind that can be no source either may hold a password in its options (CONNECTION, P-12).
    const shown = dialect.refuseSource(actual) === null ? differences : [];
    return { ...base, expected, differences: shown, result: 'unsupported', ...reasoned(refusal) };
  }
  return {
    ...base,
    expected,
    differences,
    result: 'update',
    notices: [...base.notices, ...nameClash(read, target.table, context)],
  };
}

/** Names for the shadow's constraints: the rule's in the source's own database, the source's in another, none that is taken. */
function nameConstraints(
  { shadow }: Pair,
  { analysis, dialect, sameDatabase, held }: Context,
): (sourceName: string) => string {
  const limits = dialect.names;
  const byRule = sameDatabase
    ? constraintNamer(analysis.rule, shadow, limits)
    : (name: string): string => name;
  return (sourceName) => {
    const name = byRule(sourceName);
    return held(name, shadow) ? distinctName(name, shadow, limits) : name;
  };
}

/** Less alike than this, an existing table is taken for somebody else's (O-43). */
const leastResemblance = 0.5;

/**
 * SS116: the shadow's name belongs to a table that doesn't look like a shadow of this source. Refused until confirmed; in
 * another database too, where a mistyped name would lead to somebody's real tables.
 */
function nameClash({ pair, actual }: ReadPair, expected: TableModel, context: Context): Finding[] {
  if (actual === null || context.isAdopted(pair.shadow)) return [];
  const resemblance = context.dialect.resemblance(expected, actual);
  if (resemblance >= leastResemblance) return [];
  const said = phrase`${displayName(pair.shadow)} does not look like a shadow of ${displayName(pair.source)} (${Math.round(resemblance * 100)} % alike by its columns): it may be another table that happens to have this name.`;
  return [
    {
      code: 'SS116',
      level: 'refused',
      message: english(said),
      said,
      object: { kind: 'table', name: pair.shadow.table },
    },
  ];
}

/**
 * Fingerprints are made when they are asked for: an analysis of thousands of consistent tables needs none of them.
 * The properties are enumerable, so the object looks like plain data.
 */
function lazyFingerprints(
  dialect: Dialect,
  source: TableModel,
  actual: TableModel | null,
): { readonly source: string; readonly shadow: string } {
  let ofSource: string | null = null;
  let ofShadow: string | null = actual === null ? fingerprintOfNothing : null;
  return {
    get source() {
      return (ofSource ??= fingerprint(dialect, source));
    },
    get shadow() {
      return (ofShadow ??= fingerprint(dialect, actual));
    },
  };
}

/** A result without models: nothing was read, or nothing of it was understood. */
export function emptyResult(pair: Pair, result: PairResult['result'], reason: Said): PairResult {
  return {
    pair,
    result,
    ...reasoned(reason),
    differences: [],
    notices: [],
    texts: null,
    source: null,
    actual: null,
    expected: null,
    facts: null,
    fingerprints: { source: null, shadow: null },
  };
}

/** An error as a reason for people; one that isn't ours is a fault of this program and says so. */
export function reasonOf(error: unknown): Said {
  if (ShadowSyncError.is(error))
    return error.saidRemedy === null ? error.said : phrase`${error.said}. ${error.saidRemedy}`;
  const text = error instanceof Error ? error.message : String(error);
  return phrase`internal error: ${text}`;
}

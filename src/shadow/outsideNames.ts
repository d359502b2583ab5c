/** Names of constraints that tables hold which an analysis does not read. */
import type { Dialect } from '../diff/dialect.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';
import type { CancelSignal, SchemaReader } from './schemaReader.ts';

/** What asks about tables that are none of the analysis' pairs. */
export interface OutsideSource {
  readonly dialect: Dialect;
  readonly reader: SchemaReader;
  readonly signal: CancelSignal;
  /** Folded keys of the tables that are: `readKeys`. */
  readonly known: ReadonlySet<string>;
}

/**
 * In lower case, as `heldNames` compares them. Asks once, and only when a shadow is to get a constraint under a name that it
 * has not: the question is dear on servers that must open every table for it (readConstraintNames.ts). Empty where nothing is
 * known.
 */
export async function readOutsideNames(
  { results, shadowDatabase, shadowTables }: Pick<Analysis, 'results' | 'shadowDatabase' | 'shadowTables'>,
  { dialect, reader, signal, known }: OutsideSource,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  if (!results.some((result) => newNames(result, dialect).length > 0)) return taken;
  const held = (await reader.readConstraintNames?.(shadowDatabase, shadowTables.size, signal)) ?? [];
  for (const { table, constraint } of held)
    if (!known.has(foldedKey(dialect.names, table))) taken.add(constraint.toLowerCase());
  return taken;
}

/** Whether a shadow is to get a constraint under one of these names. */
export function meetsOutsideName(
  results: readonly PairResult[],
  taken: ReadonlySet<string>,
  dialect: Dialect,
): boolean {
  if (taken.size === 0) return false;
  return results.some((result) => newNames(result, dialect).some((name) => taken.has(name)));
}

/** Folded keys of the tables that the analysis read and understood: their names are known. */
export function readKeys(results: readonly PairResult[], { names }: Pick<Dialect, 'names'>): Set<string> {
  return new Set(
    results.flatMap(({ pair, source, actual }) => [
      ...(source === null ? [] : [foldedKey(names, pair.source)]),
      ...(actual === null ? [] : [foldedKey(names, pair.shadow)]),
    ]),
  );
}

function newNames({ result, expected, actual }: PairResult, dialect: Dialect): readonly string[] {
  if (expected === null || (result !== 'create' && result !== 'update')) return [];
  const own = new Set(actual === null ? [] : lowered(dialect.constraintNames(actual)));
  return lowered(dialect.constraintNames(expected)).filter((name) => !own.has(name));
}

function lowered(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

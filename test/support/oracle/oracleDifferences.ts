/** Both oracles at once: is a shadow its source but for the names? */
import type { Connection } from 'mysql2/promise';
import { showTables } from '../generate/create.ts';
import { dictionaryLines, readDictionary } from './dictionaryOracle.ts';
import { canonicalLines } from './textOracle.ts';

/** Which pairs are compared. */
export interface OracleRequest {
  readonly database: string;
  readonly shadowDatabase: string;
  readonly shadowOf: (source: string) => string;
  readonly sources: readonly string[];
}

/** What one oracle sees: lines with `-` should be in the shadow, those with `+` should not. */
export interface OracleDifference {
  readonly source: string;
  readonly oracle: 'text' | 'dictionary';
  readonly lines: string;
}

/** Compares each source with its shadow by SHOW CREATE TABLE and by information_schema; empty when all are alike. */
export async function oracleDifferences(
  connection: Connection,
  { database, shadowDatabase, shadowOf, sources }: OracleRequest,
): Promise<readonly OracleDifference[]> {
  const found: OracleDifference[] = [];
  const theirs = await readDictionary(connection, database);
  const ours = shadowDatabase === database ? theirs : await readDictionary(connection, shadowDatabase);
  // A foreign key to a table without a shadow is left out.
  const parent = (table: string): string | null => (ours.has(shadowOf(table)) ? shadowOf(table) : null);
  const sourceTexts = await showTables(connection, database, sources);
  const shadowTexts = await showTables(connection, shadowDatabase, sources.map(shadowOf));
  for (const source of sources) {
    const shadow = shadowOf(source);
    const text = lineDifference(
      canonicalLines(sourceTexts.get(source) ?? '', { parent }),
      canonicalLines(shadowTexts.get(shadow) ?? '', { parent: (table) => table }),
    );
    if (text !== null) found.push({ source, oracle: 'text', lines: text });
    const rows = lineDifference(
      dictionaryLines(theirs.get(source), parent),
      dictionaryLines(ours.get(shadow)),
    );
    if (rows !== null) found.push({ source, oracle: 'dictionary', lines: rows });
  }
  return found;
}

/** The lines that only one side has; null when there are none and their order is the same. */
export function lineDifference(wanted: readonly string[], actual: readonly string[]): string | null {
  if (wanted.length === actual.length && wanted.every((line, i) => line === actual[i])) return null;
  const missing = wanted.filter((line) => !actual.includes(line)).map((line) => `- ${line}`);
  const extra = actual.filter((line) => !wanted.includes(line)).map((line) => `+ ${line}`);
  return missing.length + extra.length === 0
    ? 'the same lines in another order'
    : [...missing, ...extra].join('\n');
}

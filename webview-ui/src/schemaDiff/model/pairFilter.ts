import { findingLevels } from '../../../../src/diff/finding.ts';
import type { PairRow } from '../../../../src/protocol/schemaDiff.ts';
import { parseGlob } from '../../../../src/shadow/glob.ts';

/** What of the pairs is shown. */
export interface PairFilter {
  /** A part of either name or of a finding's code; with `*`, `?` or `[` a pattern for a whole name. */
  readonly text: string;
  /** Empty: all. */
  readonly results: readonly PairRow['result'][];
  readonly level: 'any' | 'caution' | 'unsafe';
}

export const noFilter: PairFilter = { text: '', results: [], level: 'any' };

export function isFiltering({ text, results, level }: PairFilter): boolean {
  return text.trim() !== '' || results.length > 0 || level !== 'any';
}

/** A test for rows, made once for each filter; names are compared whatever their case. */
export function rowMatcher(filter: PairFilter): (row: PairRow) => boolean {
  const isNamed = nameMatcher(filter.text.trim().toLowerCase());
  const results = new Set(filter.results);
  const least = severity(filter.level === 'any' ? null : filter.level);
  return (row) =>
    (results.size === 0 || results.has(row.result)) && severity(row.level) >= least && isNamed(row);
}

function nameMatcher(text: string): (row: PairRow) => boolean {
  if (text === '') return () => true;
  if (/[*?[]/.test(text)) {
    const glob = parseGlob(text, (name) => name.toLowerCase());
    return ({ source, shadow }) => glob.matches(source) || glob.matches(shadow);
  }
  return ({ source, shadow, codes }) =>
    source.toLowerCase().includes(text) ||
    shadow.toLowerCase().includes(text) ||
    codes.some((code) => code.toLowerCase() === text);
}

function severity(level: PairRow['level']): number {
  return level === null ? -1 : findingLevels.indexOf(level);
}

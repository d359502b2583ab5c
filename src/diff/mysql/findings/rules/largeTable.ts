import { predictAlgorithm } from '../algorithm/predictAlgorithm.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

const LARGE_ROWS = 1_000_000;
const LARGE_BYTES = 1024 ** 3;

export const largeTable: TableRule = {
  code: 'SS204',
  title: phrase`works on a large table`,
  levels: ['caution'],
  why: phrase`The statement reads or writes every row of a table with a million rows or a gibibyte of data, so it runs for long.`,
  remedy: phrase`Run it at a quiet time; it can be stopped, which changes nothing.`,
  check: (change) => {
    const rows = change.facts?.estimatedRows ?? 0;
    const bytes = change.facts?.dataBytes ?? 0;
    if (rows < LARGE_ROWS && bytes < LARGE_BYTES) return [];
    if (predictAlgorithm(change).algorithm === 'INSTANT') return [];
    const size = phrase`about ${rows} rows, ${Math.round(bytes / 1024 ** 2)} MiB`;
    const name = change.after.name.table;
    const message = phrase`Table ${name} is large (${size}), and the statement is not instant.`;
    return [finding(largeTable, 'caution', { kind: 'table', name }, message)];
  },
};

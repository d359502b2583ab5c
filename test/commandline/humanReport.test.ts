import assert from 'node:assert/strict';
import { humanReport } from '../../src/commandline/humanReport.ts';
import { paintFor } from '../../src/commandline/paint.ts';
import type { Report, ReportTable } from '../../src/comparison/report.ts';

const paint = paintFor({ isTerminal: false, environment: {} });

function reportOf(tables: readonly ReportTable[], consistent: number): Report {
  return {
    dialect: 'mariadb',
    serverVersion: '10.11',
    database: 'shop',
    shadowDatabase: 'shop',
    summary: { create: tables.length, update: 0, consistent, skipped: 0, unsupported: 0, failed: 0 },
    tables: [
      ...tables,
      ...Array.from({ length: consistent }, (_, i) => table(`same${String(i)}`, 'consistent')),
    ],
    timing: { readMs: 1, compareMs: 1, totalMs: 1 },
  };
}

function table(source: string, result: ReportTable['result']): ReportTable {
  return {
    source,
    shadow: `_${source}`,
    result,
    reason: null,
    differences: [],
    notices: [],
    statements: [],
  };
}

describe('the report for people', () => {
  it('counts one as one', () => {
    assert.match(humanReport(reportOf([], 1), paint), / 1 source table ·/);
    assert.match(humanReport(reportOf([], 2), paint), / 2 source tables ·/);
    const done: ReportTable = { ...table('a', 'create'), outcome: 'succeeded', verified: true };
    assert.match(humanReport(reportOf([done], 1), paint), /1 done and verified · 1 was consistent\n$/);
    assert.match(humanReport(reportOf([done], 2), paint), /1 done and verified · 2 were consistent\n$/);
  });
});

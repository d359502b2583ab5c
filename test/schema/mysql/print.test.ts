import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTable } from '../../../src/schema/mysql/parse/parseTable.ts';
import { printTable } from '../../../src/schema/mysql/print/printTable.ts';
import type { PrintStyle } from '../../../src/schema/mysql/print/printStyle.ts';
import { anyTable } from './arbitraries.ts';

const styles: readonly PrintStyle[] = [
  { layout: 'mysql', nowBrackets: false, invisibleFirst: false, defaults: null },
  { layout: 'mysql', nowBrackets: true, invisibleFirst: true, defaults: null },
  { layout: 'oceanbase', nowBrackets: false, invisibleFirst: false, defaults: null },
];

describe('printing', () => {
  it('R2 law: parsing is the inverse of printing, in every style', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(...styles), (table, style) => {
        const text = printTable(table, style);
        const { table: back, printedName } = parseTable(text, table.name, {
          layout: style.layout,
          unescapedForeignKeys: false,
        });
        // fast-check's records have no prototype; copies have.
        assert.deepEqual(structuredClone(back), structuredClone(table), text);
        assert.equal(printedName, table.name.table);
      }),
      { numRuns: 500 },
    );
  });
});

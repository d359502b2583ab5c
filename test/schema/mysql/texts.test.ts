/** Texts of servers that don't run here (and of some that do), from test/golden/texts: all are understood. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { canonicalText } from '../../../src/schema/mysql/canonicalText.ts';
import { statementStyle, writtenStyle } from '../../../src/schema/mysql/print/printStyle.ts';
import { printTable } from '../../../src/schema/mysql/print/printTable.ts';
import { readTable } from '../../../src/schema/mysql/readTable.ts';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';
import { factsOf } from './facts.ts';

const folder = new URL('../../golden/texts/', import.meta.url);

/** The head line `-- oceanbase 4.3.5.1`, then texts, each with a semicolon and a line end behind it. */
function textsOf(file: string): { readonly facts: MysqlServerFacts; readonly texts: readonly string[] } {
  const [head = '', ...rest] = readFileSync(new URL(file, folder), 'utf8').split('\n');
  const [, dialect = '', version = ''] = head.split(' ');
  assert.ok(dialect === 'mysql' || dialect === 'mariadb' || dialect === 'oceanbase', file);
  const texts = rest.join('\n').split(/;\n+(?=CREATE|$)/);
  return {
    facts: factsOf(dialect, version.split('.').map(Number)),
    texts: texts.map((text) => text.trim()).filter((text) => text !== ''),
  };
}

describe('texts of servers', () => {
  for (const file of readdirSync(folder)) {
    const { facts, texts } = textsOf(file);
    for (const text of texts) {
      const table = (/^CREATE TABLE `((?:[^`]|``)*)`/.exec(text)?.[1] ?? '').replaceAll('``', '`');
      it(`R2 P-15 ${file}: ${table}`, () => {
        const name = { database: 'shop', table };
        const read = readTable({ text }, name, facts);
        if (read.kind === 'unsupported') assert.fail(`${read.reason}\n${read.printedText ?? ''}`);
        // Our own statement, read as if a server had printed it, is the same table.
        const { layout } = writtenStyle(facts, { nowBrackets: false, invisibleFirst: false });
        const printed = printTable(read.table, { ...statementStyle(read.table), layout });
        const again = readTable({ text: printed }, name, facts);
        if (again.kind === 'unsupported') assert.fail(`${again.reason}\n${printed}`);
        assert.equal(canonicalText(again.table, facts), canonicalText(read.table, facts));
      });
    }
  }
});

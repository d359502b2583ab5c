import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import type { TaskFormFields } from '../../../src/protocol/taskForm.ts';
import { taskFormScenes, usualFields } from '../../../webview-ui/fakeHost/taskFormScenes.ts';
import { PagedRows } from '../../../webview-ui/src/taskForm/model/pagedRows.ts';
import type { Page } from '../../../webview-ui/src/taskForm/model/pagedRows.ts';
import { pairTabs } from '../../../webview-ui/src/taskForm/model/pairTabs.ts';
import { tableLines } from '../../../webview-ui/src/taskForm/model/tableLines.ts';
import { TypedFields } from '../../../webview-ui/src/taskForm/model/typedFields.ts';

const withPrefix = (prefix: string): TaskFormFields => ({ ...usualFields, prefix });

describe('what is being typed in the task form', () => {
  it('stands over the editor’s state until that has it', () => {
    const typed = new TypedFields();
    const first = typed.type({ field: 'prefix', value: 'a' });
    const second = typed.type({ field: 'prefix', value: 'ab' });
    typed.heard('prefix', first, 5);
    typed.settle(5);
    assert.equal(typed.over(withPrefix('a')).prefix, 'ab', 'a state from before takes nothing away');
    typed.heard('prefix', second, 6);
    typed.settle(5);
    assert.equal(typed.over(withPrefix('a')).prefix, 'ab');
    typed.settle(6);
    assert.equal(typed.over(withPrefix('as the editor has it')).prefix, 'as the editor has it');
  });

  it('goes when the editor refuses it, and other fields stay', () => {
    const typed = new TypedFields();
    typed.type({ field: 'prefix', value: 'a' });
    typed.type({ field: 'keepInSync', value: false });
    typed.withdraw('prefix');
    const shown = typed.over(withPrefix('old'));
    assert.deepEqual([shown.prefix, shown.keepInSync], ['old', false]);
  });
});

describe('rows in pages', () => {
  it('are whole, of one revision, however often that changes on the way', async () => {
    let revision = 1;
    const all = (): readonly string[] => Array.from({ length: 500 }, (_, i) => `${revision}-${i}`);
    let pages = 0;
    const fetch = (_asked: number, offset: number, limit: number): Promise<Page<string>> => {
      pages += 1;
      // Once, in the middle of a pass.
      if (pages === 2) revision = 2;
      return Promise.resolve({ revision, total: 500, rows: all().slice(offset, offset + limit) });
    };
    const rows = new PagedRows(fetch, 200, () => undefined);
    await rows.load(1);
    assert.deepEqual(rows.rows, all());
    assert.equal(rows.revision, 2);
  });

  it('are read by one pass for all who ask while one waits, and again after a failure', async () => {
    let fetched = 0;
    const fetch = (): Promise<Page<number>> => {
      fetched += 1;
      if (fetched === 1) return Promise.reject(new Error('no'));
      return Promise.resolve({ revision: 1, total: 1, rows: [fetched] });
    };
    const rows = new PagedRows(fetch, 10, () => undefined);
    await assert.rejects(rows.load(1), /no/);
    await Promise.all([rows.load(1), rows.load(1), rows.load(1)]);
    assert.deepEqual([fetched, rows.rows], [2, [2]]);
  });
});

describe('the tabs of the analysis', () => {
  const pairs = taskFormScenes['sample']?.().pairs ?? [];
  const choice = { tab: 'unsynchronized', text: '', collapsed: [] } as const;

  it('have every pair in one of them, and skipped ones among what is skipped', () => {
    const skipped = new Set(['orders']);
    const isSkipped = (row: PairRow): boolean => row.isSkippedByUser || skipped.has(row.source);
    const { counts, lines } = pairTabs(pairs, isSkipped, choice);
    assert.equal(counts.synchronized + counts.unsynchronized, pairs.length);
    const groupOf = (source: string): string | undefined =>
      lines.flatMap((line) => (!line.isHeading && line.row.source === source ? [line.row.result] : [])).at(0);
    assert.equal(groupOf('orders'), 'skipped');
    assert.equal(groupOf('categories'), 'skipped');
    assert.equal(groupOf('stores'), 'consistent');
    assert.equal(groupOf('carts'), undefined);
  });

  it('count everything, and show what is searched', () => {
    const { counts, lines } = pairTabs(pairs, () => false, {
      ...choice,
      tab: 'synchronized',
      text: 'order*',
    });
    assert.ok(counts.synchronized > 5);
    const shown = lines.flatMap((line) => (line.isHeading ? [] : [line.row.source]));
    assert.deepEqual(shown, ['order_items', 'orders']);
  });
});

describe('the list of tables', () => {
  const table = (id: number, name: string, place: 'in' | 'out' | 'shadow' = 'out') =>
    ({ id, name, place, isChosen: false }) as const;
  const tables = [table(1, 'orders'), table(2, '__test_orders', 'shadow'), table(3, 'bills')];

  it('has a heading that counts what can be ticked, whatever is searched', () => {
    const lines = tableLines(tables, ({ id }) => id === 1, 'ORDERS');
    const [heading, ...rest] = lines;
    assert.ok(heading?.isHeading === true);
    assert.deepEqual([heading.chosen, heading.total], [1, 1]);
    assert.deepEqual(
      rest.map(({ key }) => key),
      ['1', '2'],
    );
    assert.deepEqual(
      tableLines(tables, () => false, 'nothing'),
      [],
    );
    assert.equal(tableLines(tables, () => false, '[ob]*s').length, 3);
  });
});

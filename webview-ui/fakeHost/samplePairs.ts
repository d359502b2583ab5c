/** Pairs to look at: a shop's tables in every state, very many of them, and names that nobody should give a table. */
import type { PairRow } from '../../src/protocol/schemaDiff.ts';
import { longName } from './longTexts.ts';

type Part = Partial<PairRow> & { readonly source: string };

function rowsOf(parts: readonly Part[]): readonly PairRow[] {
  return parts.map((part, id) => ({
    id,
    shadow: `__test_${part.source}`,
    result: 'consistent',
    isSkippedByUser: false,
    reason: null,
    differences: 0,
    statements: 0,
    level: null,
    codes: [],
    outcome: null,
    ...part,
  }));
}

const update = { result: 'update', differences: 3, statements: 1, level: 'info', codes: ['SS202'] } as const;
const risky = {
  result: 'update',
  differences: 4,
  statements: 2,
  level: 'unsafe',
  codes: ['SS101', 'SS104'],
} as const;
const create = { result: 'create', differences: 1, statements: 1 } as const;

/** Every result, every finding level. */
export const samplePairs = rowsOf([
  { source: 'addresses' },
  { source: 'audit_log', ...update, level: 'caution', codes: ['SS201'] },
  { source: 'carriers' },
  { source: 'carts', ...update },
  { source: 'categories', ...update, differences: 1, isSkippedByUser: true },
  { source: 'coupons', ...create },
  { source: 'customers', ...risky },
  { source: 'exchange_rates' },
  {
    source: 'geo_regions',
    result: 'unsupported',
    reason: 'The definition has a clause that is not known here: WITH SYSTEM VERSIONING.',
  },
  { source: 'inventory', ...update, level: 'refused', codes: ['SS116'] },
  { source: 'invoices', ...create, statements: 2 },
  { source: 'order_items', ...update, differences: 2 },
  { source: 'orders', ...risky },
  { source: 'payments', ...create, level: 'caution', codes: ['SS301'] },
  { source: 'price_history', result: 'failed', reason: 'The account may not read this table (error 1142).' },
  { source: 'products', ...update, differences: 7 },
  { source: 'returns' },
  { source: 'sessions', result: 'skipped', reason: 'It is a temporary table.' },
  { source: 'shipments', ...update },
  { source: 'stores' },
]);

/** Names as long as servers allow, which begin alike. */
export const longPairs = rowsOf(
  samplePairs.map(({ source, ...row }) => ({
    ...row,
    source: longName(source),
    shadow: longName(`__test_${source}`),
    reason: row.reason === null ? null : `${row.reason} ${'It can’t be had in any other way. '.repeat(8)}`,
    codes: row.codes.length === 0 ? [] : [...row.codes, 'SS105', 'SS107', 'SS110', 'SS201', 'SS202'],
  })),
);

const adjectives = ['open', 'old', 'daily', 'raw', 'eu', 'us', 'late', 'paid', 'new', 'held'] as const;
const nouns = [
  'orders',
  'items',
  'events',
  'users',
  'visits',
  'stock',
  'bills',
  'notes',
  'roles',
  'jobs',
] as const;

/** As many pairs as wanted; one in four differs. */
export function manyPairs(count: number): readonly PairRow[] {
  const kinds: readonly Partial<PairRow>[] = [update, {}, {}, create, {}, {}, risky, {}];
  return rowsOf(
    Array.from({ length: count }, (_, i) => ({
      source: `${adjectives[i % 10] ?? ''}_${nouns[Math.floor(i / 10) % 10] ?? ''}_${String(i).padStart(5, '0')}`,
      ...kinds[i % kinds.length],
    })),
  );
}

/** As long as servers allow, and with everything that could be taken for something else (U-03, U-04, U-06). */
export const oddPairs = rowsOf([
  { source: 'a'.repeat(64), shadow: `__test_${'a'.repeat(57)}`, ...update },
  {
    source: 'quarterly_consolidated_revenue_recognition_schedule_line_items_x',
    shadow: '__test_quarterly_consolidated_revenue_recognition_schedule_line_',
    ...risky,
  },
  { source: '影子表测试订单明细历史记录归档', ...create },
  { source: 'abc\u202egnp.exe', ...update },
  { source: 'zero\u200bwidth', ...update },
  { source: '\u001b[31mred', ...update },
  { source: '<img src=x onerror=alert(1)>', ...update },
  { source: '</script><script>alert(1)</script>', ...update },
  { source: '[Fix](command:workbench.action.quit)', ...update },
  { source: '$(trash) `tick`', ...update },
  { source: '__proto__', ...create },
  { source: 'constructor', ...create },
  {
    source: 'line\nbreak',
    result: 'failed',
    reason: 'near <b>"DROP TABLE orders"</b>\u2028 [click](command:x)\u202e',
  },
]);

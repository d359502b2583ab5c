/** A task that exists only in the page, in several of its states. */
import type { ShownRun, ShownTask, StatementDetails, StatementRow } from '../../src/protocol/taskDetails.ts';

/** Noon of a day that is not today, so that pictures of it stay the same. */
export const noon = Date.UTC(2026, 4, 4, 12);

const minute = 60_000;

export const failedRun: ShownRun = {
  run: 'r1nk4z9h2kq4',
  outcome: 'succeeded-with-errors',
  outcomeName: 'Succeeded with Errors',
  slot: noon,
  startedAt: noon + 2000,
  endedAt: noon + 2000 + 47_300,
  lateMs: 2000,
  coalesced: 0,
  reason: 'shop.__test_orders: Duplicate entry ‘7’ for key ‘uq_number’ (statement 2 of 3, 1 in force)',
  succeeded: 3,
  failed: 1,
  skipped: 1,
  left: [
    { shadow: 'shop.__test_orders', reason: 'Duplicate entry ‘7’ for key ‘uq_number’' },
    {
      shadow: 'shop.__test_payments',
      reason: 'It goes together with another table: shop.__test_orders failed.',
    },
  ],
  canUndo: true,
};

const goodRun: ShownRun = {
  ...failedRun,
  run: 'r1nk4q2h7mm1',
  outcome: 'succeeded',
  outcomeName: 'Succeeded',
  slot: noon - 24 * 60 * minute,
  startedAt: noon - 24 * 60 * minute,
  endedAt: noon - 24 * 60 * minute + 830,
  lateMs: 0,
  reason: null,
  succeeded: 5,
  failed: 0,
  skipped: 0,
  left: [],
};

const missedRun: ShownRun = {
  ...goodRun,
  run: 'r1nk4m5s0aa2',
  outcome: 'missed',
  outcomeName: 'Missed',
  slot: noon - 48 * 60 * minute,
  startedAt: noon - 47 * 60 * minute,
  endedAt: noon - 47 * 60 * minute,
  lateMs: 60 * minute,
  coalesced: 2,
  reason: '3 starts passed while nothing of ours was running',
  succeeded: 0,
  canUndo: false,
};

const secondary = (
  action: ShownTask['actions'][number]['action'],
  label: string,
): ShownTask['actions'][number] => ({
  action,
  label,
  isPrimary: false,
});

export const sampleTask: ShownTask = {
  kind: 'task',
  id: 't1nk4z8c0p7x',
  title: 'Shadow tables for the load test of the checkout',
  type: 'Shadow table synchronization',
  status: {
    kind: 'succeeded-with-errors',
    name: 'Succeeded with Errors',
    reason: 'shop.__test_orders: Duplicate entry ‘7’ for key ‘uq_number’ (statement 2 of 3, 1 in force)',
  },
  actions: [
    { action: 'retry', label: 'Retry', isPrimary: true },
    secondary('initiateAgain', 'Initiate Again…'),
    secondary('undoRun', 'Undo This Run…'),
    secondary('openChangeSql', 'Open Change SQL'),
    secondary('saveAsFile', 'Save as File…'),
    secondary('remove', 'Delete…'),
  ],
  connection: 'Shop (staging)',
  environment: 'test',
  database: 'shop',
  creator: 'ada',
  createdAt: noon - 72 * 60 * minute,
  tags: ['checkout', 'load test'],
  origin: 't1nk3a0b9k2d',
  settings: [
    { name: 'Connection', value: 'Shop (staging) (test)' },
    { name: 'Database', value: 'shop' },
    { name: 'Naming rule', value: '__test_*' },
    { name: 'Synchronization range', value: 'order*, payment*, !*_old' },
    {
      name: 'Comparison',
      value: 'column order strict, comments ignored, foreign keys map, storage strict, partitions lax',
    },
    {
      name: 'Execution mode',
      value: 'at 02:30 on weekdays (30 2 * * 1-5, Europe/Berlin); missed starts are asked about',
    },
    { name: 'Error handling', value: 'Ignore Error and Continue' },
    { name: 'Lock wait', value: '15 s' },
    { name: 'Sessions side by side', value: '2' },
    { name: 'Plan', value: 'b5a1c0ffee12, made May 1, 2026, 12:00:00' },
    { name: 'Approval process', value: 'Staging. The environment is test.' },
    { name: 'Made from', value: 'Task t1nk3a0b9k2d, initiated again' },
    {
      name: 'Remarks',
      value: 'Shadow tables for the load test of the checkout\nBefore the launch on Friday',
    },
  ],
  plan: { tables: 5, statements: 9, unsafe: 2, isKept: true },
  advice:
    'These tasks live on this computer only: an approval here is a checklist for yourself, not a control by somebody else.',
  steps: [
    step('initiated', 'Initiate', 'done', 'By ada', null, noon - 72 * 60 * minute),
    {
      ...step(
        'approval',
        'Approval 1: Database team',
        'done',
        'Approved by grace',
        null,
        noon - 71 * 60 * minute,
      ),
      comment: 'Looked at the two unsafe statements: nobody writes there before Friday.',
    },
    step('approval', 'Approval 2: Release', 'passed over', 'Approved by itself', null, null),
    step('execution', 'Execute', 'done', 'Succeeded with Errors', null, noon + 49_300),
    step('completion', 'Complete', 'passed over', 'Succeeded with Errors', null, noon + 49_300),
  ],
  runs: [failedRun, goodRun, missedRun],
  nextRuns: [],
  waitsFor: null,
  progress: null,
  revision: 1,
};

export function step(
  kind: ShownTask['steps'][number]['kind'],
  title: string,
  state: ShownTask['steps'][number]['state'],
  detail: string,
  startedAt: number | null,
  endedAt: number | null,
): ShownTask['steps'][number] {
  return { kind, title, state, detail, startedAt, endedAt, comment: null };
}

const tables = ['customers', 'orders', 'order_items', 'payments', 'payment_methods'];
const outcomes = ['succeeded', 'failed', 'skipped', 'unknown', 'running', 'waiting'] as const;

/** Statements as rows; `outcome` undefined: no run has come to them. */
export function statementRows(count: number, hasRun: boolean): readonly StatementRow[] {
  return Array.from({ length: count }, (_, index): StatementRow => {
    const table = tables[Math.floor(index / 2) % tables.length] ?? 'customers';
    const name = count > 100 ? `${table}_${Math.floor(index / 3)}` : table;
    const isUnsafe = index % 5 === 1;
    return {
      index,
      source: `shop.${name}`,
      shadow: `shop.__test_${name}`,
      sql: isUnsafe
        ? `DROP COLUMN \`legacy\`, ADD UNIQUE KEY \`uq_number\` (\`number\`)`
        : `ADD COLUMN \`note\` varchar(200) DEFAULT NULL AFTER \`number\``,
      level: isUnsafe ? 'unsafe' : index % 3 === 0 ? 'caution' : 'info',
      codes: isUnsafe ? ['SS101', 'SS110'] : ['SS301'],
      outcome: hasRun
        ? index === 1
          ? 'failed'
          : index < 5
            ? 'succeeded'
            : (outcomes[index % 6] ?? null)
        : null,
      durationMs: hasRun && index < 5 ? 12 + index * 731 : null,
    };
  });
}

export function detailsOf(row: StatementRow): StatementDetails {
  const { index, source, shadow, sql, outcome, durationMs, level } = row;
  const isFailed = outcome === 'failed';
  return {
    index,
    source,
    shadow,
    sql: `ALTER TABLE ${shadow} ${sql.replace(', ', ',\n  ')}`,
    findings:
      level === 'unsafe'
        ? [
            { code: 'SS101', level: 'unsafe', message: 'Column legacy is dropped: its values are lost.' },
            { code: 'SS110', level: 'unsafe', message: 'Fails when two rows have the same number.' },
          ]
        : [{ code: 'SS301', level: 'info', message: 'Runs without rebuilding the table.' }],
    undo: `ALTER TABLE ${shadow} DROP COLUMN note;`,
    undoNote:
      level === 'unsafe' ? 'Does not bring back: the values of the dropped column (column legacy).' : null,
    outcome,
    isRecovered: index === 2,
    error: isFailed ? 'Duplicate entry ‘7’ for key ‘uq_number’ (error 1062)' : null,
    remedy: isFailed ? 'Remove the rows that are there twice, then retry.' : null,
    durationMs,
    sent: isFailed ? 3 : 1,
  };
}

/** Answers the task details as the editor would, from a sample task. */
import type { Port } from '../../src/protocol/channel.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import type { HostEnd } from '../../src/protocol/hostEnd.ts';
import { taskDetailsContract } from '../../src/protocol/taskDetails.ts';
import type {
  DetailsPlace,
  LeftOutRow,
  LogFilter,
  ShownLine,
  ShownTask,
  StatementRow,
  TaskDetailsContract,
  TaskDetailsState,
} from '../../src/protocol/taskDetails.ts';
import { longName, longRemarks, longSql } from './longTexts.ts';
import { samplePairs } from './samplePairs.ts';
import { detailsOf, failedRun, noon, sampleTask, statementRows, step } from './sampleTask.ts';

interface Scene {
  readonly state: TaskDetailsState;
  readonly rows: readonly StatementRow[];
  readonly lines: readonly ShownLine[];
  readonly place?: DetailsPlace;
  readonly torn?: number;
  /** So many tables more that are left out. */
  readonly leftOut?: number;
}

const logLines: readonly ShownLine[] = Array.from({ length: 400 }, (_, i): ShownLine => {
  const level = i % 97 === 5 ? 'error' : i % 23 === 4 ? 'warn' : 'info';
  const messages = {
    info: `shop.__test_orders_${String(i)}: statement ${String(i)}: ALTER TABLE \`shop\`.\`__test_orders_${String(i)}\` ADD COLUMN \`note\` varchar(200)`,
    warn: 'shop.__test_orders waits for a lock held by connection 41 (app@10.0.0.7): BEGIN',
    error:
      'shop.__test_orders: statement 2 failed after 743 ms: Duplicate entry ‘7’ for key ‘uq_number’. Remove the rows that are there twice, then retry.',
  };
  return { at: noon + i * 137, level, message: messages[level] };
});

function scene(change: Partial<ShownTask>, more: Partial<Scene> = {}): Scene {
  return { state: { ...sampleTask, ...change }, rows: statementRows(9, true), lines: logLines, ...more };
}

const running: Partial<ShownTask> = {
  status: { kind: 'executing', name: 'Executing', reason: null },
  actions: [{ action: 'abort', label: 'Abort', isPrimary: false }],
  progress: {
    done: 2,
    of: 5,
    hint: 'shop.__test_orders waits for a lock held by connection 41 (app@10.0.0.7)',
  },
  runs: [
    {
      ...failedRun,
      outcome: 'executing',
      outcomeName: 'Executing',
      endedAt: null,
      reason: null,
      left: [],
      canUndo: false,
    },
  ],
};

const approval: Partial<ShownTask> = {
  status: { kind: 'pending-approval', name: 'Under Review', reason: null },
  actions: [
    { action: 'approve', label: 'Approve…', isPrimary: true },
    { action: 'reject', label: 'Reject…', isPrimary: false },
    { action: 'openChangeSql', label: 'Open Change SQL', isPrimary: false },
  ],
  environment: 'production',
  runs: [],
  steps: [
    step('initiated', 'Initiate', 'done', 'By ada', null, noon),
    step('approval', 'Approval 1: Database team', 'current', 'Waits for grace, linus', noon, null),
    step('approval', 'Approval 2: Release', 'waiting', 'Not reached', null, null),
    step('execution', 'Execute', 'waiting', 'Not reached', null, null),
    step('completion', 'Complete', 'waiting', 'Not reached', null, null),
  ],
};

const schedule: Partial<ShownTask> = {
  status: { kind: 'waiting', name: 'Pending Execution', reason: null },
  nextRuns: [1, 2, 3, 4, 5].map((day) => noon + day * 86_400_000),
  waitsFor: 'Runs only while a window of yours, or “shadow-sync run”, is open.',
};

const hostile =
  '<img src=x onerror=alert(1)> [Fix](command:workbench.action.reloadWindow) \u202egnp $(trash)';

/** What the panel can be looked at in. */
const taskDetailsScenes: Readonly<Record<string, () => Scene>> = {
  sample: () => scene({}),
  running: () => scene(running, { rows: statementRows(9, true) }),
  approval: () => scene(approval, { rows: statementRows(9, false), place: 'process' }),
  log: () => scene({}, { place: 'logs', torn: 2 }),
  runs: () => scene({}, { place: 'runs' }),
  schedule: () => scene(schedule, { place: 'runs' }),
  draft: () =>
    scene(
      {
        status: { kind: 'draft', name: 'Draft', reason: null },
        actions: [{ action: 'editDraft', label: 'Edit Draft', isPrimary: true }],
        plan: null,
        runs: [],
      },
      { rows: [], lines: [] },
    ),
  gone: () => ({ state: { kind: 'gone', id: sampleTask.id }, rows: [], lines: [] }),
  many: () =>
    scene(
      { plan: { tables: 4000, statements: 12_000, unsafe: 2400, isKept: true } },
      { rows: statementRows(12_000, true) },
    ),
  long: () =>
    scene(
      {
        title: longRemarks,
        connection: longName('reporting'),
        database: longName('finance'),
        environment: 'production',
        creator: longName('ada'),
        tags: Array.from({ length: 12 }, (_, i) => longName(`tag${String(i)}`, 20 + i * 2)),
        status: { kind: 'failed', name: 'Failed', reason: `${longName('orders')}: ${longRemarks}` },
        settings: [
          ...sampleTask.settings,
          {
            name: 'Synchronization range',
            value: samplePairs.map(({ source }) => longName(source)).join(', '),
          },
          { name: 'Remarks', value: longRemarks },
        ],
        runs: [
          {
            ...failedRun,
            reason: longRemarks,
            left: samplePairs.map(({ source }) => ({ shadow: longName(source), reason: longRemarks })),
          },
        ],
      },
      {
        leftOut: 598,
        rows: statementRows(9, true).map((row) => ({
          ...row,
          source: `shop.${longName(row.source ?? row.shadow)}`,
          shadow: `shop.${longName(row.shadow)}`,
          sql: longSql(row.shadow),
          codes: row.codes.flatMap((code) => [code, 'SS105', 'SS107', 'SS201']),
        })),
      },
    ),
  odd: () =>
    scene({
      title: hostile,
      connection: hostile,
      database: '</script><script>alert(1)</script>',
      creator: 'x'.repeat(300),
      tags: [hostile],
      status: { kind: 'failed', name: 'Failed', reason: hostile },
      settings: [{ name: 'Remarks', value: hostile }],
      runs: [{ ...failedRun, reason: hostile, left: [{ shadow: hostile, reason: hostile }] }],
    }),
};

function leftOutRows(more: number): readonly LeftOutRow[] {
  const reason = 'It has a partitioning that can’t be changed in place.';
  return [
    { source: 'shop.audit', shadow: 'shop.__test_audit', isSkipped: false, reason },
    { source: null, shadow: '__test_sessions', isSkipped: true, reason: null },
    ...Array.from({ length: more }, (_, i) => ({
      source: `shop.${longName(`left${String(i)}`)}`,
      shadow: `shop.${longName(`__test_left${String(i)}`)}`,
      isSkipped: false,
      reason,
    })),
  ];
}

export function playTaskDetails(port: Port, sceneName: string): void {
  const made = (taskDetailsScenes[sceneName] ?? taskDetailsScenes['sample'])?.();
  if (made !== undefined) new FakeTask(port, made);
}

class FakeTask {
  readonly #scene: Scene;
  readonly #end: HostEnd<TaskDetailsContract>;

  constructor(port: Port, made: Scene) {
    this.#scene = made;
    const { rows } = made;
    this.#end = openHostEnd({
      contract: taskDetailsContract,
      port,
      describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: null }),
      onRefused: (reason) => window.harness.refused.push(reason),
      handlers: {
        ready: () => ({ state: made.state, place: made.place ?? 'information' }),
        statements: ({ offset, limit }) => ({
          revision: 1,
          total: rows.length,
          isRecorded: true,
          rows: rows.slice(offset, offset + limit),
        }),
        statement: ({ index }) => {
          const row = rows[index];
          if (row === undefined) throw new Error('no such statement');
          return detailsOf(row);
        },
        leftOut: ({ offset, limit }) => {
          const all = leftOutRows(made.leftOut ?? 0);
          return { total: all.length, rows: all.slice(offset, offset + limit) };
        },
        log: ({ filter, offset, limit }) => {
          const lines = this.#lines(filter);
          return {
            total: lines.length,
            of: made.lines.length,
            torn: made.torn ?? 0,
            isCut: false,
            lines: lines.slice(offset, offset + limit),
          };
        },
        act: ({ action }) => {
          if (action === 'abort') this.#stop();
          return {};
        },
        undoRun: () => ({}),
        openChangeSql: () => ({}),
        openLog: () => ({}),
        copyLog: () => ({}),
        saveLog: () => ({}),
        copyStatement: () => ({}),
        openOrigin: () => ({}),
        close: () => ({}),
      },
    });
  }

  #lines({ levels, text }: LogFilter): readonly ShownLine[] {
    return this.#scene.lines.filter(
      ({ level, message }) => levels.includes(level) && message.toLowerCase().includes(text.toLowerCase()),
    );
  }

  #stop(): void {
    this.#end.emit('state', {
      ...sampleTask,
      status: { kind: 'terminated', name: 'Aborted', reason: 'By ada' },
      revision: 2,
    });
  }
}

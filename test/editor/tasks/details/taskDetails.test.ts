import assert from 'node:assert/strict';
import { processProblems } from '../../../../src/editor/tasks/processes/processProblems.ts';
import { allowedActions } from '../../../../src/editor/tasks/taskActions.ts';
import { filteredLines, logText } from '../../../../src/editor/tasks/details/logPages.ts';
import { fromPlan, leftOutRows, statementRow } from '../../../../src/editor/tasks/details/statementRows.ts';
import { taskSettings } from '../../../../src/editor/tasks/details/taskSettings.ts';
import { taskSteps } from '../../../../src/editor/tasks/details/taskSteps.ts';
import { english } from '../../../../src/schema/phrase.ts';
import type { ApprovalProcess } from '../../../../src/task/approval/approvalProcess.ts';
import type { LogLine } from '../../../../src/task/taskPorts.ts';
import { sampleProcess, sampleTask } from '../../../task/sampleTasks.ts';
import { planOf } from '../../../task/textPlans.ts';

describe('what a task went through', () => {
  const told = (task: Parameters<typeof taskSteps>[0]): readonly string[] =>
    taskSteps(task, english).map(({ kind, state, detail }) => `${kind}: ${state}: ${detail}`);

  it('of a draft is nothing yet', () => {
    assert.deepEqual(told(sampleTask({ state: { kind: 'draft' }, plan: null })), [
      'initiated: current: Kept as a draft by al',
      'execution: waiting: Not reached',
      'completion: waiting: Not reached',
    ]);
  });

  it('says whom it waits for, and what the ones before said', () => {
    const process = sampleProcess(2);
    const [first, second] = process.nodes;
    assert.ok(first !== undefined && second !== undefined);
    const task = {
      ...sampleTask({ state: { kind: 'pending-approval', node: 1, since: 9 } }),
      process: { ...process, nodes: [first, { ...second, approvers: ['grace', 'linus'] }] },
      approvals: [
        {
          node: 0,
          nodeName: first.name,
          decision: 'approved',
          by: 'ada',
          at: 5,
          comment: 'fine',
          planHash: 'a',
        } as const,
      ],
    };
    const steps = taskSteps(task, english).filter(({ kind }) => kind === 'approval');
    assert.deepEqual(
      steps.map(({ state, detail, comment, startedAt, endedAt }) => [
        state,
        detail,
        comment,
        startedAt,
        endedAt,
      ]),
      [
        ['done', 'Approved by ada', 'fine', null, 5],
        ['current', 'Waits for grace, linus', null, 9, null],
      ],
    );
  });

  it('says how it ended', () => {
    const failed = { kind: 'failed', run: 'r1', at: 7, reason: 'Duplicate' } as const;
    assert.deepEqual(told(sampleTask({ state: failed })).slice(-2), [
      'execution: failed: Failed',
      'completion: failed: Failed',
    ]);
    const done = { kind: 'succeeded', run: 'r1', at: 7 } as const;
    assert.equal(told(sampleTask({ state: done })).at(-1), 'completion: done: Succeeded');
  });

  it('of one with a schedule goes on', () => {
    const execution = {
      kind: 'cron',
      expression: '0 2 * * *',
      zone: 'UTC',
      missed: 'skip',
      keepInSync: false,
    } as const;
    const state = { kind: 'waiting', why: 'scheduled', since: 0 } as const;
    assert.equal(
      told(sampleTask({ execution, state })).at(-1),
      'completion: waiting: Goes on with its schedule',
    );
  });
});

describe('what a task was told', () => {
  it('is there by name, for an undo without what means nothing for it', () => {
    const reading = { say: english, language: 'en', time: String } as const;
    const names = (task: Parameters<typeof taskSettings>[0]): readonly string[] =>
      taskSettings(task, reading).map(({ name }) => name);
    assert.ok(names(sampleTask()).includes('Comparison'));
    const undo = { ...sampleTask(), origin: { kind: 'undo', task: 't1', run: 'r1' } as const };
    assert.ok(!names(undo).includes('Comparison'));
    const from = taskSettings(undo, reading).find(({ name }) => name === 'Made from');
    assert.equal(from?.value, 'Run r1 of task t1');
  });

  it('allows what its status allows', () => {
    assert.ok(
      allowedActions(sampleTask({ state: { kind: 'pending-approval', node: 0, since: 0 } })).includes(
        'approve',
      ),
    );
    const undo = { ...sampleTask(), origin: { kind: 'undo', task: 't1', run: 'r1' } as const };
    const offered = allowedActions(undo);
    assert.deepEqual(
      ['undoRun', 'initiateAgain', 'saveAsFile', 'approve'].filter((name) =>
        offered.some((one) => one === name),
      ),
      [],
    );
  });
});

describe('statements as rows', () => {
  it('leave out what their group says already, and end where the line does', () => {
    const plan = planOf([{ tables: [{ name: 'a', texts: [null, 'x'.repeat(500)] }] }]);
    const [shown] = fromPlan(plan);
    assert.ok(shown !== undefined);
    assert.equal(statementRow(shown, 0).sql.length, 201);
    const altered = { ...shown, sql: 'ALTER TABLE `shop`.`t``a` ADD COLUMN `b` int,\n  ADD COLUMN `c` int' };
    assert.equal(statementRow(altered, 0).sql, 'ADD COLUMN `b` int, ADD COLUMN `c` int');
    const made = { ...shown, sql: 'CREATE TABLE `shop`.`a` (`id` int)' };
    assert.equal(statementRow(made, 0).sql, 'CREATE TABLE (`id` int)');
  });

  it('say which tables are left out, and by whom', () => {
    const rows = leftOutRows(sampleTask({ intent: { skip: ['shop.t_a'] } }), null, english);
    assert.deepEqual(rows, [{ source: null, shadow: 'shop.t_a', isSkipped: true, reason: null }]);
  });
});

describe('lines of a log', () => {
  const line = (level: LogLine['level'], message: string): LogLine => ({ at: 0, level, message });
  const lines = [line('info', 'Started'), line('warn', 'Waits'), line('error', 'duplicate ENTRY\nat 1')];

  it('are found by level and text, whatever the case, in the language that is read', () => {
    const found = filteredLines(lines, { levels: ['info', 'error'], text: ' entry ' }, english);
    assert.deepEqual(
      found.map(({ level }) => level),
      ['error'],
    );
    const german = filteredLines(
      [{ ...line('info', 'Started'), said: 'Started' }],
      { levels: ['info'], text: 'begonnen' },
      () => 'Begonnen',
    );
    assert.equal(german.length, 1);
  });

  it('are written so that no server’s text looks like a line of its own', () => {
    const text = logText(filteredLines(lines, { levels: ['error'], text: '' }, english));
    assert.equal(text, '1970-01-01 00:00:00.000 [error] duplicate ENTRY\n    at 1\n');
  });
});

describe('what is wrong with approval processes', () => {
  const process = (change: Partial<ApprovalProcess>): ApprovalProcess => ({
    id: 'p',
    name: 'P',
    isEnabled: true,
    conditions: {
      ...{ connection: null, environment: null, database: null },
      ...{ tablesFrom: null, level: null, creator: null },
    },
    nodes: [],
    expiryHours: { approval: null, waiting: null, execution: null },
    ...change,
  });

  it('is nothing with one that says nothing', () => {
    assert.deepEqual(processProblems([process({})]), []);
  });

  it('is said field by field, with the place', () => {
    const node = { name: ' ', approvers: [''], isAutomatic: false };
    const conditions = { ...process({}).conditions, database: '', creator: ' ', connection: '' };
    const found = processProblems([
      process({}),
      process({ name: 'p ', conditions, nodes: [node] }),
      process({ name: '' }),
    ]);
    assert.deepEqual(
      found.map((one) => `${one.process}.${one.field}`),
      [
        '1.name',
        '1.conditions.database',
        '1.conditions.creator',
        '1.conditions.connection',
        '1.nodes.0.name',
        '1.nodes.0.approvers',
        '2.name',
      ],
    );
  });
});

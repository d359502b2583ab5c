import assert from 'node:assert/strict';
import { parseTaskArguments } from '../../src/commandline/tasks/taskArguments.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { TaskFilter } from '../../src/task/taskFilter.ts';

const base = ['task', 'add', '--store', '/s', '--url', 'mysql://u@h/d', '--prefix', '_'];

describe('arguments of tasks', () => {
  it('takes a schedule beside the words of sync', () => {
    const words = ['--cron', '30 2 * * *', '--zone', 'Europe/Berlin', '--missed=ask', '--keep-in-sync'];
    const command = parseTaskArguments([
      ...base,
      ...words,
      '--tag',
      'a',
      '--tag',
      'b',
      '--on-error',
      'continue',
    ]);
    assert.ok(command.kind === 'add');
    assert.deepEqual(command.execution, {
      kind: 'cron',
      expression: '30 2 * * *',
      zone: 'Europe/Berlin',
      missed: 'ask',
      keepInSync: true,
    });
    assert.deepEqual([command.tags, command.work.onError], [['a', 'b'], 'continue']);
  });

  it('takes a time with its zone, by hand, and at once', () => {
    const executionOf = (...words: string[]): unknown => {
      const command = parseTaskArguments([...base, ...words]);
      return command.kind === 'add' ? command.execution : null;
    };
    assert.deepEqual(executionOf('--at', '2026-03-01T02:30:00+01:00'), {
      kind: 'once',
      at: Date.parse('2026-03-01T01:30:00Z'),
      missed: 'skip',
    });
    assert.deepEqual(executionOf('--manual'), { kind: 'manual' });
    assert.deepEqual(executionOf(), { kind: 'immediately' });
  });

  it('takes actions on many', () => {
    const command = parseTaskArguments(['task', 'pause', 't1', 't2', '--store', '/s', '--by', 'bo']);
    assert.ok(command.kind === 'act');
    assert.deepEqual([command.action, command.ids, command.by], ['pause', ['t1', 't2'], 'bo']);
  });

  it('keeps drafts, and submits them', () => {
    const draft = parseTaskArguments([...base, '--draft']);
    assert.ok(draft.kind === 'add' && draft.isDraft);
    const submit = parseTaskArguments(['task', 'submit', 't1', '--store', '/s', '--allow-unsafe']);
    assert.ok(submit.kind === 'submit');
    assert.deepEqual([submit.id, submit.allowUnsafe], ['t1', true]);
  });

  it('takes files of tasks', () => {
    const words = ['task', 'import', '--store', '/s', '--file', 'a.json', '--draft'];
    const command = parseTaskArguments(words);
    assert.ok(command.kind === 'import');
    assert.deepEqual([command.file, command.isDraft, command.allowUnsafe], ['a.json', true, false]);
    assert.equal(parseTaskArguments(['task', 'export', 't1', '--store', '/s']).kind, 'export');
  });

  it('undoes the last run, or the one that is named', () => {
    const last = parseTaskArguments(['task', 'undo', 't1', '--store', '/s']);
    assert.ok(last.kind === 'undo');
    assert.deepEqual([last.run, last.execution, last.allowUnsafe], [null, { kind: 'immediately' }, false]);
    const named = parseTaskArguments(['task', 'undo', 't1', '--store', '/s', '--run', 'r1', '--manual']);
    assert.ok(named.kind === 'undo');
    assert.deepEqual([named.run, named.execution], ['r1', { kind: 'manual' }]);
  });

  it('filters the list: the last 48 hours, unless something is asked for', () => {
    const filterOf = (...words: string[]): Partial<TaskFilter> => {
      const command = parseTaskArguments(['task', 'list', '--store', '/s', ...words]);
      return command.kind === 'list' ? command.filter : {};
    };
    assert.equal(filterOf().hours, 48);
    assert.equal(filterOf('--all').hours, null);
    const asked = filterOf(
      '--status',
      'failed',
      '--status',
      'Stale Plan',
      '--tag',
      'x',
      '--sort',
      'creator:down',
    );
    assert.deepEqual(
      [asked.hours, asked.states, asked.tags, asked.sort],
      [null, ['failed', 'stale-plan'], ['x'], { by: 'creator', direction: 'down' }],
    );
    assert.equal(filterOf('--text', 'shop', '--hours', '3').hours, 3);
  });

  for (const [words, message] of [
    [['task', 'list', '--store', '/s', '--status', 'well'], /--status/],
    [['task', 'list', '--store', '/s', '--sort', 'colour'], /--sort/],
    [['task', 'list', '--store', '/s', '--hours', '0'], /--hours/],
    [['task', 'import', '--store', '/s'], /--file is missing/],
    [['task', 'undo', '--store', '/s'], /no task is named/],
    [['task', 'undo', 't1', '--store', '/s', '--cron', '* * * * *'], /an undo has no schedule/],
    [['task', 'undo', 't1', '--store', '/s', '--keep-in-sync'], /goes with --cron/],
    [['run'], /--store is missing/],
    [['run', '--store', '/s', '--all'], /--all does not go with/],
    [['run', '--store', '/s', '--url', 'x'], /no option "--url" here/],
    [['task', 'show', 'a', '--store', '/s', '--colour=red'], /no option "--colour" here/],
    [['task', 'dance', '--store', '/s'], /does not say what/],
    [['task', 'show', '--store', '/s'], /no task is named/],
    [['task', 'show', 'a', 'b', '--store', '/s'], /more than one/],
    [[...base, '--at', '2026-03-01T02:30:00'], /no time with a zone/],
    [[...base, '--at', '2026-03-01T02:30:00Z', '--manual'], /exclude each other/],
    [[...base, '--keep-in-sync'], /goes with --cron/],
    [[...base, '--missed', 'never'], /--missed/],
    [[...base, '--zone', 'Europe/Berlin'], /--zone goes with --cron/],
    [[...base, '--lock-wait', 'long'], /--lock-wait is no whole number/],
    [[...base, '--lock-wait', '3601'], /--lock-wait is no whole number/],
    [[...base, '--password-stdin'], /--password-stdin does not go with/],
    [[...base, '--yes'], /--yes does not go with/],
    [[...base, '--store', '/t'], /given twice/],
  ] as const) {
    it(`refuses ${words.join(' ')}`, () => {
      assert.throws(
        () => parseTaskArguments(words),
        (error: unknown) =>
          ShadowSyncError.is(error, 'usage') && message.test(error.message) && error.remedy !== null,
      );
    });
  }
});

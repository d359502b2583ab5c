import assert from 'node:assert/strict';
import { parseTaskArguments } from '../../src/commandline/tasks/taskArguments.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

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

  for (const [words, message] of [
    [['run'], /--store is missing/],
    [['run', '--store', '/s', '--all'], /--all does not go with/],
    [['run', '--store', '/s', '--url', 'x'], /not known here/],
    [['task', 'dance', '--store', '/s'], /does not say what/],
    [['task', 'show', '--store', '/s'], /no task is named/],
    [['task', 'show', 'a', 'b', '--store', '/s'], /more than one/],
    [[...base, '--at', '2026-03-01T02:30:00'], /no time with a zone/],
    [[...base, '--at', '2026-03-01T02:30:00Z', '--manual'], /exclude each other/],
    [[...base, '--keep-in-sync'], /goes with --cron/],
    [[...base, '--missed', 'never'], /--missed/],
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

import assert from 'node:assert/strict';
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import { alertHelp } from '../../src/commandline/alerts/alertHelp.ts';
import { parseAlertArguments } from '../../src/commandline/alerts/alertArguments.ts';
import type { AlertCommand } from '../../src/commandline/alerts/alertArguments.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

const parse = (...words: readonly string[]): AlertCommand =>
  parseAlertArguments(['alert', ...words, '--store', '/s']);

describe('arguments of alerts', () => {
  it('lists what is asked for, in our words and in OMS’s', () => {
    const command = parse(
      ...['list', '--range', 'month', '--event', 'oms_sync_failed', '--event', 'oms_sync_delay'],
      ...['--status', 'Sent again', '--level', 'high', '--source', 'oms-task', '--text', 'x', '--json'],
    );
    assert.ok(command.kind === 'list' && command.json);
    assert.deepEqual(command.filter, {
      range: 'month',
      events: ['oms_sync_failed', 'oms_sync_delay'],
      statuses: ['sent-again'],
      levels: ['HIGH'],
      sources: ['oms-task'],
      taskId: null,
      text: 'x',
    });
    const plain = parse('export');
    assert.ok(plain.kind === 'export' && plain.format === 'csv');
    assert.deepEqual(plain.filter, defaultAlertFilter);
  });

  it('takes actions on many', () => {
    const base = { store: '/s', json: false, by: 'bo' };
    const by = ['--by', 'bo'];
    assert.deepEqual(parse('ack', 'a1', 'a2', ...by), {
      ...base,
      kind: 'act',
      ids: ['a1', 'a2'],
      action: { kind: 'acknowledge' },
    });
    const kindOf = (command: AlertCommand): unknown => (command.kind === 'act' ? command.action : null);
    assert.deepEqual(kindOf(parse('close', 'a1')), { kind: 'close' });
    assert.deepEqual(kindOf(parse('wake', 'a1')), { kind: 'wake' });
  });

  it('takes the end of a snooze as a time or as so long from now', () => {
    const endOf = (...words: readonly string[]): unknown => {
      const command = parse('snooze', 'a1', ...words);
      return command.kind === 'act' && command.action.kind === 'snooze' ? command.action.end : null;
    };
    assert.deepEqual(endOf('--for', '30m'), { afterMs: 1_800_000 });
    assert.deepEqual(endOf('--for=2h'), { afterMs: 7_200_000 });
    assert.deepEqual(endOf('--until', '2026-03-01T08:00:00+01:00'), {
      at: Date.parse('2026-03-01T07:00:00Z'),
    });
  });

  it('makes channels with the usual settings, but for what is said otherwise', () => {
    const command = parse(
      ...['channel', 'add', '--name', 'Ops', '--kind', 'Slack', '--least-level', 'HIGH', '--group-by', 'all'],
      ...['--group-wait', '5', '--per-minute', '3', '--without-resolved', '--allow-private', '--url-stdin'],
    );
    assert.ok(command.kind === 'channel' && command.channel.kind === 'add');
    const { draft, urlFromStdin, confirmsHost } = command.channel;
    assert.deepEqual([urlFromStdin, confirmsHost], [true, false]);
    assert.deepEqual(
      [draft.kind, draft.leastLevel, draft.groupBy, draft.groupWaitSeconds, draft.perMinute],
      ['slack', 'HIGH', 'all', 5, 3],
    );
    assert.deepEqual([draft.sendsResolved, draft.allowsPrivate, draft.id], [false, true, null]);
  });

  for (const words of [
    [],
    ['nonsense'],
    ['channel'],
    ['channel', 'nonsense'],
    ['list', 'canary'],
    ['list', '--range', 'canary'],
    ['list', '--for', '2h'],
    ['show'],
    ['show', 'a1', 'a2'],
    ['ack'],
    ['snooze', 'a1'],
    ['snooze', 'a1', '--for', '2h', '--until', '2026-03-01T08:00:00Z'],
    ['snooze', 'a1', '--for', '0h'],
    ['snooze', 'a1', '--for', 'canary'],
    ['snooze', 'a1', '--until', '2026-03-01T08:00:00'],
    ['export', '--format', 'canary'],
    ['channel', 'add', '--name', 'Ops'],
    ['channel', 'add', '--kind', 'slack'],
    ['channel', 'add', '--name', 'Ops', '--kind', 'canary'],
    ['channel', 'add', '--name', 'Ops', '--kind', 'slack', '--per-minute', 'canary'],
    ['channel', 'add', '--name', 'Ops', '--kind', 'slack', '--url', 'https://canary'],
    ['channel', 'test'],
    ['channel', 'list', 'canary'],
  ]) {
    it(`refuses, and repeats nothing of: alert ${words.join(' ')}`, () => {
      assert.throws(
        () => parse(...words),
        (error) =>
          ShadowSyncError.is(error, 'usage') && error.remedy !== null && !error.message.includes('canary'),
      );
    });
  }

  it('says which option is wrong', () => {
    assert.throws(() => parse('list', '--since', '2h'), /no option "--since"/);
    assert.throws(() => parse('list', '--range'), /--range needs a value/);
  });

  it('asks for the store', () => {
    assert.throws(() => parseAlertArguments(['alert', 'list']), /--store is missing/);
  });

  it('has help for every word that it takes', () => {
    for (const word of ['list', 'show', 'ack|close|wake', 'snooze', 'resend', 'export', 'settings']) {
      assert.ok(alertHelp.includes(`shadow-sync alert ${word} `), word);
    }
    assert.match(alertHelp, /channel test\|enable\|disable\|remove ID/);
  });
});

import assert from 'node:assert/strict';
import { alertContext } from '../../../src/editor/alerts/alertActions.ts';
import { alertIdOfLink, alertLink } from '../../../src/editor/alerts/alertLink.ts';
import { alertIdsOf } from '../../../src/editor/alerts/alertTarget.ts';
import { CurrentAlertFilter } from '../../../src/editor/alerts/currentAlertFilter.ts';
import { SilentSources } from '../../../src/editor/alerts/silentSources.ts';
import { snoozeEnds } from '../../../src/editor/alerts/snoozeEnds.ts';
import { channelIdOf } from '../../../src/editor/alerts/channels/channelTarget.ts';
import { defaultAlertFilter } from '../../../src/alert/alertFilter.ts';
import { sampleAlert } from './sampleAlerts.ts';

class Memory {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

function parts(path: string, query = '', fragment = ''): Parameters<typeof alertIdOfLink>[0] {
  return { path, query, fragment };
}

describe('links to alerts', () => {
  it('lead to the alert that they name', () => {
    const link = alertLink('vscode', 'shadow-sync.shadow-sync', 'a1nk4z8c0p7x');
    assert.equal(link, 'vscode://shadow-sync.shadow-sync/alert/a1nk4z8c0p7x');
    assert.equal(alertIdOfLink(parts(new URL(link).pathname)), 'a1nk4z8c0p7x');
  });

  it('that are not ours are ignored', () => {
    const hostile = [
      parts('/alert/'),
      parts('/alert'),
      parts('/alert/../../task/t1'),
      parts('/alert/a1/close'),
      parts('/alert/a1', 'run=1'),
      parts('/alert/a1', '', 'close'),
      parts('/ALERT/a1'),
      parts('/task/t1'),
      parts('/alert/<script>'),
      parts(`/alert/${'a'.repeat(65)}`),
      parts('/alert/a1\n'),
    ];
    assert.deepEqual(
      hostile.map((link) => alertIdOfLink(link)),
      hostile.map(() => null),
    );
  });
});

describe('what commands about alerts are asked to work on', () => {
  it('comes from rows, selections and plain targets; everything else is left out', () => {
    const target = (alertId: unknown): object => ({ kind: 'alert', alertId });
    assert.deepEqual(alertIdsOf([target('a1')]), ['a1']);
    assert.deepEqual(alertIdsOf([{ target: target('a1') }, [{ target: target('a2') }, target('a2')]]), [
      'a2',
    ]);
    const trap = new Proxy({}, { has: () => assert.fail('a trap') });
    for (const strange of [undefined, null, 7, 'a1', [], {}, target(7), target('../x'), trap]) {
      assert.deepEqual(alertIdsOf([strange]), []);
    }
    assert.equal(channelIdOf([{ kind: 'alertChannel', channelId: 'c1' }]), 'c1');
    assert.equal(channelIdOf([{ kind: 'alertChannel', channelId: '' }]), null);
  });
});

describe('menus of alerts', () => {
  it('offer what the state allows', () => {
    const { source } = sampleAlert();
    assert.equal(
      alertContext(sampleAlert({ source })),
      'alert.firing acknowledge snooze close resend mute openTask',
    );
    assert.equal(
      alertContext(sampleAlert({ event: 'oms_sync_status_inconsistent' })),
      'alert.firing acknowledge snooze close resend mute openTask showDifference',
    );
    const over = { kind: 'resolved', at: 1, how: 'quiet', by: null } as const;
    assert.equal(
      alertContext(sampleAlert({ life: over, source: { kind: 'scheduler' } })),
      'alert.resolved resend',
    );
  });
});

describe('the filter of the list of alerts', () => {
  it('is kept, and is the usual one where what was kept is not understood', async () => {
    const memory = new Memory();
    const filter = new CurrentAlertFilter(memory);
    assert.deepEqual([filter.value, filter.isDefault], [defaultAlertFilter, true]);
    await filter.set({ ...defaultAlertFilter, range: '3-months' });
    assert.equal(filter.isDefault, true, 'the range hides nothing of itself');
    await filter.set({ ...defaultAlertFilter, levels: ['HIGH'] });
    assert.deepEqual(new CurrentAlertFilter(memory).value.levels, ['HIGH']);
    assert.equal(filter.isDefault, false);
    memory.values.set('alerts.filter', { range: 'for ever' });
    assert.deepEqual(new CurrentAlertFilter(memory).value, defaultAlertFilter);
  });
});

describe('putting alerts aside', () => {
  it('ends within the day, or on the next morning', () => {
    const now = new Date(2026, 0, 2, 23, 30).getTime();
    const { halfHour, hour, tomorrow } = snoozeEnds(now);
    assert.deepEqual([halfHour - now, hour - now], [1_800_000, 3_600_000]);
    assert.equal(new Date(tomorrow).toString(), new Date(2026, 0, 3, 9).toString());
  });

  it('of a source is kept until it is taken back', async () => {
    const memory = new Memory();
    const silent = new SilentSources(memory);
    await silent.add('task:t1');
    await silent.add('task:t1');
    assert.deepEqual([...new SilentSources(memory).keys], ['task:t1']);
    memory.values.set('alerts.silent', ['x', 7]);
    assert.deepEqual([...silent.keys], ['x']);
    await silent.clear();
    assert.equal(silent.keys.size, 0);
  });
});

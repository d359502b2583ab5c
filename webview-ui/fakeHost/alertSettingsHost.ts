/** Alert settings that exist only in the page. */
import { alertSettingsContract } from '../../src/protocol/alertSettings.ts';
import type { AlertSettingsContract, AlertSettingsState } from '../../src/protocol/alertSettings.ts';
import type { Port } from '../../src/protocol/channel.ts';
import type { Result } from '../../src/protocol/contract.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';

const hostile = '<img src=x onerror=alert(1)> [Fix](command:x) \u202egnp $(trash)';

const titles = {
  oms_migration_failed: 'Migration task failure',
  oms_migration_delay: 'Migration task delay',
  oms_sync_failed: 'Synchronization task failure',
  oms_sync_status_inconsistent: 'Inconsistent synchronization task status',
  oms_sync_delay: 'Synchronization task delay',
  source_unreachable: 'Server unreachable',
  channel_failed: 'Alert channel failure',
  scheduler_trouble: 'Scheduler trouble',
};

const events = [
  'oms_migration_failed',
  'oms_migration_delay',
  'oms_sync_failed',
  'oms_sync_status_inconsistent',
  'oms_sync_delay',
  'source_unreachable',
  'channel_failed',
  'scheduler_trouble',
] as const;

const empty: AlertSettingsState = {
  values: {
    events: events.map((event) => ({
      event,
      level: event.endsWith('failed') ? 'HIGH' : 'MEDIUM',
      repeatMinutes: 1440,
      channels: null,
    })),
    thresholds: { lateMinutes: 15, runMinutes: 60, approvalHours: 24, recoveringMinutes: 10 },
    quietHours: null,
    drift: { everyMinutes: 60, tasks: [] },
  },
  titles,
  zone: 'Asia/Shanghai',
  tasks: [],
  channels: [],
  mutes: [],
  silent: 0,
};

const sample: AlertSettingsState = {
  ...empty,
  values: {
    ...empty.values,
    events: empty.values.events.map((one, i) => (i === 2 ? { ...one, channels: ['c1'] } : one)),
    quietHours: { from: '22:00', to: '07:00', zone: 'Asia/Shanghai', exceptHigh: true },
    drift: { everyMinutes: 60, tasks: ['t1nk4z8c0p7x'] },
  },
  tasks: [
    { id: 't1nk4z8c0p7x', title: 'Load test of the checkout' },
    { id: 't1nk4z8c0p7y', title: 'Every night' },
  ],
  channels: [
    {
      id: 'c1',
      name: 'Team chat',
      kind: 'Slack',
      host: 'hooks.slack.com',
      isEnabled: true,
      problem: null,
      facts: 'last sent Nov 21, 2026, 2:00:35 AM',
    },
    {
      id: 'c2',
      name: 'On-call',
      kind: 'Webhook (JSON, signed)',
      host: 'alerts.example',
      isEnabled: false,
      problem: 'The receiver said that it is gone for good (410).',
      facts: '2 failed',
    },
  ],
  mutes: [{ id: 'm1', about: 'Task t1nk4z8c0p7y', until: 'until Nov 28, 2026, 9:00:00 AM' }],
  silent: 2,
};

function stateOf(scene: string): AlertSettingsState {
  if (scene === 'empty') return empty;
  if (scene !== 'odd') return sample;
  return {
    ...sample,
    channels: sample.channels.map((channel) => ({
      ...channel,
      name: hostile,
      host: hostile,
      problem: hostile,
    })),
    tasks: [{ id: 't1', title: hostile }],
    mutes: [{ id: 'm1', about: hostile, until: '' }],
  };
}

export function playAlertSettings(port: Port, scene: string): void {
  let state = stateOf(scene);
  const end = openHostEnd({
    contract: alertSettingsContract,
    port,
    describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: null }),
    onRefused: (reason) => window.harness.refused.push(reason),
    handlers: {
      ready: () => state,
      save: ({ values }): Result<AlertSettingsContract, 'save'> => {
        if (scene === 'refused')
          return { kind: 'refused', message: 'quietHours.from is no time like 22:00.' };
        state = { ...state, values };
        return { kind: 'saved', state };
      },
      addChannel: () => ({}),
      channel: ({ id, action }) => {
        if (action === 'switch') {
          const channels = state.channels.map((one) =>
            one.id === id ? { ...one, isEnabled: !one.isEnabled } : one,
          );
          state = { ...state, channels };
          end.emit('state', state);
        }
        return {};
      },
      unmute: ({ id }) => {
        state = { ...state, mutes: state.mutes.filter((one) => one.id !== id) };
        end.emit('state', state);
        return {};
      },
      clearSilent: () => {
        state = { ...state, silent: 0 };
        end.emit('state', state);
        return {};
      },
    },
  });
}

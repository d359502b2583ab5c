/** Alert settings as they may be: none at all, a usual few, and as long as the product allows. */
import { shownEvents } from '../../src/protocol/alertSettings.ts';
import type { AlertSettingsState, ShownChannel } from '../../src/protocol/alertSettings.ts';
import { longName } from './longTexts.ts';

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

const thresholds = { lateMinutes: 15, runMinutes: 60, approvalHours: 24, recoveringMinutes: 10 };

const oms = {
  thresholds: {
    HIGH: { delaySeconds: 60, interruptionSeconds: 60 },
    MEDIUM: { delaySeconds: 180, interruptionSeconds: 180 },
    LOW: { delaySeconds: 600, interruptionSeconds: 600 },
  },
  samples: 3,
  recoverySamples: 2,
  maxSampleAgeSeconds: 120,
  fullTransferGraceSeconds: 120,
  unreachablePolls: 3,
  levelOfUnknown: 'MEDIUM',
} as const;

const meanings: readonly (readonly [string, string])[] = [
  ['event', 'The event’s identifier'],
  ['title', 'The event’s name'],
  ['level', 'HIGH, MEDIUM or LOW'],
  ['source', 'The task, server or channel that it is about'],
  ['message', 'What happened'],
  ['endsAt', 'Until when; empty while it goes on'],
  ['link', 'Opens the alert in the editor'],
];

const placeholders = meanings.map(([name, meaning]) => ({ name, meaning }));
const summary = { name: 'summary', meaning: 'The default title' };
const list = { name: 'alerts_json', meaning: 'All alerts as a JSON list; without quotes around it' };

const none = { titleTemplate: null, template: null, bodyTemplate: null };

const channels: readonly ShownChannel[] = [
  {
    id: 'c1',
    name: 'Team chat',
    kind: 'Slack',
    host: 'hooks.slack.com',
    isEnabled: true,
    problem: null,
    facts: 'last sent Nov 21, 2026, 2:00:35 AM',
    templates: { ...none, template: '{{level}}: {{message}}' },
    fields: ['titleTemplate', 'template'],
  },
  {
    id: 'c2',
    name: 'On-call',
    kind: 'Webhook (JSON, signed)',
    host: 'alerts.example',
    isEnabled: false,
    problem: 'The receiver said that it is gone for good (410).',
    facts: '2 failed',
    templates: none,
    fields: ['bodyTemplate'],
  },
];

const empty: AlertSettingsState = {
  values: {
    events: shownEvents.map((event) => ({
      event,
      level: event.endsWith('failed') ? 'HIGH' : 'MEDIUM',
      repeatMinutes: 1440,
      channels: null,
    })),
    thresholds,
    oms,
    quietHours: null,
    drift: { everyMinutes: 60, tasks: [] },
  },
  defaults: { thresholds, oms },
  titles,
  zone: 'Asia/Shanghai',
  tasks: [],
  tags: [],
  channels: [],
  templateFields: {
    titleTemplate: { start: '{{summary}}', placeholders: [...placeholders, summary] },
    template: { start: '[{{level}}] {{title}}\n{{message}}\n{{link}}', placeholders },
    bodyTemplate: {
      start: '{\n  "alerts": {{alerts_json}}\n}',
      placeholders: [...placeholders, summary, list],
    },
  },
  mutes: [],
  silent: 0,
};

const sample: AlertSettingsState = {
  ...empty,
  values: {
    ...empty.values,
    events: empty.values.events.map((one, i) => (i === 2 ? { ...one, channels: ['c1'] } : one)),
    oms: { ...oms, samples: 5 },
    quietHours: { from: '22:00', to: '07:00', zone: 'Asia/Shanghai', exceptHigh: true },
    drift: { everyMinutes: 60, tasks: ['t1nk4z8c0p7x'] },
  },
  tasks: [
    { id: 't1nk4z8c0p7x', title: 'Load test of the checkout' },
    { id: 't1nk4z8c0p7y', title: 'Every night' },
  ],
  tags: ['checkout', 'night'],
  channels,
  mutes: [{ id: 'm1', about: 'Task t1nk4z8c0p7y', until: 'until Nov 28, 2026, 9:00:00 AM' }],
  silent: 2,
};

/** With these names, wherever a name is somebody else's. */
function named(name: (seed: string) => string, count: number): AlertSettingsState {
  const many = <T>(make: (i: number) => T): readonly T[] => Array.from({ length: count }, (_, i) => make(i));
  return {
    ...sample,
    values: {
      ...sample.values,
      events: sample.values.events.map((one, i) => (i % 3 === 0 ? { ...one, channels: ['c1'] } : one)),
    },
    channels: many((i) => {
      const channel = channels[i % 2] ?? sample.channels[0];
      return {
        ...(channel ?? { ...none, kind: '', facts: '', templates: none, fields: [] }),
        id: `c${String(i + 1)}`,
        name: name(`channel ${String(i)}`),
        host: name('host'),
        isEnabled: i % 2 === 0,
        problem: i % 2 === 0 ? null : name('problem'),
      };
    }),
    tasks: many((i) => ({ id: `t${String(i)}nk4z8c0p7x`, title: name(`task ${String(i)}`) })),
    tags: many((i) => name(`tag ${String(i)}`).slice(0, 40)),
    mutes: many((i) => ({
      id: `m${String(i)}`,
      about: name(`tag ${String(i)}`),
      until: 'until it is taken back',
    })),
  };
}

export function settingsOf(scene: string): AlertSettingsState {
  switch (scene) {
    case 'empty':
      return empty;
    case 'odd':
      return named(() => hostile, 2);
    case 'long':
      return named((seed) => longName(seed.replaceAll(' ', '_'), 90), 6);
    default:
      return sample;
  }
}

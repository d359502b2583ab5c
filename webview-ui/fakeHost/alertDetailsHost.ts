/** An alert that exists only in the page. */
import { alertDetailsContract } from '../../src/protocol/alertDetails.ts';
import type { AlertDetailsState, ShownAlert } from '../../src/protocol/alertDetails.ts';
import type { Port } from '../../src/protocol/channel.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import { longName } from './longTexts.ts';

const hostile = '<img src=x onerror=alert(1)> [Fix](command:x) \u202egnp $(trash)';

const sample: ShownAlert = {
  kind: 'alert',
  id: 'a1nk4z8c0p7x',
  event: 'oms_sync_failed',
  title: 'Synchronization task failure',
  level: 'High',
  tone: 'error',
  life: 'Firing',
  isOpen: true,
  status: 'Failed',
  notes: ['At least one channel never got it.'],
  message:
    'The run failed: ALTER TABLE `shop`.`__test_orders` MODIFY COLUMN `note` varchar(10) was refused. Data too long for column.',
  source: 'task t1nk4z8c0p7x on Shop (staging), database shop',
  times: '3 times from Nov 20, 2026, 2:00:04 AM to Nov 21, 2026, 2:00:03 AM',
  samples: [
    { at: 'Nov 21, 2026, 2:00:03 AM', metric: 'Status', value: 'failed', threshold: '' },
    { at: 'Nov 20, 2026, 2:00:04 AM', metric: 'Status', value: 'failed', threshold: '' },
  ],
  deliveries: [
    {
      id: '7b0f6f0e-5b1c-4a53-9b5f-2f4a3c1d0e9a',
      channel: 'Team chat',
      reason: 'New',
      state: 'Failed: no try is left',
      tone: 'error',
      createdAt: 'Nov 20, 2026, 2:00:34 AM',
      attempts: [
        {
          at: '2:00:34 AM',
          result: 'HTTP 503 · The receiver has trouble of its own.',
          isFailed: true,
          ms: '120 ms',
        },
        { at: '2:05:12 AM', result: 'No answer came in time.', isFailed: true, ms: '10,000 ms' },
      ],
    },
    {
      id: '9c0f6f0e-5b1c-4a53-9b5f-2f4a3c1d0e9b',
      channel: 'On-call webhook',
      reason: 'New',
      state: 'Delivered at Nov 20, 2026, 2:00:35 AM',
      tone: 'passed',
      createdAt: 'Nov 20, 2026, 2:00:34 AM',
      attempts: [{ at: '2:00:34 AM', result: 'HTTP 200 · Delivered.', isFailed: false, ms: '88 ms' }],
    },
  ],
  decisions: [
    { channel: 'Team chat', at: 'Nov 20, 2026, 2:00:34 AM', why: 'Told: it is new.' },
    { channel: 'Managers', at: 'Nov 20, 2026, 2:00:34 AM', why: 'Waits for the end of the quiet hours.' },
  ],
  runbook: {
    impact:
      'Shadow tables may be only partly in line; load tests on them may fail or measure the wrong thing.',
    causes: [
      'A statement was refused: data in the shadow table does not fit, or a privilege is missing.',
      'A lock was waited for too long, or the server could not be reached.',
    ],
    steps: [
      'Open the task and read the log of the run: it names the statement and what the server said.',
      'Remove the cause, then retry the task: what is done already is not done again.',
    ],
  },
  actions: [
    { action: 'acknowledge', label: 'Acknowledge' },
    { action: 'snooze', label: 'Snooze…' },
    { action: 'close', label: 'Close Alert' },
    { action: 'resend', label: 'Send Again…' },
    { action: 'mute', label: 'Mute Task…' },
    { action: 'openTask', label: 'Open Task' },
  ],
};

const samples: Readonly<Record<string, AlertDetailsState>> = {
  gone: { kind: 'gone', id: 'a1' },
  resolved: {
    ...sample,
    tone: 'passed',
    life: 'Recovered',
    isOpen: false,
    status: 'Completed',
    notes: [],
    deliveries: [],
    decisions: [],
    actions: [{ action: 'openTask', label: 'Open Task' }],
  },
  long: {
    ...sample,
    message: `The run failed: ${longName('statement', 900)}`,
    source: `task t1nk4z8c0p7x on ${longName('connection')} (production), database ${longName('database')}`,
    notes: [`It is not told while the alert ${longName('other', 90)} goes on.`, ...sample.notes],
    samples: Array.from({ length: 20 }, (_, i) => ({
      at: `Nov 21, 2026, 2:${String(i).padStart(2, '0')}:03 AM`,
      metric: 'Delay',
      value: '1,234,567 s',
      threshold: '600 s',
    })),
    deliveries: sample.deliveries.map((delivery) => ({
      ...delivery,
      channel: longName('channel', 100),
      attempts: Array.from({ length: 5 }, () => ({
        at: 'Nov 20, 2026, 2:00:34 AM',
        result: `HTTP 503 · ${longName('answer', 120)}`,
        isFailed: true,
        ms: '10,000 ms',
      })),
    })),
    decisions: sample.decisions.map((one) => ({ ...one, channel: longName('channel', 100) })),
  },
  odd: {
    ...sample,
    message: hostile,
    source: hostile,
    deliveries: sample.deliveries.map((delivery) => ({ ...delivery, channel: hostile })),
    samples: [{ at: '1', metric: 'Status', value: hostile, threshold: hostile }],
  },
};

export function playAlertDetails(port: Port, scene: string): void {
  let asked = 0;
  let state: AlertDetailsState = samples[scene] ?? sample;
  const end = openHostEnd({
    contract: alertDetailsContract,
    port,
    describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: 'Try it again.' }),
    onRefused: (reason) => window.harness.refused.push(reason),
    handlers: {
      ready: () => {
        asked += 1;
        if (scene === 'unanswered' && asked === 1) throw new Error('not now');
        return state;
      },
      act: ({ action }) => {
        if (state.kind === 'alert' && action === 'acknowledge') {
          state = { ...state, life: 'Acknowledged by ada', tone: 'info' };
          end.emit('state', state);
        }
        return {};
      },
      copy: () => ({}),
      close: () => ({}),
    },
  });
}

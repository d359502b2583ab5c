import type { Alert } from '../../../src/alert/model/alert.ts';

/** An alert that fires and that nobody has seen, but for what is said otherwise. */
export function sampleAlert(more: Partial<Alert> = {}): Alert {
  const id = more.id ?? 'a1';
  return {
    id,
    fingerprint: `task:t-${id}/oms_sync_failed`,
    event: 'oms_sync_failed',
    level: 'HIGH',
    source: {
      kind: 'task',
      taskId: `t-${id}`,
      taskName: '',
      connectionId: 'c1',
      connectionName: 'Shop',
      database: 'shop',
      tags: [],
    },
    message: 'It failed.',
    outside: 'It failed.',
    samples: [],
    firstAt: 0,
    lastAt: 0,
    count: 1,
    life: { kind: 'firing', since: 0 },
    quietMs: 0,
    shownAt: null,
    decisions: [],
    ...more,
  };
}

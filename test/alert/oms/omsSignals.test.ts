/** Which OMS servers are watched when, on a virtual clock; what a look says is the watch's own business. */
import assert from 'node:assert/strict';
import type { AlertSource } from '../../../src/alert/model/alert.ts';
import type { Board } from '../../../src/alert/model/board.ts';
import { emptyBoard } from '../../../src/alert/model/board.ts';
import { defaultSettings } from '../../../src/alert/model/settings.ts';
import type { AlertSettings } from '../../../src/alert/model/settings.ts';
import { applySignals } from '../../../src/alert/applySignals.ts';
import { OmsSignals } from '../../../src/alert/oms/omsSignals.ts';
import type { StoredOmsConnection } from '../../../src/connection/oms/omsConnectionStore.ts';
import { english } from '../../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { sampleOmsConnection } from '../../connection/sampleOmsConnection.ts';
import { VirtualClock } from '../../task/scheduler/virtualClock.ts';
import { minute, raise, second, start } from '../alertWorld.ts';
import { sampleMigrationTask } from './sampleMigrationTask.ts';

describe('OmsSignals', () => {
  let clock: VirtualClock;
  let kept: readonly StoredOmsConnection[];
  let board: Board;
  let settings: AlertSettings;
  let signals: OmsSignals;
  let isFailed: boolean;
  let refuses: boolean;
  let delay: number;
  let looks: string[];
  let closed: string[];
  let troubles: string[];
  let onChange: () => void;

  beforeEach(() => {
    clock = new VirtualClock(start);
    kept = [{ connection: sampleOmsConnection(), version: 1 }];
    board = { ...emptyBoard, since: clock.now() };
    settings = defaultSettings;
    isFailed = false;
    refuses = false;
    delay = 5;
    [looks, closed, troubles] = [[], [], []];
    onChange = () => assert.fail('nobody listens');
    signals = new OmsSignals({
      clock,
      servers: {
        list: () => Promise.resolve(kept),
        onDidChange: (listener) => {
          onChange = () => listener(kept);
          return () => (onChange = () => undefined);
        },
      },
      board: () => Promise.resolve(board),
      settings: () => Promise.resolve(settings),
      onTrouble: (said) => troubles.push(english(said)),
      open: (connection) => {
        if (connection.user === '') return Promise.reject(new ShadowSyncError('usage', 'no password'));
        return Promise.resolve(serverOf(connection.id));
      },
    });
  });
  afterEach(() => signals.stop());

  type Opened = ConstructorParameters<typeof OmsSignals>[0]['open'];

  function serverOf(id: string): Awaited<ReturnType<Opened>> {
    return {
      listTasks: () => {
        looks.push(id);
        if (refuses) return Promise.reject(new ShadowSyncError('authentication', 'wrong'));
        const status = isFailed ? 'FAILED' : 'RUNNING';
        const task = sampleMigrationTask({ status, delay, at: clock.now() });
        return Promise.resolve({ tasks: [task], serverTime: clock.now(), isComplete: true });
      },
      components: () => Promise.resolve([]),
      close: () => closed.push(id),
    };
  }

  /** Asks every ten seconds, as the engine does, and puts what it says on the board. */
  async function asking(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10 * second) {
      const found = await signals.signals(clock.now());
      board = applySignals(board, found, (at) => `a${String(at)}`);
      await clock.pass(10 * second);
    }
  }

  const open = (): readonly string[] => board.alerts.map(({ event, life }) => `${event} ${life.kind}`);

  it('watches as long as somebody asks, and takes up where it left', async () => {
    isFailed = true;
    await asking(2 * minute);
    assert.deepEqual(open(), ['oms_sync_failed firing']);
    assert.equal(looks.length, 5, 'now and every half a minute');
    await clock.pass(10 * minute);
    const before = looks.length;
    assert.deepEqual(closed, ['o1'], 'another process has the right to send');
    await clock.pass(10 * minute);
    assert.deepEqual(looks.slice(before), []);
    isFailed = false;
    await asking(minute);
    assert.deepEqual(open(), ['oms_sync_failed resolved']);
  });

  it('the thresholds of the settings count from the next look on: by level, and so many samples in a row', async () => {
    delay = 50;
    await asking(5 * minute);
    assert.deepEqual(open(), [], 'ours are a minute for a task of the level High');
    settings = withOms({ samples: 4 }, 30);
    await asking(80 * second);
    assert.deepEqual(open(), [], 'three samples are not four');
    await asking(minute);
    assert.deepEqual(open(), ['oms_sync_delay firing']);
    settings = withOms({ recoverySamples: 1 }, 51);
    await asking(40 * second);
    assert.deepEqual(open(), ['oms_sync_delay resolved']);
  });

  function withOms(change: Partial<AlertSettings['oms']>, high: number): AlertSettings {
    const { oms } = defaultSettings;
    const thresholds = { ...oms.thresholds, HIGH: { delaySeconds: high, interruptionSeconds: 60 } };
    return { ...defaultSettings, oms: { ...oms, ...change, thresholds } };
  }

  it('asks a server that refuses the account three times in all, until its connection is another', async () => {
    refuses = true;
    await asking(30 * minute);
    assert.equal(looks.length, 3);
    assert.deepEqual(open(), ['source_unreachable firing']);
    refuses = false;
    kept = [{ connection: sampleOmsConnection({ user: 'other' }), version: 2 }];
    onChange();
    await asking(minute);
    assert.deepEqual(closed, ['o1']);
    assert.deepEqual(open(), ['source_unreachable resolved']);
  });

  it('a server that can’t be opened is said once; the others are watched', async () => {
    kept = [
      { connection: { ...sampleOmsConnection(), user: '' }, version: 1 },
      { connection: sampleOmsConnection({ id: 'o2', name: 'Second' }), version: 2 },
    ];
    await asking(5 * minute);
    assert.deepEqual(troubles, ['The OMS server "OMS" is not watched: no password']);
    assert.deepEqual([...new Set(looks)], ['o2']);
  });

  it('a server that is not kept any more ends its alerts as closed, and nobody else’s', async () => {
    const source: AlertSource = { kind: 'oms-server', serverId: 'gone', serverName: 'Gone' };
    const other: AlertSource = { kind: 'scheduler' };
    board = applySignals(
      board,
      [
        raise('server', clock.now(), { event: 'source_unreachable', source }),
        raise('other', clock.now(), { event: 'scheduler_trouble', source: other }),
      ],
      (at) => `a${String(at)}${String(Math.random())}`,
    );
    await asking(10 * second);
    assert.deepEqual(open(), ['source_unreachable resolved', 'scheduler_trouble firing']);
  });

  it('one look for a process that does not stay: every server once, and nothing goes on', async () => {
    isFailed = true;
    const found = await signals.look(new AbortController().signal);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['raise'],
    );
    await clock.pass(10 * minute);
    assert.equal(looks.length, 1);
  });
});

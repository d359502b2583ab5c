import assert from 'node:assert/strict';
import fc from 'fast-check';
import { english } from '../../../src/schema/phrase.ts';
import type { OpenObservation, ServerLook } from '../../../src/alert/oms/observeServer.ts';
import { begin, delays, failed, look, observed, task, tell } from './stories.ts';
import type { SampleParts } from './sampleMigrationTask.ts';

describe('observing an OMS server: delay', () => {
  const table: readonly (readonly [string, readonly (number | null)[], SampleParts, readonly string[]])[] = [
    ['in time', [5, 20, 60, 5], {}, ['', '', '', '']],
    ['three in a row', [61, 61, 61, 61], {}, ['', '', 'raise oms_sync_delay', 'again oms_sync_delay']],
    ['a migration', [61, 61, 61], { type: 'MIGRATION' }, ['', '', 'raise oms_migration_delay']],
    ['flapping', [500, 5, 500, 5, 500, 5, 500], {}, ['', '', '', '', '', '', '']],
    [
      'two good ones end it',
      [90, 90, 90, 5, 5],
      {},
      ['', '', 'raise oms_sync_delay', '', 'recovered oms_sync_delay'],
    ],
    [
      'one good one does not',
      [90, 90, 90, 5, 90],
      {},
      ['', '', 'raise oms_sync_delay', '', 'again oms_sync_delay'],
    ],
    ['nothing measured', [null, null, null], {}, ['', '', '']],
    ['the level allows it', [90, 90, 90], { level: 'MEDIUM' }, ['', '', '']],
    ['the lowest level', [601, 601, 601], { level: 'LOW' }, ['', '', 'raise oms_sync_delay']],
    ['no protection', [9999, 9999, 9999], { level: 'IGNORE' }, ['', '', '']],
  ];
  for (const [name, values, parts, expected] of table) {
    it(name, () => assert.deepEqual(tell(delays(values, parts)), expected));
  }

  it('is told with what it rests on: the samples by the server’s time, the threshold, the level, the age', () => {
    const looks = [0, 10, 20].map((s) => look(s + 7, [task(s, { delay: 75 })]));
    const [told] = observed(looks)[2] ?? [];
    assert.equal(told?.kind, 'raise');
    assert.equal(told.level, 'HIGH');
    assert.equal(told.fingerprint, 'oms:s1/np_1/oms_sync_delay');
    assert.deepEqual(
      told.samples.map(({ at, value, threshold }) => [at - begin, value, threshold]),
      [
        [0, '75', '60'],
        [10_000, '75', '60'],
        [20_000, '75', '60'],
      ],
    );
    assert.equal(
      english(told.message),
      'Synchronization task "orders" (np_1) is 75 s late, measured 7 s ago; its level HIGH allows 60 s.',
    );
  });

  it('that was measured long ago is no evidence, neither of trouble nor of its end', () => {
    const old = (s: number, delay: number): ServerLook => look(s, [task(s - 200, { delay })]);
    assert.deepEqual(tell([old(0, 90), old(10, 90), old(20, 90)]), ['', '', '']);
    const late = delays([90, 90, 90]);
    assert.deepEqual(tell([...late, old(250, 5), old(260, 5)]).slice(3), ['', '']);
  });

  it('does not look at this computer’s clock', () => {
    const skewed = delays([90, 90, 90]).map((one) => ({ ...one, at: 5 }));
    assert.deepEqual(tell(skewed), ['', '', 'raise oms_sync_delay']);
  });

  it('ends without having recovered when the task is stopped, finished, released or without protection', () => {
    for (const parts of [
      { status: 'SUSPEND' },
      { status: 'FINISHED' },
      { status: 'RELEASED' },
      { level: 'IGNORE' },
    ] as const) {
      const told = tell([...delays([90, 90, 90]), look(30, [task(30, parts)])]);
      assert.equal(told[3], 'closed oms_sync_delay', JSON.stringify(parts));
    }
  });

  it('law: samples that come late or twice change nothing, and so never raise it twice', () => {
    // Goes on by some seconds, or comes back to an earlier sample.
    const move = fc.record({ on: fc.integer({ min: 0, max: 2 }), back: fc.integer({ min: 0, max: 3 }) });
    const truths = fc.array(fc.boolean(), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 90 }), truths, (moves, isLate) => {
        let now = 5;
        const seconds = moves.map(({ on, back }) => (now += on) - back);
        const fresh = seconds.filter((second, i) => second > Math.max(0, ...seconds.slice(0, i)));
        // All are young enough to count.
        const story = (samples: readonly number[]): readonly string[] =>
          tell(
            samples.map((second) =>
              look(250, [task(second + 150, { delay: isLate[second] === true ? 90 : 5 })]),
            ),
          ).filter((told) => told !== '');
        assert.deepEqual(story(seconds), story(fresh));
      }),
    );
  });

  it('law: in what order the late samples of one time come, it is raised once at most', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 50 }), (seconds) => {
        const looks = seconds.map((second, i) => look(100 + i, [task(80 + second, { delay: 90 })]));
        const raised = observed(looks)
          .flat()
          .filter((one) => one.kind === 'raise' && !one.isRepeated);
        assert.ok(raised.length <= 1);
      }),
    );
  });
});

describe('observing an OMS server: tasks that go', () => {
  it('are closed when two whole lists have not got them, and not before', () => {
    const late = delays([90, 90, 90]);
    assert.deepEqual(tell([...late, look(30, []), look(40, [])]).slice(3), ['', 'closed oms_sync_delay']);
    const cut = { isComplete: false };
    assert.deepEqual(tell([...late, look(30, [], cut), look(40, [], cut), look(50, [], cut)]).slice(3), [
      '',
      '',
      '',
    ]);
  });

  it('alerts that were open before this watcher began are ended by it, and not raised anew', () => {
    const source = {
      kind: 'oms-task',
      serverId: 's1',
      serverName: 'p',
      taskId: 'np_1',
      taskName: 'orders',
    } as const;
    const open: readonly OpenObservation[] = [{ event: 'oms_sync_delay', source, level: 'HIGH' }];
    assert.deepEqual(tell(delays([5, 5]), open), ['', 'recovered oms_sync_delay']);
    assert.deepEqual(tell(delays([90]), open), ['again oms_sync_delay']);
    assert.deepEqual(tell([look(0, []), look(10, [])], open), ['', 'closed oms_sync_delay']);
  });
});

describe('observing an OMS server that gives no answer', () => {
  it('is one alert, of the server, after three looks in a row; the rest is left as it was', () => {
    const told = tell([
      ...delays([90, 90, 90]),
      failed(30),
      failed(40),
      failed(50),
      failed(60),
      ...[look(70, [task(70, { delay: 90 })])],
    ]);
    assert.deepEqual(told.slice(3), [
      '',
      '',
      'raise source_unreachable',
      'again source_unreachable',
      'recovered source_unreachable + again oms_sync_delay',
    ]);
  });

  it('says why, and is of the highest level', () => {
    const [told] = observed([failed(0), failed(10), failed(20, 'authentication')])[2] ?? [];
    assert.equal(told?.level, 'HIGH');
    assert.equal(told.fingerprint, 'oms:s1/source_unreachable');
    assert.equal(told.samples[0]?.value, 'authentication');
    assert.match(english(told.message), /"production" gives no valid answer.*It is down\./);
  });

  it('breaks the row of bad samples', () => {
    const [a, b, c] = delays([90, 90, 90]);
    assert.deepEqual(tell([a!, b!, failed(15), c!]), ['', '', '', '']);
  });

  it('when its clock is set back, samples of the new time count', () => {
    const late = delays([90, 90, 90]);
    const back = [-3600, -3590].map((s) => look(s, [task(s, { delay: 5 })]));
    assert.deepEqual(tell([...late, ...back]).slice(3), ['', 'recovered oms_sync_delay']);
  });

  it('that tells no time is judged by the samples alone', () => {
    const looks = [0, 10, 20].map((s) => look(s, [task(s, { delay: 90 })], { serverTime: null }));
    assert.deepEqual(tell(looks), ['', '', 'raise oms_sync_delay']);
  });
});

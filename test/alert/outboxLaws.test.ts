/** Laws of the board, whatever happens in whatever order (oms.md §13): nothing lost, nothing while muted, one open, the rate. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { advance } from '../../src/alert/advance.ts';
import type { Step } from '../../src/alert/advance.ts';
import { isOpen } from '../../src/alert/model/alert.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import type { Board } from '../../src/alert/model/board.ts';
import { defaultChannel } from '../../src/alert/model/channel.ts';
import type { Delivery } from '../../src/alert/model/delivery.ts';
import { readBoard } from '../../src/alert/model/readAlerts.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertSettings } from '../../src/alert/model/settings.ts';
import type { AnswerVerdict, SendResult } from '../../src/alert/notify/settle.ts';
import type { Signal } from '../../src/alert/signal.ts';
import { raise } from './alertWorld.ts';

const perMinute = 4;

type Move =
  | { readonly kind: 'raise' | 'resolve'; readonly name: number; readonly cause: number }
  | { readonly kind: 'mute' | 'unmute'; readonly name: number }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'answer'; readonly verdict: AnswerVerdict }
  /** The process dies; another one goes on with what is on the disk. */
  | { readonly kind: 'die' };

const name = fc.integer({ min: 0, max: 5 });
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('raise' as const), name, cause: fc.nat(3) }) },
  fc.record({ kind: fc.constant('resolve' as const), name, cause: fc.constant(0) }),
  fc.record({ kind: fc.constantFrom('mute' as const, 'unmute' as const), name }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 4000 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      verdict: fc.constantFrom<AnswerVerdict>(
        { kind: 'delivered' },
        { kind: 'retry', askedMs: null },
        { kind: 'retry', askedMs: 5000 },
      ),
    }),
  },
  fc.record({ kind: fc.constant('die' as const) }),
);

class Trial {
  board: Board = emptyBoard;
  now = Date.parse('2026-01-01T00:00:00Z');
  readonly sentAt: number[] = [];
  readonly arrived = new Set<string>();
  #owner = 0;
  #uids = 0;
  #muted = new Set<number>();
  #flying = new Map<string, Delivery>();

  settings(): AlertSettings {
    const mutes = [...this.#muted].map((one) => ({
      id: `m${String(one)}`,
      about: { kind: 'task', taskId: `f${String(one)}` } as const,
      until: null,
      by: '',
      comment: '',
    }));
    const channel = { ...defaultChannel, id: 'c', name: 'C', kind: 'generic', host: 'h', perMinute } as const;
    return { ...defaultSettings, mutes, channels: [channel] };
  }

  step(signals: readonly Signal[] = [], results: readonly SendResult[] = []): void {
    const step: Step = {
      ...{ now: this.now, settings: this.settings(), owner: `o${String(this.#owner)}`, results, signals },
      unheard: new Map(),
      archived: new Set(),
      drift: [],
      tasks: null,
      inFlight: new Set(this.#flying.keys()),
      capacity: 3,
      isFlush: false,
      random: () => (this.#uids += 0.618034) % 1,
      newUid: () => `d${String((this.#uids += 1))}`,
    };
    this.board = readBoard(JSON.parse(JSON.stringify(advance(this.board, step))));
    for (const delivery of this.board.deliveries) {
      const { state, id } = delivery;
      if (state.kind !== 'sending' || state.owner !== step.owner || this.#flying.has(id)) continue;
      this.#flying.set(id, delivery);
      this.#sending(delivery);
    }
    this.#hold();
  }

  move(one: Move): void {
    switch (one.kind) {
      case 'raise':
        this.step([raise(`f${String(one.name)}`, this.now, { evidence: String(one.cause) })]);
        break;
      case 'resolve':
        this.step([{ kind: 'resolve', fingerprint: `f${String(one.name)}`, at: this.now, how: 'recovered' }]);
        break;
      case 'mute':
        this.#muted.add(one.name);
        this.step();
        break;
      case 'unmute':
        this.#muted.delete(one.name);
        this.step();
        break;
      case 'pass':
        this.now += one.seconds * 1000;
        this.step();
        break;
      case 'answer':
        this.#answer(one.verdict);
        break;
      case 'die':
        // What arrived just before is not on the disk: it is sent again.
        this.#owner += 1;
        this.#flying.clear();
        this.step();
        break;
    }
  }

  /** Everything goes well from now on, and time passes. */
  settle(): void {
    this.#muted.clear();
    for (let i = 0; i < 40; i += 1) {
      this.now += 61_000 * (i % 4 === 0 ? 60 : 1);
      this.step();
      while (this.#flying.size > 0) this.#answer({ kind: 'delivered' });
    }
  }

  #answer(verdict: AnswerVerdict): void {
    const [delivery] = this.#flying.values();
    if (delivery === undefined) return;
    this.#flying.delete(delivery.id);
    if (verdict.kind === 'delivered') for (const id of delivery.alerts) this.arrived.add(id);
    const attempt = { at: this.now, ms: 1, status: 200, error: null, text: '' };
    this.step([], [{ delivery: delivery.id, attempt, verdict }]);
  }

  #sending(delivery: Delivery): void {
    this.sentAt.push(this.now);
    const muted = this.board.alerts.filter(
      ({ id, fingerprint }) => delivery.alerts.includes(id) && this.#muted.has(Number(fingerprint.slice(1))),
    );
    assert.deepEqual(muted, [], 'sent while muted');
  }

  #hold(): void {
    const open = this.board.alerts.filter(isOpen).map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(open).size, open.length, 'two open alerts of one fingerprint');
    const recent = this.sentAt.filter((at) => at > this.now - 60_000);
    assert.ok(recent.length <= perMinute, `${String(recent.length)} in a minute`);
  }
}

describe('laws of the outbox', () => {
  it('at most one open alert a fingerprint, nothing sent while muted, the rate kept, nothing lost', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 60 }), (moves) => {
        const trial = new Trial();
        for (const one of moves) trial.move(one);
        trial.settle();
        const firing = trial.board.alerts.filter(
          ({ life, source }) => life.kind === 'firing' && source.kind !== 'channel',
        );
        const lost = firing.filter(({ id }) => !trial.arrived.has(id));
        assert.deepEqual(
          lost.map(({ id, decisions }) => ({ id, decisions })),
          [],
          'lost',
        );
      }),
      { numRuns: 500 },
    );
  });

  it('a step that nothing calls for gives the board itself', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const trial = new Trial();
        for (const one of moves) trial.move(one);
        trial.settle();
        const { board } = trial;
        trial.step();
        assert.deepEqual(trial.board, board);
      }),
      { numRuns: 100 },
    );
  });
});

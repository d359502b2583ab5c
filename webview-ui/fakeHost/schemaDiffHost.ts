/** A comparison that exists only in the page: it answers as the editor would, from sample pairs. */
import type { Port } from '../../src/protocol/channel.ts';
import { openHostEnd } from '../../src/protocol/hostEnd.ts';
import type { HostEnd } from '../../src/protocol/hostEnd.ts';
import { schemaDiffContract } from '../../src/protocol/schemaDiff.ts';
import type {
  PairRow,
  SchemaDiffContract,
  SchemaDiffPhase,
  SchemaDiffState,
} from '../../src/protocol/schemaDiff.ts';
import { detailsOf } from './sampleDetails.ts';
import { longName } from './longTexts.ts';
import { longPairs, manyPairs, oddPairs, samplePairs } from './samplePairs.ts';

/** Noon of a day that is not today, so that pictures of it stay the same. */
const readAt = Date.UTC(2026, 4, 4, 12);

interface Scene {
  readonly rows: readonly PairRow[];
  readonly phase: SchemaDiffPhase;
  readonly notes?: readonly string[];
  readonly environment?: 'production';
  readonly heading?: Partial<SchemaDiffState['heading']>;
  /** The first answer is an error. */
  readonly isUnanswered?: true;
}

const ready: SchemaDiffPhase = { kind: 'ready', readAt, revision: 1 };

function afterRun(rows: readonly PairRow[]): readonly PairRow[] {
  const outcomes = ['succeeded', 'failed', 'running', null, 'unknown', 'skipped'] as const;
  return rows.map((row, i) => (row.statements === 0 ? row : { ...row, outcome: outcomes[i % 6] ?? null }));
}

/** What the panel can be looked at in. */
const schemaDiffScenes: Readonly<Record<string, () => Scene>> = {
  sample: () => ({
    rows: samplePairs,
    phase: ready,
    notes: ['2 views were passed over: only tables have shadows.'],
  }),
  production: () => ({ rows: samplePairs, phase: ready, environment: 'production' }),
  empty: () => ({ rows: [], phase: ready }),
  consistent: () => ({ rows: samplePairs.filter(({ result }) => result === 'consistent'), phase: ready }),
  reading: () => ({ rows: [], phase: { kind: 'reading', step: 'reading', done: 1200, of: 5000 } }),
  failed: () => ({
    rows: [],
    phase: {
      kind: 'failed',
      message: 'The server at db.example:3306 refused the account app (error 1045).',
      remedy: 'Check the user and set its password again.',
    },
  }),
  cancelled: () => ({ rows: [], phase: { kind: 'cancelled' } }),
  running: () => ({ rows: afterRun(samplePairs), phase: { kind: 'running', done: 4, of: 15, revision: 1 } }),
  many: () => ({ rows: manyPairs(10_000), phase: ready }),
  long: () => ({
    rows: longPairs,
    phase: ready,
    environment: 'production',
    heading: {
      connection: longName('reporting'),
      database: longName('finance'),
      shadowDatabase: longName('finance_shadow'),
      rule: `${longName('prefix', 40)} + name + ${longName('suffix', 40)}`,
    },
    notes: [1, 2, 3, 4, 5].map(
      (n) => `${longName(`view_${String(n)}`)} was passed over: only tables have shadows.`,
    ),
  }),
  unanswered: () => ({ rows: samplePairs, phase: ready, isUnanswered: true }),
  odd: () => ({ rows: oddPairs, phase: ready, notes: ['<b>Note</b> \u202e [x](command:y)'] }),
};

/** Answers the panel from one scene; ticking, options and refreshing work on it. */
export function playSchemaDiff(port: Port, sceneName: string): void {
  const scene = (schemaDiffScenes[sceneName] ?? schemaDiffScenes['sample'])?.();
  if (scene !== undefined) new FakeComparison(port, scene);
}

class FakeComparison {
  #rows: readonly PairRow[];
  #phase: SchemaDiffPhase;
  #options: SchemaDiffState['options'] = {
    columnOrder: 'strict',
    comments: 'strict',
    foreignKeys: 'map',
    storage: 'strict',
    partitions: 'strict',
  };
  #revision = 1;
  #isAnswering: boolean;
  readonly #scene: Scene;
  readonly #end: HostEnd<SchemaDiffContract>;

  constructor(port: Port, scene: Scene) {
    this.#scene = scene;
    this.#rows = scene.rows;
    this.#phase = scene.phase;
    this.#isAnswering = scene.isUnanswered !== true;
    this.#end = openHostEnd({
      contract: schemaDiffContract,
      port,
      describeError: () => ({ code: 'internal', message: 'The sample failed.', remedy: null }),
      onRefused: (reason) => window.harness.refused.push(reason),
      handlers: {
        ready: () => {
          const isAnswering = this.#isAnswering;
          this.#isAnswering = true;
          if (!isAnswering) throw new Error('not now');
          return this.#state();
        },
        rows: ({ offset, limit }) => ({
          revision: this.#revision,
          total: this.#rows.length,
          rows: this.#rows.slice(offset, offset + limit),
        }),
        pair: ({ id }) => {
          const row = this.#rows.find((one) => one.id === id);
          if (row === undefined) throw new Error('no such pair');
          return detailsOf(row);
        },
        setSkip: ({ ids, skip }) => {
          const named = new Set(ids);
          this.#replace(
            this.#rows.map((row) => (named.has(row.id) ? { ...row, isSkippedByUser: skip } : row)),
          );
          return {};
        },
        setOptions: ({ options }) => {
          this.#options = options;
          this.#replace(this.#rows);
          return {};
        },
        refresh: () => this.#refresh(),
        cancel: () => {
          this.#enter(this.#rows.length === 0 ? { kind: 'cancelled' } : this.#ready());
          return {};
        },
        openChangeSql: () => ({}),
        openUndoSql: () => ({}),
        openTextDiff: () => ({}),
        openAllDifferences: () => ({}),
        exportReport: () => ({}),
        run: () => ({}),
      },
    });
  }

  #replace(rows: readonly PairRow[]): void {
    this.#rows = rows;
    this.#revision++;
    this.#enter(this.#ready());
  }

  #refresh(): Record<string, never> {
    const of = 4;
    const tick = (done: number): void => {
      if (done > of) {
        this.#replace(this.#rows.length === 0 ? samplePairs : this.#rows);
        return;
      }
      this.#enter({ kind: 'reading', step: 'reading', done, of });
      setTimeout(() => {
        tick(done + 1);
      }, 20);
    };
    tick(0);
    return {};
  }

  #ready(): SchemaDiffPhase {
    return { kind: 'ready', readAt, revision: this.#revision };
  }

  #enter(phase: SchemaDiffPhase): void {
    this.#phase = phase;
    this.#end.emit('state', this.#state());
  }

  #state(): SchemaDiffState {
    const active = this.#rows.filter((row) => !row.isSkippedByUser);
    const statements = active.reduce((sum, row) => sum + row.statements, 0);
    const canRun = this.#phase.kind === 'ready' && statements > 0;
    return {
      heading: {
        connection: 'Shop (staging)',
        environment: this.#scene.environment ?? 'test',
        dialect: 'MySQL',
        serverVersion: '9.1.0',
        database: 'shop',
        shadowDatabase: 'shop',
        rule: '__test_ + name',
        ...this.#scene.heading,
      },
      options: this.#options,
      phase: this.#phase,
      notes: this.#scene.notes ?? [],
      statements,
      unsafe: active.filter(({ level }) => level === 'unsafe' || level === 'refused').length,
      hasUndo: statements > 0,
      canRun,
      cannotRunReason: canRun ? null : 'There is nothing to run.',
    };
  }
}

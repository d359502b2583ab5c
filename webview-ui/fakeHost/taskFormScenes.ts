/** Tasks to look at: filled in, empty, failed, clashing, very long, and with names that nobody should give a table. */
import type { PairRow } from '../../src/protocol/schemaDiff.ts';
import type {
  NamedPair,
  TaskFormAnalysis,
  TaskFormFields,
  TaskFormState,
} from '../../src/protocol/taskForm.ts';
import { longName, longRemarks } from './longTexts.ts';
import { longPairs, manyPairs, oddPairs, samplePairs } from './samplePairs.ts';

/** Noon of a day that is not today, so that pictures of it stay the same. */
export const readAt = Date.UTC(2026, 4, 4, 12);
export const night = Date.UTC(2026, 10, 22, 1, 30);

export const usualFields: TaskFormFields = {
  rangeMode: 'all',
  include: '',
  exclude: '',
  prefix: '__test_',
  suffix: '',
  shadowDatabase: null,
  execution: 'manual',
  onceAt: '2026-11-22T02:30',
  cron: '30 2 * * *',
  zone: 'Europe/Berlin',
  missed: 'skip',
  keepInSync: true,
  onError: 'abort',
  lockWait: '60',
  parallel: '1',
  remarks: '',
  tags: '',
};

export interface TaskFormScene {
  readonly names: readonly string[];
  readonly pairs: readonly PairRow[];
  readonly fields?: Partial<TaskFormFields>;
  readonly analysis?: TaskFormAnalysis;
  readonly tables?: TaskFormState['tables'];
  readonly sample?: readonly NamedPair[];
  readonly problems?: TaskFormState['problems'];
  readonly hasTarget?: false;
  readonly environment?: 'production';
  readonly origin?: string;
  readonly name?: string;
  readonly database?: string;
  readonly next?: number;
}

const namesOf = (pairs: readonly PairRow[]): readonly string[] => pairs.map(({ source }) => source);

export const taskFormScenes: Readonly<Record<string, () => TaskFormScene>> = {
  sample: () => ({
    names: namesOf(samplePairs),
    pairs: samplePairs,
    fields: { rangeMode: 'partial', exclude: '*_old', execution: 'cron' },
  }),
  empty: () => ({ names: [], pairs: [], hasTarget: false }),
  loading: () => ({
    names: [],
    pairs: [],
    tables: { kind: 'reading' },
    analysis: { kind: 'reading', step: 'reading', done: 1200, of: 5000 },
    fields: { rangeMode: 'partial' },
  }),
  failed: () => ({
    names: [],
    pairs: [],
    fields: { rangeMode: 'partial' },
    tables: {
      kind: 'failed',
      message: 'The server at db.example:3306 refused the account app (error 1045).',
      remedy: 'Check the user and set its password again.',
    },
    analysis: {
      kind: 'failed',
      message: 'The server at db.example:3306 refused the account app (error 1045).',
      remedy: 'Check the user and set its password again.',
    },
  }),
  clash: () => ({
    names: namesOf(samplePairs),
    pairs: samplePairs,
    environment: 'production',
    analysis: { kind: 'none' },
    fields: { prefix: 'order_', execution: 'once', onceAt: '2020-01-01T00:00', parallel: '99' },
    sample: [
      { source: 'orders', shadow: 'order_orders', exists: false, problem: 'the name is taken by a view' },
      { source: 'items', shadow: 'order_items', exists: false, problem: 'its shadow table is a source too' },
      { source: 'stores', shadow: 'order_stores', exists: true, problem: null },
    ],
    problems: [
      { field: 'onceAt', message: 'This time is in the past.' },
      { field: 'parallel', message: 'Give a whole number from 1 to 8.' },
    ],
  }),
  again: () => ({ names: namesOf(samplePairs), pairs: samplePairs, origin: 't1k2j3h4abcd' }),
  many: () => {
    const pairs = manyPairs(5000);
    return { names: namesOf(pairs), pairs, fields: { rangeMode: 'partial' } };
  },
  long: () => ({
    names: namesOf(longPairs),
    pairs: longPairs,
    name: longName('reporting'),
    database: longName('finance'),
    environment: 'production',
    fields: {
      rangeMode: 'partial',
      include: longPairs.map(({ source }) => source).join(', '),
      shadowDatabase: longName('finance_shadow'),
      remarks: longRemarks,
      tags: ['a', 'b', 'c', 'd'].map((tag) => longName(tag, 40)).join(', '),
    },
    problems: [{ field: 'remarks', message: `${longRemarks} ${longRemarks}` }],
  }),
  odd: () => ({
    names: namesOf(oddPairs),
    pairs: oddPairs,
    name: '<img src=x onerror=alert(1)>\u202egnp',
    fields: { rangeMode: 'partial', remarks: '</script><script>alert(1)</script>', prefix: '\u202e' },
    problems: [{ field: 'prefix', message: '<b>no</b> \u202e [x](command:y)' }],
  }),
};

export const approval: NonNullable<TaskFormState['approval']> = {
  name: 'Review of unsafe changes',
  why: 'The environment is test. The highest finding is unsafe.',
  nodes: [
    { name: 'Owner', approvers: ['ada', 'grace'], isAutomatic: false },
    { name: 'DBA', approvers: [], isAutomatic: false },
  ],
  advice:
    'These tasks live on this computer only: an approval here is a checklist for yourself, not a control by somebody else.',
};

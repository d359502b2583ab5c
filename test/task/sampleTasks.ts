/** Tasks for tests, each valid on its own. */
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type {
  MatchedProcess,
  PlanReference,
  RunRecord,
  ScheduleProgress,
  Task,
  TaskIntent,
} from '../../src/task/model/task.ts';
import type { Execution } from '../../src/task/schedule/execution.ts';
import type { TaskState } from '../../src/task/state/taskState.ts';

export const samplePlan: PlanReference = {
  hash: 'a'.repeat(64),
  madeAt: 0,
  serverIdentity: 'server-1',
  tables: 1,
  statements: 1,
  unsafe: 0,
  highest: 'info',
};

export const sampleExecutions: readonly Execution[] = [
  { kind: 'immediately' },
  { kind: 'manual' },
  { kind: 'once', at: 1000, missed: 'skip' },
  { kind: 'cron', expression: '* * * * *', zone: 'UTC', missed: 'skip', keepInSync: false },
];

export function sampleProcess(nodes: number): MatchedProcess {
  return {
    id: 'p',
    name: 'Process',
    why: 'It is one.',
    nodes: Array.from({ length: nodes }, (_, i) => ({
      name: `node ${String(i)}`,
      approvers: [],
      isAutomatic: false,
    })),
    expiryHours: { approval: 24, waiting: 24, execution: 24 },
  };
}

export function sampleIntent(change: Partial<TaskIntent> = {}): TaskIntent {
  return {
    kind: 'shadow-sync',
    connection: { id: 'c1', name: 'Shop', environment: 'development' },
    database: 'shop',
    rule: { prefix: '__test_', suffix: '', shadowDatabase: null, overrides: [] },
    range: { include: [], exclude: [] },
    skip: [],
    adopt: [],
    options: defaultCompareOptions,
    execution: { kind: 'immediately' },
    onError: 'abort',
    allowed: [],
    lockWaitSeconds: 15,
    parallel: 1,
    remarks: '',
    tags: [],
    ...change,
  };
}

export interface SampleChange {
  readonly id?: string;
  readonly state?: TaskState;
  readonly plan?: PlanReference | null;
  readonly process?: MatchedProcess | null;
  readonly execution?: Execution;
  readonly progress?: ScheduleProgress;
  readonly intent?: Partial<TaskIntent>;
  readonly creator?: string;
  readonly createdAt?: number;
}

export function sampleTask(change: SampleChange = {}): Task {
  const { execution, intent, ...rest } = change;
  return {
    id: 't0000000aaaa',
    intent: sampleIntent({ ...(execution === undefined ? {} : { execution }), ...intent }),
    plan: samplePlan,
    state: { kind: 'waiting', why: 'queued', since: 0 },
    creator: 'al',
    createdAt: 0,
    process: null,
    approvals: [],
    progress: newProgress,
    origin: null,
    ...rest,
  };
}

export function sampleRun(change: Partial<RunRecord> = {}): RunRecord {
  return {
    run: 'r0000000aaaa',
    task: 't0000000aaaa',
    slot: null,
    startedAt: 0,
    endedAt: 0,
    lateMs: 0,
    coalesced: 0,
    outcome: 'succeeded',
    reason: null,
    planHash: null,
    counts: { succeeded: 1, failed: 0, skipped: 0 },
    plans: [],
    left: [],
    ...change,
  };
}

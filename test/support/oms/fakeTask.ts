/** A task of the fake server, and how it is written on the wire (oms.md §5.4, §7): always whole, nulls included. */

export interface FakeStep {
  readonly name: string;
  readonly status: string;
  readonly progress: number;
  readonly error?: { readonly code: string; readonly message: string; readonly proposal: string };
}

export interface FakeComponent {
  readonly list: 'storeList' | 'incrSyncComponents' | 'fullImportComponents';
  readonly name: string;
  readonly status: string;
}

export interface FakeTask {
  readonly id: string;
  name: string;
  type: string;
  status: string;
  importance: string | null;
  labels: readonly string[];
  isModifying: boolean;
  isMerging: boolean;
  steps: readonly FakeStep[];
  components: readonly FakeComponent[];
  /** Null: nothing is measured. Negative: source and server disagree about the time. */
  delaySeconds: number | null;
  /** How long ago the newest sample was taken, besides the ten seconds between two. */
  sampleAgeSeconds: number;
  /** Where the delay is told: in the step's checkpoint, or in `extraInfo.syncDelay`. */
  tells: 'checkpoint' | 'syncDelay';
  alarming: boolean | null;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

const whole: readonly FakeStep[] = [
  { name: 'TRANSFER_PRECHECK', status: 'FINISHED', progress: 100 },
  { name: 'STRUCT_TRANSFER', status: 'FINISHED', progress: 100 },
  { name: 'FULL_TRANSFER', status: 'FINISHED', progress: 100 },
  { name: 'INCR_TRANSFER', status: 'MONITORING', progress: 100 },
];

/** A running synchronization task that is five seconds late, but for what is said otherwise. */
export function fakeTask(more: Partial<FakeTask> = {}): FakeTask {
  const id = more.id ?? 'np_test1';
  return {
    id,
    name: 'orders',
    type: 'SYNC',
    status: 'RUNNING',
    importance: 'HIGH',
    labels: [],
    isModifying: false,
    isMerging: false,
    steps: whole,
    components: [
      { list: 'storeList', name: `${id}-store`, status: 'RUNNING' },
      { list: 'incrSyncComponents', name: `${id}-incr-sync`, status: 'RUNNING' },
    ],
    delaySeconds: 5,
    sampleAgeSeconds: 0,
    tells: 'checkpoint',
    alarming: false,
    createdAt: Date.parse('2026-01-02T03:04:05Z'),
    ...more,
  };
}

/** How the server writes. */
export interface WireStyle {
  /** `extraInfo`, `alarmStats.*`, `labels` and `stepInfo` are null. */
  readonly isSparse: boolean;
  /** Fields that nobody has heard of, and names in another letter case. */
  readonly isDrifted: boolean;
}

/** OMS takes a sample every ten seconds. */
function sampledAt(now: number, { sampleAgeSeconds }: FakeTask): number {
  return Math.floor(now / 10_000) * 10 - sampleAgeSeconds;
}

/** The answer's row of a task, as of `now`. */
export function wireTask(task: FakeTask, now: number, style: WireStyle): object {
  const { isSparse } = style;
  const alarm = isSparse ? null : task.alarming;
  return drifted(
    {
      id: task.id,
      name: task.name,
      type: task.type,
      owner: 'admin',
      importance: task.importance,
      status: task.status,
      labels:
        isSparse || task.labels.length === 0 ? null : task.labels.map((name, i) => ({ id: `l${i}`, name })),
      gmtCreate: wireTime(task.createdAt),
      gmtModified: wireTime(now),
      gmtStart: task.status === 'INIT' ? null : wireTime(task.createdAt + 55_000),
      gmtFinish: null,
      isModifying: task.isModifying,
      isMerging: task.isMerging,
      isSubProject: false,
      sourceEndpointType: 'MYSQL',
      sinkEndpointType: 'OB_MYSQL',
      enableIncrTransfer: true,
      transferMapping: null,
      steps: wireSteps(task, now, style),
      extraInfo: isSparse ? null : wireExtra(task, now),
      alarmStats: {
        target: null,
        alarming: alarm,
        recentlyTriggerCount: null,
        ruleToRecentlyTriggerCount: null,
        alarmContent: null,
        openMonitor: null,
      },
    },
    style,
  );
}

function wireExtra(task: FakeTask, now: number): object {
  const tells = task.tells === 'syncDelay';
  return {
    runningStep: task.steps.at(-1)?.name ?? null,
    runningProgress: task.steps.at(-1)?.progress ?? null,
    syncDelay: tells ? task.delaySeconds : null,
    syncDelaySampleTimestamp: tells ? sampledAt(now, task) : null,
    incrSyncTimestamp: null,
    monitoringIncr: null,
    sourceStoreKeptHour: null,
  };
}

/** DescribeProjectSteps, and a row's `steps`. */
export function wireSteps(task: FakeTask, now: number, style: WireStyle): readonly object[] {
  return task.steps.map((step, index) => {
    const { code = null, message = null, proposal = null } = step.error ?? {};
    return drifted(
      {
        order: index + 1,
        name: step.name,
        description: '增量同步',
        ...fittingStatus(task, step),
        startTime: wireTime(task.createdAt + 65_000),
        finishTime: null,
        extraInfo: style.isSparse
          ? null
          : {
              errorDetails: proposal === null ? null : [{ code, level: 'ERROR', message, proposal }],
              errorCode: code,
              errorMsg: message,
              errorParam: null,
              failedTime: step.status === 'FAILED' ? wireTime(now) : null,
            },
        stepInfo: style.isSparse ? null : wireStepInfo(task, step, now),
      },
      style,
    );
  });
}

/** The steps of a task that does not run stand as well. */
function fittingStatus({ status }: FakeTask, step: FakeStep): Pick<FakeStep, 'status' | 'progress'> {
  if (status === 'INIT') return { status: 'INIT', progress: 0 };
  const isLast = step.status === 'MONITORING';
  if (isLast && (status === 'SUSPEND' || status === 'FINISHED')) return { status, progress: step.progress };
  return { status: step.status, progress: step.progress };
}

function wireStepInfo(task: FakeTask, { name }: FakeStep, now: number): object | null {
  if (!name.startsWith('INCR_')) return null;
  const sample = sampledAt(now, task);
  const isTold = task.tells === 'checkpoint' && task.delaySeconds !== null;
  return {
    incrTimestampCheckpoint: isTold ? sample - (task.delaySeconds ?? 0) : null,
    checkpointSampleTimestamp: isTold ? sample : null,
    enableIncrStatistics: null,
  };
}

/** DescribeProjectComponents. */
export function wireComponents({ components, delaySeconds }: FakeTask): object {
  const lists = [
    'storeList',
    'fullImportComponents',
    'incrSyncComponents',
    'fullVerifyComponents',
    'reverseStoreList',
    'reverseIncrSyncComponents',
  ];
  return Object.fromEntries(
    lists.map((list) => [
      list,
      components
        .filter((one) => one.list === list)
        .map(({ name, status }) => ({
          name,
          ip: '10.0.0.9',
          region: null,
          status,
          delay: delaySeconds,
          tps: 12,
          errMsg: status === 'EXCEPTION' ? '进程异常退出' : null,
          errorDetails: null,
        })),
    ]),
  );
}

/** UTC without a zone (oms.md §5.2, 2). */
function wireTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}

function drifted(record: Readonly<Record<string, unknown>>, { isDrifted }: WireStyle): object {
  if (!isDrifted) return record;
  const entries = Object.entries(record).map(([name, value]) => [
    name.slice(0, 1).toUpperCase() + name.slice(1),
    value,
  ]);
  return Object.fromEntries([
    ...entries,
    ['brandNewField', { nested: [1, 2] }],
    ['__proto__', 'odd'],
  ]) as object;
}

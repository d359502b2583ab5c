/** OMS's "project" → a task (fields: oms.md §5.4). What is missing, null or of another kind becomes nothing. */
import type {
  MigrationStep,
  MigrationTask,
  Named,
  StepFailure,
  StepStatus,
  TaskStatus,
  TaskType,
} from '../alert/oms/migrationServer.ts';
import type { ProtectionLevel } from '../alert/model/alertEvent.ts';
import { ForeignFields } from './foreignFields.ts';

const types: readonly TaskType[] = ['MIGRATION', 'SYNC', 'VERIFY'];

const statuses: readonly TaskStatus[] = [
  'INIT',
  'RUNNING',
  'RUNNING_MODIFYING',
  'RUNNING_MERGING',
  'RUNNING_ALARMING',
  'SUSPEND',
  'FAILED',
  'FINISHED',
  'RELEASING',
  'RELEASED',
  'DELETED',
];

const stepStatuses: readonly StepStatus[] = [
  'INIT',
  'RUNNING',
  'FAILED',
  'FINISHED',
  'SUSPEND',
  'MONITORING',
];

const levels: readonly ProtectionLevel[] = ['HIGH', 'MEDIUM', 'LOW', 'IGNORE'];

/** A name in capitals; one that is not known is kept as it came. */
function named<N extends string>(known: readonly N[], text: string | null): Named<N> {
  const found = known.find((name) => name === text?.toUpperCase());
  return found === undefined ? { kind: 'unknown', name: text ?? '' } : { kind: 'known', name: found };
}

/** The level where the server names one. */
export function levelIn(fields: ForeignFields, name: string): Named<ProtectionLevel> | null {
  const text = fields.text(name, 40);
  return text === null ? null : named(levels, text);
}

/** Null for what has no id: nobody could refer to it. */
export function readMigrationTask(value: unknown): MigrationTask | null {
  const fields = new ForeignFields(value);
  const id = fields.text('id', 200);
  if (id === null) return null;
  const extra = fields.record('extraInfo');
  return {
    id,
    name: fields.text('name', 300) ?? id,
    type: named(types, fields.text('type', 100)),
    status: named(statuses, fields.text('status', 100)),
    level: levelIn(fields, 'importance'),
    owner: fields.text('owner', 300),
    labels: fields.list('labels').flatMap((label) => new ForeignFields(label).text('name', 100) ?? []),
    createdAt: fields.time('gmtCreate'),
    startedAt: fields.time('gmtStart'),
    finishedAt: fields.time('gmtFinish'),
    isModifying: fields.boolean('isModifying') === true,
    isMerging: fields.boolean('isMerging') === true,
    sourceType: fields.text('sourceEndpointType', 100),
    targetType: fields.text('sinkEndpointType', 100),
    steps: readSteps(fields.value('steps')),
    runningStep: extra.text('runningStep', 100),
    runningProgress: percent(extra.number('runningProgress')),
    syncDelaySeconds: extra.number('syncDelay'),
    syncDelaySampledAt: extra.seconds('syncDelaySampleTimestamp'),
    isAlarming: fields.record('alarmStats').boolean('alarming'),
  };
}

/** The steps in their order; empty for what is no list. */
export function readSteps(value: unknown): readonly MigrationStep[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map(readStep).sort((a, b) => a.order - b.order);
}

function readStep(value: unknown, index: number): MigrationStep {
  const fields = new ForeignFields(value);
  const info = fields.record('stepInfo');
  return {
    order: fields.number('order') ?? index + 1,
    name: fields.text('name', 100) ?? '',
    description: fields.text('description', 300),
    status: named(stepStatuses, fields.text('status', 100)),
    progress: percent(fields.number('progress')),
    startedAt: fields.time('startTime'),
    finishedAt: fields.time('finishTime'),
    failure: readFailure(fields.record('extraInfo')),
    checkpointAt: info.seconds('incrTimestampCheckpoint'),
    sampledAt: info.seconds('checkpointSampleTimestamp'),
  };
}

function readFailure(extra: ForeignFields): StepFailure | null {
  const details = extra.list('errorDetails').map((detail) => new ForeignFields(detail));
  const first = details[0] ?? new ForeignFields(null);
  const failure: StepFailure = {
    code: extra.text('errorCode', 100) ?? first.text('code', 100),
    message: extra.text('errorMsg') ?? first.text('message') ?? first.text('reason'),
    proposal: details.map((detail) => detail.text('proposal')).find((text) => text !== null) ?? null,
    failedAt: extra.time('failedTime'),
  };
  return Object.values(failure).every((field) => field === null) ? null : failure;
}

function percent(value: number | null): number | null {
  return value === null ? null : Math.min(100, Math.max(0, value));
}

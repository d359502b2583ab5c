/** States, steps and delays of tasks in words. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { currentDelay } from './taskDelay.ts';
import type { MigrationStep, MigrationTask, TaskStatus } from './migrationServer.ts';

/** The console's names (oms.md §4). */
const statusNames: Readonly<Record<TaskStatus, Said>> = {
  INIT: phrase`Not Started`,
  RUNNING: phrase`Running`,
  RUNNING_ALARMING: phrase`Running`,
  RUNNING_MODIFYING: phrase`Modifying`,
  RUNNING_MERGING: phrase`Integrating`,
  SUSPEND: phrase`Stopped`,
  FAILED: phrase`Failed`,
  FINISHED: phrase`Completed`,
  RELEASING: phrase`Releasing`,
  RELEASED: phrase`Released`,
  DELETED: phrase`Deleted`,
};

/** The state under the console's name; one that is not known here as the server calls it. */
export function shownStatus(task: Pick<MigrationTask, 'status' | 'isModifying' | 'isMerging'>): Said {
  const { status } = task;
  if (status.kind === 'unknown') return phrase`${status.name} (not known here)`;
  if (status.name === 'RUNNING' && task.isModifying) return statusNames.RUNNING_MODIFYING;
  if (status.name === 'RUNNING' && task.isMerging) return statusNames.RUNNING_MERGING;
  return statusNames[status.name];
}

export function shownType({ type }: Pick<MigrationTask, 'type'>): Said {
  if (type.kind === 'unknown') return type.name === '' ? phrase`Task` : type.name;
  switch (type.name) {
    case 'MIGRATION':
      return phrase`Migration`;
    case 'SYNC':
      return phrase`Synchronization`;
    case 'VERIFY':
      return phrase`Verification`;
  }
}

/** The step that is under way: a failed one first, then a running one, then the first that waits; null when all is done. */
export function currentStep({ steps }: Pick<MigrationTask, 'steps'>): MigrationStep | null {
  const ordered = [...steps].sort((a, b) => a.order - b.order);
  const withStatus = (...names: readonly string[]): MigrationStep | undefined =>
    ordered.find(({ status }) => names.includes(status.name));
  return withStatus('FAILED') ?? withStatus('RUNNING', 'SUSPEND') ?? withStatus('MONITORING', 'INIT') ?? null;
}

/** `75 s`, `12 min`, `3 h`, `2 d`: as exact as a glance needs. */
export function shownDuration(seconds: number): Said {
  if (seconds < 120) return phrase`${Math.round(seconds)} s`;
  if (seconds < 7200) return phrase`${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return phrase`${Math.round(seconds / 3600)} h`;
  return phrase`${Math.round(seconds / 86_400)} d`;
}

/** What a tree shows of a task; a null field has nothing to show. */
export interface MigrationTaskRow {
  readonly id: string;
  readonly label: string;
  readonly type: Said;
  readonly status: Said;
  readonly step: Said | null;
  readonly delay: Said | null;
  /** What an icon or a colour may go by, never the only sign of it. */
  readonly mood: 'idle' | 'running' | 'late' | 'failed' | 'done' | 'unknown';
}

/**
 * The row of a task. `serverTime` is when it was read, by the server's clock: a delay that was measured long before
 * says so.
 */
export function migrationTaskRow(task: MigrationTask, serverTime: number | null): MigrationTaskRow {
  return {
    id: task.id,
    label: task.name,
    type: shownType(task),
    status: shownStatus(task),
    step: shownStep(task),
    delay: shownDelay(task, serverTime),
    mood: moodOf(task),
  };
}

function shownStep(task: MigrationTask): Said | null {
  const step = currentStep(task);
  const name = step?.name ?? task.runningStep;
  const progress = step?.progress ?? task.runningProgress;
  if (name === null) return null;
  return progress === null ? name : phrase`${name} ${progress}%`;
}

function shownDelay(task: MigrationTask, serverTime: number | null): Said | null {
  // The last sample of a task that does not run says what was, and grows no older.
  const delay = task.status.name.startsWith('RUNNING') ? currentDelay(task) : null;
  if (delay === null) return null;
  const late = phrase`${shownDuration(delay.seconds)} late`;
  const age = delay.sampledAt === null || serverTime === null ? 0 : (serverTime - delay.sampledAt) / 1000;
  return age < 60 ? late : phrase`${late} (measured ${shownDuration(age)} ago)`;
}

function moodOf({ status, isAlarming }: MigrationTask): MigrationTaskRow['mood'] {
  if (status.kind === 'unknown') return 'unknown';
  switch (status.name) {
    case 'FAILED':
      return 'failed';
    case 'RUNNING_ALARMING':
      return 'late';
    case 'RUNNING':
    case 'RUNNING_MODIFYING':
    case 'RUNNING_MERGING':
      return isAlarming === true ? 'late' : 'running';
    case 'FINISHED':
      return 'done';
    case 'INIT':
    case 'SUSPEND':
    case 'RELEASING':
    case 'RELEASED':
    case 'DELETED':
      return 'idle';
  }
}

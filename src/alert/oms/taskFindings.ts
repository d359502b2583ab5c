/** What one look at a task says about each of the events that it can raise (oms.md §6). */
import type { Said } from '../../schema/phrase.ts';
import type { ObservedEvent, ObservedLevel, ObservedSample } from '../observation.ts';
import { levelOf } from './alertRules.ts';
import type { MigrationAlertRules } from './alertRules.ts';
import { componentsDisagree } from './componentState.ts';
import type { Patience, Reading } from './condition.ts';
import type { MigrationComponent, MigrationTask, TaskStatus } from './migrationServer.ts';
import { currentDelay } from './taskDelay.ts';
import { delayMessage, failureMessage, inconsistentMessage } from './taskMessages.ts';
import { currentStep } from './taskWords.ts';

export type TaskEvent = Exclude<ObservedEvent, 'source_unreachable'>;

export type Evidence =
  | {
      readonly kind: 'reading';
      readonly reading: Reading;
      readonly patience: Patience;
      /** What to say when it is bad. */
      readonly message: () => Said;
    }
  /** Nothing was seen this time: not asked, not known, or too old. */
  | { readonly kind: 'unseen' }
  /** A stronger event of the task stands before it: what had begun has to begin anew after that. */
  | { readonly kind: 'silent' }
  /** It can't hold any more, and nothing has recovered: stopped by somebody, released, without protection. */
  | { readonly kind: 'closed' };

export interface TaskFinding {
  readonly event: TaskEvent;
  readonly evidence: Evidence;
}

/** One look at one task. */
export interface TaskLook {
  readonly task: MigrationTask;
  /** Null where they were not asked for or can't be told. */
  readonly components: readonly MigrationComponent[] | null;
  /** By the server's clock where it says one. */
  readonly at: number;
}

const unseen: Evidence = { kind: 'unseen' };
const silent: Evidence = { kind: 'silent' };
const over: Evidence = { kind: 'closed' };

/** Strongest first: one that holds keeps those after it silent (oms.md §8, rule 4). */
const eventsOf: Readonly<Record<string, readonly TaskEvent[]>> = {
  MIGRATION: ['oms_migration_failed', 'oms_migration_delay'],
  SYNC: ['oms_sync_failed', 'oms_sync_status_inconsistent', 'oms_sync_delay'],
};

const gone: ReadonlySet<string> = new Set<TaskStatus>(['RELEASING', 'RELEASED', 'DELETED']);

/** What the look says about each event of the task's type, strongest first; none for a type that has no events. */
export function taskFindings(look: TaskLook, rules: MigrationAlertRules): readonly TaskFinding[] {
  const { task } = look;
  const events = (task.type.kind === 'known' ? eventsOf[task.type.name] : undefined) ?? [];
  const level = levelOf(task, rules);
  if (level === null || gone.has(task.status.name)) {
    return events.map((event) => ({ event, evidence: over }));
  }
  if (task.status.kind === 'unknown') return events.map((event) => ({ event, evidence: unseen }));
  return events.map((event) => ({ event, evidence: evidenceFor(event, look, level, rules) }));
}

function evidenceFor(
  event: TaskEvent,
  look: TaskLook,
  level: ObservedLevel,
  rules: MigrationAlertRules,
): Evidence {
  switch (event) {
    case 'oms_migration_failed':
    case 'oms_sync_failed':
      return failure(look, level, rules);
    case 'oms_sync_status_inconsistent':
      return disagreement(look, level, rules);
    case 'oms_migration_delay':
    case 'oms_sync_delay':
      return delay(look, level, rules);
  }
}

const bulkStep = /^(STRUCT|FULL|CONNECTOR_FULL)_/;

function failure({ task, at }: TaskLook, level: ObservedLevel, rules: MigrationAlertRules): Evidence {
  const step = currentStep(task);
  const hasFailed = task.status.name === 'FAILED';
  const failedStep = step?.status.name === 'FAILED' ? step : null;
  // A schema or full data step that stands is the second of the things that the levels have a threshold for.
  const isInterrupted = !hasFailed && failedStep !== null && bulkStep.test(failedStep.name);
  const sample: ObservedSample = {
    at,
    metric: 'status',
    value: isInterrupted ? `${failedStep.name} ${failedStep.status.name}` : task.status.name,
    threshold: null,
  };
  const isFullTransfer = failedStep !== null && /^(FULL|CONNECTOR_FULL)_/.test(failedStep.name);
  const grace = isFullTransfer ? rules.fullTransferGraceSeconds : 0;
  return {
    kind: 'reading',
    reading: { sample, isBad: hasFailed || isInterrupted },
    patience: {
      samples: 1,
      seconds: isInterrupted ? rules.thresholds[level].interruptionSeconds : grace,
      recoverySamples: 1,
    },
    message: () => failureMessage(task, failedStep),
  };
}

function disagreement(look: TaskLook, level: ObservedLevel, rules: MigrationAlertRules): Evidence {
  const { task, components, at } = look;
  if (task.status.name === 'FAILED') return silent;
  if (task.status.name === 'FINISHED' || task.status.name === 'INIT') return over;
  if (components === null) return unseen;
  const judgement = componentsDisagree(task, components);
  if (judgement === null) return unseen;
  const value = judgement.culprits.map(({ name, status }) => `${name} ${status}`).join(', ');
  const { interruptionSeconds } = rules.thresholds[level];
  return {
    kind: 'reading',
    reading: {
      sample: { at, metric: 'status', value: value === '' ? task.status.name : value, threshold: null },
      isBad: judgement.culprits.length > 0,
    },
    patience: {
      samples: rules.samples,
      seconds: interruptionSeconds,
      recoverySamples: rules.recoverySamples,
    },
    message: () => inconsistentMessage(task, judgement.culprits),
  };
}

function delay({ task, at }: TaskLook, level: ObservedLevel, rules: MigrationAlertRules): Evidence {
  if (task.status.name === 'FAILED') return silent;
  if (!task.status.name.startsWith('RUNNING')) return over;
  const found = currentDelay(task);
  if (found === null) return unseen;
  const sampledAt = found.sampledAt ?? at;
  const ageSeconds = Math.max(0, (at - sampledAt) / 1000);
  if (ageSeconds > rules.maxSampleAgeSeconds) return unseen;
  const threshold = rules.thresholds[level].delaySeconds;
  return {
    kind: 'reading',
    reading: {
      sample: {
        at: sampledAt,
        metric: 'delay',
        value: String(Math.round(found.seconds)),
        threshold: String(threshold),
      },
      isBad: found.seconds > threshold,
    },
    patience: { samples: rules.samples, seconds: 0, recoverySamples: rules.recoverySamples },
    message: () => delayMessage(task, { seconds: found.seconds, threshold, ageSeconds, level }),
  };
}

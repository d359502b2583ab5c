/** How late a task is, by its own server's clock: ours is never asked (oms.md §6). */
import type { MigrationStep, MigrationTask } from './migrationServer.ts';

export interface TaskDelay {
  /** Never negative: clocks of source and server that differ make it so, and then nothing is known to be late. */
  readonly seconds: number;
  /** When it was measured, by the server's clock; null where the server says no time. */
  readonly sampledAt: number | null;
}

/** Null when nothing is measured, which is not the same as no delay. */
export function currentDelay(task: MigrationTask): TaskDelay | null {
  if (task.syncDelaySeconds !== null) {
    return { seconds: Math.max(0, task.syncDelaySeconds), sampledAt: task.syncDelaySampledAt };
  }
  return newest(task.steps.filter(isFollowing).flatMap((step) => delayOfStep(step) ?? []));
}

/** True for a step that copies increments now: its checkpoint moves, or ought to. */
function isFollowing({ status }: MigrationStep): boolean {
  return status.name === 'MONITORING' || status.name === 'RUNNING';
}

function delayOfStep({ checkpointAt, sampledAt }: MigrationStep): TaskDelay | null {
  if (checkpointAt === null || sampledAt === null) return null;
  return { seconds: Math.max(0, (sampledAt - checkpointAt) / 1000), sampledAt };
}

/** A task that follows forward and backward is as late as its latest measurement says. */
function newest(delays: readonly TaskDelay[]): TaskDelay | null {
  return delays.reduce<TaskDelay | null>(
    (best, delay) => (best === null || (delay.sampledAt ?? 0) > (best.sampledAt ?? 0) ? delay : best),
    null,
  );
}

/** The sentences of the five events: task, kind, step, what is wrong and how old the sample is (oms.md §1). */
import { joined, phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { ObservedLevel } from '../observation.ts';
import type { MigrationComponent, MigrationStep, MigrationTask } from './migrationServer.ts';
import { shownDuration, shownStatus, shownType } from './taskWords.ts';

/** `Migration task "orders" (np_1)`. */
function about(task: MigrationTask): Said {
  return phrase`${shownType(task)} task "${task.name}" (${task.id})`;
}

export function failureMessage(task: MigrationTask, step: MigrationStep | null): Said {
  const failed =
    step === null
      ? phrase`${about(task)} has failed.`
      : phrase`${about(task)} has failed in the step ${step.name}.`;
  const failure = step?.failure ?? null;
  const reason = [failure?.code, failure?.message].filter((part) => part !== null && part !== undefined);
  const parts: Said[] = [failed];
  if (reason.length > 0) parts.push(phrase`OMS says: ${reason.join(': ')}`);
  if (failure?.proposal != null) parts.push(phrase`OMS proposes: ${failure.proposal}`);
  return joined(parts, ' ');
}

export interface DelayFacts {
  readonly seconds: number;
  readonly threshold: number;
  readonly ageSeconds: number;
  readonly level: ObservedLevel;
}

export function delayMessage(task: MigrationTask, facts: DelayFacts): Said {
  const { seconds, threshold, ageSeconds, level } = facts;
  return phrase`${about(task)} is ${shownDuration(seconds)} late, measured ${shownDuration(ageSeconds)} ago; its level ${level} allows ${shownDuration(threshold)}.`;
}

export function inconsistentMessage(task: MigrationTask, culprits: readonly MigrationComponent[]): Said {
  const listed = culprits.map(({ name, status, message }) =>
    message === null ? phrase`${name} is ${status}` : phrase`${name} is ${status} (${message})`,
  );
  return phrase`${about(task)} is ${shownStatus(task)}, and that does not fit its components: ${joined(listed, ', ')}.`;
}

export function recoveredMessage(task: MigrationTask): Said {
  return phrase`${about(task)} is ${shownStatus(task)} again, without this trouble.`;
}

export function unreachableMessage(serverName: string, why: Said): Said {
  return phrase`The OMS server "${serverName}" gives no valid answer; nothing is known of its tasks meanwhile. ${why}`;
}

/** When a task's state becomes an alert: by its protection level, as OMS's "Manage alert settings" has it (oms.md §3). */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { ObservedLevel } from '../observation.ts';
import type { MigrationTask } from './migrationServer.ts';

export interface LevelThresholds {
  /** A task that is later than this is delayed. */
  readonly delaySeconds: number;
  /** A step or component that stands still for this long is interrupted. */
  readonly interruptionSeconds: number;
}

export interface MigrationAlertRules {
  readonly thresholds: Readonly<Record<ObservedLevel, LevelThresholds>>;
  /** That many samples in a row have to be bad: a threshold of some seconds flaps otherwise. */
  readonly samples: number;
  /** That many have to be good again. */
  readonly recoverySamples: number;
  /** A delay that was measured longer ago than this is no evidence of anything. */
  readonly maxSampleAgeSeconds: number;
  /** So long a failed full transfer may heal by a resume; ODC waits as long before it believes it. */
  readonly fullTransferGraceSeconds: number;
  /** So often in a row a server has to give no valid answer. */
  readonly unreachablePolls: number;
  /** The level of a task for which the server says none, or one that is not known here. */
  readonly levelOfUnknown: ObservedLevel;
}

/**
 * OMS's own defaults are not documented, so these are ours. A healthy link shows up to 20 s (the checkpoint is taken and
 * saved every 10 s each), so no default is near that.
 */
export const defaultMigrationAlertRules: MigrationAlertRules = {
  thresholds: {
    HIGH: { delaySeconds: 60, interruptionSeconds: 60 },
    MEDIUM: { delaySeconds: 180, interruptionSeconds: 180 },
    LOW: { delaySeconds: 600, interruptionSeconds: 600 },
  },
  samples: 3,
  recoverySamples: 2,
  maxSampleAgeSeconds: 120,
  fullTransferGraceSeconds: 120,
  unreachablePolls: 3,
  levelOfUnknown: 'MEDIUM',
};

const day = 86_400;

/** What is wrong with thresholds, whole sentences; empty for usable ones. A lower level is never the stricter one. */
export function thresholdProblems(thresholds: MigrationAlertRules['thresholds']): readonly Said[] {
  const { HIGH, MEDIUM, LOW } = thresholds;
  const all = [HIGH, MEDIUM, LOW].flatMap((each) => [each.delaySeconds, each.interruptionSeconds]);
  const problems: Said[] = [];
  if (!all.every((seconds) => Number.isInteger(seconds) && seconds >= 1 && seconds <= day)) {
    problems.push(phrase`Each threshold is a whole number of seconds from 1 to ${day}.`);
  }
  const isOrdered = (of: (one: LevelThresholds) => number): boolean =>
    of(HIGH) <= of(MEDIUM) && of(MEDIUM) <= of(LOW);
  if (!isOrdered((one) => one.delaySeconds) || !isOrdered((one) => one.interruptionSeconds)) {
    problems.push(
      phrase`A threshold of Medium is at least the one of High, and one of Low at least the one of Medium.`,
    );
  }
  return problems;
}

/** The level that counts for a task; null for one that its owner wants no alerts of. */
export function levelOf(
  { level }: Pick<MigrationTask, 'level'>,
  { levelOfUnknown }: Pick<MigrationAlertRules, 'levelOfUnknown'>,
): ObservedLevel | null {
  if (level === null || level.kind === 'unknown') return levelOfUnknown;
  return level.name === 'IGNORE' ? null : level.name;
}

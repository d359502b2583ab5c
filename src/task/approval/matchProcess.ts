/** Which approval process a new task falls under, with the reason in words. */
import { environmentName } from '../../connection/environmentName.ts';
import { findingLevels } from '../../diff/finding.ts';
import type { FindingLevel } from '../../diff/finding.ts';
import { english, joined, phrase, type Phrase } from '../../schema/phrase.ts';
import { levelName } from '../../shadow/levelName.ts';
import { parseGlob } from '../../shadow/glob.ts';
import type { MatchedProcess, PlanReference, TaskIntent } from '../model/task.ts';
import type { ApprovalConditions, ApprovalProcess } from './approvalProcess.ts';

export interface Submission {
  readonly intent: TaskIntent;
  readonly plan: PlanReference;
  readonly creator: string;
}

const levels: readonly (FindingLevel | 'none')[] = ['none', ...findingLevels];

/** What a task falls under that no process was made for: who submits it looks at the plan, and that is it. */
const withoutProcess: Omit<MatchedProcess, 'why' | 'saidWhy'> = {
  id: 'none',
  name: 'No approval',
  nodes: [],
  expiryHours: { approval: null, waiting: null, execution: null },
};

/** The first enabled process whose conditions all hold. */
export function matchProcess(submission: Submission, processes: readonly ApprovalProcess[]): MatchedProcess {
  for (const process of processes) {
    if (!process.isEnabled) continue;
    const reasons = holding(process.conditions, submission);
    if (reasons === null) continue;
    const { id, name, nodes, expiryHours } = process;
    const why =
      reasons.length === 0
        ? phrase`It has no conditions, so every task falls under it.`
        : joined(reasons, ' ');
    return { id, name, nodes, expiryHours, why: english(why), saidWhy: why };
  }
  const made =
    processes.length === 0
      ? phrase`There is no approval process.`
      : phrase`No approval process matches this task.`;
  return { ...withoutProcess, why: english(made), saidWhy: made };
}

/** A sentence per condition, or null when one does not hold. */
function holding(
  conditions: ApprovalConditions,
  { intent, plan, creator }: Submission,
): readonly Phrase[] | null {
  const { connection, environment, database, tablesFrom, level } = conditions;
  const checks: readonly (readonly [boolean, boolean, Phrase])[] = [
    [
      connection !== null,
      connection === intent.connection.id,
      phrase`The connection is ${intent.connection.name}.`,
    ],
    [
      environment !== null,
      environment === intent.connection.environment,
      phrase`The environment is ${environmentName(intent.connection.environment)}.`,
    ],
    [
      database !== null,
      parseGlob(database ?? '').matches(intent.database),
      phrase`The database ${intent.database} matches ${database ?? ''}.`,
    ],
    [
      tablesFrom !== null,
      plan.tables >= (tablesFrom ?? 0),
      phrase`${plan.tables} tables are changed, and ${tablesFrom ?? 0} are enough.`,
    ],
    [
      level !== null,
      levels.indexOf(plan.highest) >= levels.indexOf(level ?? 'none'),
      phrase`The highest finding is ${plan.highest === 'none' ? phrase`none` : levelName(plan.highest)}.`,
    ],
    [conditions.creator !== null, conditions.creator === creator, phrase`The creator is ${creator}.`],
  ];
  const asked = checks.filter(([isAsked]) => isAsked);
  if (asked.some(([, holds]) => !holds)) return null;
  return asked.map(([, , reason]) => reason);
}

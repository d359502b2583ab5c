/** Which approval process a new task falls under, with the reason in words. */
import type { FindingLevel } from '../../diff/finding.ts';
import { parseGlob } from '../../shadow/glob.ts';
import type { MatchedProcess, PlanReference, TaskIntent } from '../model/task.ts';
import type { ApprovalConditions, ApprovalProcess } from './approvalProcess.ts';

export interface Submission {
  readonly intent: TaskIntent;
  readonly plan: PlanReference;
  readonly creator: string;
}

const levels: readonly (FindingLevel | 'none')[] = ['none', 'info', 'caution', 'unsafe', 'refused'];

/** What a task falls under that no process was made for: who submits it looks at the plan, and that is it. */
const withoutProcess: Omit<MatchedProcess, 'why'> = {
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
      reasons.length === 0 ? 'It has no conditions, so every task falls under it.' : reasons.join(' ');
    return { id, name, nodes, expiryHours, why };
  }
  const made =
    processes.length === 0 ? 'There is no approval process.' : 'No approval process matches this task.';
  return { ...withoutProcess, why: made };
}

/** A sentence per condition, or null when one does not hold. */
function holding(
  conditions: ApprovalConditions,
  { intent, plan, creator }: Submission,
): readonly string[] | null {
  const { connection, environment, database, tablesFrom, level } = conditions;
  const checks: readonly (readonly [boolean, boolean, string])[] = [
    [
      connection !== null,
      connection === intent.connection.id,
      `The connection is ${intent.connection.name}.`,
    ],
    [
      environment !== null,
      environment === intent.connection.environment,
      `The environment is ${intent.connection.environment}.`,
    ],
    [
      database !== null,
      parseGlob(database ?? '').matches(intent.database),
      `The database ${intent.database} matches ${database ?? ''}.`,
    ],
    [
      tablesFrom !== null,
      plan.tables >= (tablesFrom ?? 0),
      `${String(plan.tables)} tables are changed, and ${String(tablesFrom)} are enough.`,
    ],
    [
      level !== null,
      levels.indexOf(plan.highest) >= levels.indexOf(level ?? 'none'),
      `The highest finding is ${plan.highest}.`,
    ],
    [conditions.creator !== null, conditions.creator === creator, `The creator is ${creator}.`],
  ];
  const asked = checks.filter(([isAsked]) => isAsked);
  if (asked.some(([, holds]) => !holds)) return null;
  return asked.map(([, , reason]) => reason);
}

import { worstLevel } from '../diff/finding.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { PlanReference } from './model/task.ts';

/** What a task keeps of its frozen plan; the plan itself is in a file. */
export function planReference({ hash, serverIdentity, groups }: Plan, madeAt: number): PlanReference {
  const statements = groups.flatMap((group) => group.statements);
  return {
    hash,
    madeAt,
    serverIdentity,
    tables: groups.reduce((sum, { tables }) => sum + tables.length, 0),
    statements: statements.length,
    unsafe: statements.filter(({ findings }) =>
      findings.some(({ level }) => level === 'unsafe' || level === 'refused'),
    ).length,
    highest: worstLevel(statements.flatMap(({ findings }) => findings)) ?? 'none',
  };
}

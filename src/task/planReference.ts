import type { FindingLevel } from '../diff/finding.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { PlanReference } from './model/task.ts';

const levels: readonly FindingLevel[] = ['info', 'caution', 'unsafe', 'refused'];

/** What a task keeps of its frozen plan; the plan itself is in a file. */
export function planReference({ hash, serverIdentity, groups }: Plan, madeAt: number): PlanReference {
  const statements = groups.flatMap((group) => group.statements);
  const found = new Set(statements.flatMap(({ findings }) => findings.map(({ level }) => level)));
  return {
    hash,
    madeAt,
    serverIdentity,
    tables: groups.reduce((sum, { tables }) => sum + tables.length, 0),
    statements: statements.length,
    unsafe: statements.filter(({ findings }) =>
      findings.some(({ level }) => level === 'unsafe' || level === 'refused'),
    ).length,
    highest: levels.findLast((level) => found.has(level)) ?? 'none',
  };
}

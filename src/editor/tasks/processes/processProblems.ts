/** What is wrong with approval processes that somebody edited, field by field. Without `vscode`. */
import { phrase } from '../../../schema/phrase.ts';
import type { Said } from '../../../schema/phrase.ts';
import type { ApprovalProcess } from '../../../task/approval/approvalProcess.ts';

export interface ProcessProblem {
  /** Its place in the order. */
  readonly process: number;
  /** The path from the top of the process. */
  readonly field: string;
  readonly message: Said;
}

export function processProblems(processes: readonly ApprovalProcess[]): readonly ProcessProblem[] {
  const names = new Map<string, number>();
  return processes.flatMap((process, index) => {
    const name = process.name.trim();
    const first = names.get(name.toLowerCase());
    names.set(name.toLowerCase(), first ?? index);
    const isTwice = name !== '' && first !== undefined;
    return [
      ...(name === '' ? [{ process: index, field: 'name', message: phrase`Give it a name.` }] : []),
      ...(isTwice
        ? [{ process: index, field: 'name', message: phrase`Another process has this name.` }]
        : []),
      ...conditionProblems(process).map((one) => ({ process: index, ...one })),
      ...nodeProblems(process).map((one) => ({ process: index, ...one })),
    ];
  });
}

type Problem = Omit<ProcessProblem, 'process'>;

function conditionProblems({ conditions }: ApprovalProcess): readonly Problem[] {
  const { database, creator, connection } = conditions;
  const problems: Problem[] = [];
  const empty = phrase`Fill it in, or switch the condition off.`;
  if (database?.trim() === '') problems.push({ field: 'conditions.database', message: empty });
  if (creator?.trim() === '') problems.push({ field: 'conditions.creator', message: empty });
  if (connection === '') problems.push({ field: 'conditions.connection', message: empty });
  return problems;
}

function nodeProblems({ nodes }: ApprovalProcess): readonly Problem[] {
  return nodes.flatMap(({ name, approvers }, i) => [
    ...(name.trim() === ''
      ? [{ field: `nodes.${String(i)}.name`, message: phrase`Give the node a name.` }]
      : []),
    ...(approvers.some((one) => one.trim() === '')
      ? [{ field: `nodes.${String(i)}.approvers`, message: phrase`A name of an approver is empty.` }]
      : []),
  ]);
}

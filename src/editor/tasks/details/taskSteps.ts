/** What a task went through, and what is before it: initiated, approved node by node, executed, completed. Without `vscode`. */
import type { ShownStep } from '../../../protocol/taskDetails.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import type { ApprovalEntry, ApprovalNode, Task } from '../../../task/model/task.ts';
import { isOver, isRunning, stateNames } from '../../../task/state/taskState.ts';
import type { StateKind } from '../../../task/state/taskState.ts';

interface Step extends Omit<ShownStep, 'title' | 'detail'> {
  readonly title: Said;
  readonly detail: Said;
}

export function taskSteps(task: Task, say: Saying): readonly ShownStep[] {
  const steps = [initiated(task), ...approvals(task), execution(task), completion(task)];
  return steps.map((step) => ({ ...step, title: say(step.title), detail: say(step.detail) }));
}

const bare = { startedAt: null, endedAt: null, comment: null } as const;

function initiated({ state, creator, createdAt }: Task): Step {
  const isDraft = state.kind === 'draft';
  return {
    ...bare,
    kind: 'initiated',
    title: phrase`Initiate`,
    state: isDraft ? 'current' : 'done',
    detail: isDraft ? phrase`Kept as a draft by ${creator}` : phrase`By ${creator}`,
    ...(isDraft ? { startedAt: createdAt } : { endedAt: createdAt }),
  };
}

function approvals(task: Task): readonly Step[] {
  const { process, state } = task;
  if (state.kind === 'draft') return [];
  if (process === null || process.nodes.length === 0) {
    const why = process?.saidWhy ?? process?.why ?? '';
    return [{ ...bare, kind: 'approval', title: phrase`Approval`, state: 'passed over', detail: why }];
  }
  return process.nodes.map((node, index) => approval(task, node, index));
}

function approval(task: Task, node: ApprovalNode, index: number): Step {
  const { state, approvals: entries } = task;
  const entry = entries.find((one) => one.node === index);
  const title = phrase`Approval ${index + 1}: ${node.name}`;
  if (entry !== undefined) return decided(entry, title);
  const open = { ...bare, kind: 'approval', title } as const;
  if (node.isAutomatic) return { ...open, state: 'passed over', detail: phrase`Approved by itself` };
  if (state.kind === 'pending-approval' && state.node === index) {
    const { approvers } = node;
    const who =
      approvers.length === 0 ? phrase`Waits for an approval` : phrase`Waits for ${approvers.join(', ')}`;
    return { ...open, state: 'current', detail: who, startedAt: state.since };
  }
  if (state.kind === 'approval-expired') {
    return { ...open, state: 'failed', detail: stateNames['approval-expired'], endedAt: state.at };
  }
  return { ...open, state: 'waiting', detail: phrase`Not reached` };
}

function decided({ decision, by, at, comment }: ApprovalEntry, title: Said): Step {
  const isApproved = decision === 'approved';
  return {
    ...bare,
    kind: 'approval',
    title,
    state: isApproved ? 'done' : 'failed',
    detail: isApproved ? phrase`Approved by ${by}` : phrase`Rejected by ${by}`,
    endedAt: at,
    comment: comment === '' ? null : comment,
  };
}

function execution({ state, progress }: Task): Step {
  const open = { ...bare, kind: 'execution', title: phrase`Execute` } as const;
  const name = stateNames[state.kind];
  if (isRunning(state)) return { ...open, state: 'current', detail: name, startedAt: state.startedAt };
  if (state.kind === 'waiting') return { ...open, state: 'current', detail: name, startedAt: state.since };
  if (state.kind === 'paused' || state.kind === 'missed') {
    return { ...open, state: 'current', detail: name, startedAt: state.at };
  }
  const mark = executed.get(state.kind);
  if (mark !== undefined && 'at' in state) return { ...open, state: mark, detail: name, endedAt: state.at };
  const { lastRun } = progress;
  if (lastRun === null) return { ...open, state: 'waiting', detail: phrase`Not reached` };
  return { ...open, state: 'done', detail: phrase`Has run`, endedAt: lastRun.at };
}

/** What these say of the execution itself; of the others, the last run does. */
const executed: ReadonlyMap<StateKind, ShownStep['state']> = new Map([
  ['waiting-expired', 'failed'],
  ['failed', 'failed'],
  ['stale-plan', 'failed'],
  ['succeeded', 'done'],
  ['succeeded-with-errors', 'done'],
]);

function completion({ state, intent }: Task): Step {
  const open = { ...bare, kind: 'completion', title: phrase`Complete` } as const;
  const isSettled = isOver(state);
  if (!isSettled || !('at' in state)) {
    const goesOn = intent.execution.kind === 'cron' && state.kind !== 'draft';
    return {
      ...open,
      state: 'waiting',
      detail: goesOn ? phrase`Goes on with its schedule` : phrase`Not reached`,
    };
  }
  const isGood = state.kind === 'succeeded';
  const isHalf = state.kind === 'succeeded-with-errors' || state.kind === 'terminated';
  const mark = isGood ? 'done' : isHalf ? 'passed over' : 'failed';
  return { ...open, state: mark, detail: stateNames[state.kind], endedAt: state.at };
}

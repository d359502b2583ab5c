/** Whether somebody may decide on a task, and what such a decision is worth. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { maxRemark } from '../model/readTask.ts';
import type { Task } from '../model/task.ts';

/**
 * `isAdvisory`: one person on one computer, whom no program can control: the approval is a checklist, and he may tick his
 * own. In a store that several people share the creator may not.
 */
export interface ApprovalRules {
  readonly isAdvisory: boolean;
}

/** What people are told beside an approval that nobody enforces. */
export const advisoryText = phrase`These tasks live on this computer only: an approval here is a checklist for yourself, not a control by somebody else.`;

/** Throws ShadowSyncError: 'privilege' when this person may not decide on the task, 'usage' for a comment that is too long. */
export function checkDecision(task: Task, by: string, comment: string, { isAdvisory }: ApprovalRules): void {
  if ([...comment].length > maxRemark) {
    throw new ShadowSyncError('usage', phrase`The comment has more than ${String(maxRemark)} characters.`, {
      remedy: phrase`Shorten it.`,
    });
  }
  if (isAdvisory || task.state.kind !== 'pending-approval') return;
  if (by === task.creator) {
    throw new ShadowSyncError('privilege', phrase`${by} made task ${task.id} and can't decide on it.`, {
      remedy: phrase`Ask somebody else.`,
    });
  }
  const node = task.process?.nodes[task.state.node];
  if (node !== undefined && node.approvers.length > 0 && !node.approvers.includes(by)) {
    throw new ShadowSyncError('privilege', phrase`${by} is no approver of "${node.name}".`, {
      remedy: phrase`Ask one of: ${node.approvers.join(', ')}.`,
    });
  }
}

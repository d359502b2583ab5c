/** The status of a task in the user's language, by ODC's names, and its icon. */
import type { StateKind, TaskState } from '../../task/state/taskState.ts';
import { stateNames } from '../../task/state/taskState.ts';
import { translated } from '../ui/translated.ts';

export function stateName(kind: StateKind): string {
  return translated(stateNames[kind]);
}

/** Why it is as it is; empty where there is nothing to say. */
export function stateReason(state: TaskState): string {
  if (!('reason' in state)) return '';
  return translated(state.saidReason ?? state.reason);
}

/** Icons by status; shapes differ, so that no colour has to be told apart. */
export const stateIcons: Readonly<
  Record<StateKind, { readonly icon: string; readonly colour: string | null }>
> = {
  draft: { icon: 'edit', colour: null },
  'pending-approval': { icon: 'person', colour: 'list.warningForeground' },
  rejected: { icon: 'circle-slash', colour: 'disabledForeground' },
  'approval-expired': { icon: 'watch', colour: 'disabledForeground' },
  waiting: { icon: 'clock', colour: null },
  'waiting-expired': { icon: 'watch', colour: 'disabledForeground' },
  executing: { icon: 'sync~spin', colour: null },
  recovering: { icon: 'loading~spin', colour: null },
  succeeded: { icon: 'pass', colour: 'testing.iconPassed' },
  'succeeded-with-errors': { icon: 'warning', colour: 'list.warningForeground' },
  failed: { icon: 'error', colour: 'list.errorForeground' },
  'stale-plan': { icon: 'git-compare', colour: 'list.warningForeground' },
  missed: { icon: 'bell-dot', colour: 'list.warningForeground' },
  paused: { icon: 'debug-pause', colour: 'list.warningForeground' },
  terminated: { icon: 'debug-stop', colour: 'disabledForeground' },
};

import { phrase, type Phrase, type Said } from '../../schema/phrase.ts';
/** The life of a task as one tagged union; `transition.ts` says which event leads where. */

export type TaskState =
  | { readonly kind: 'draft' }
  | { readonly kind: 'pending-approval'; readonly node: number; readonly since: number }
  | { readonly kind: 'rejected'; readonly by: string; readonly at: number }
  | { readonly kind: 'approval-expired'; readonly at: number }
  /** `queued`: starts as soon as the scheduler comes to it. `manual`: waits for a word. `scheduled`: waits for its slot. */
  | { readonly kind: 'waiting'; readonly why: 'queued' | 'manual' | 'scheduled'; readonly since: number }
  | { readonly kind: 'waiting-expired'; readonly at: number }
  | ({ readonly kind: 'executing' } & RunningRun)
  /** Its process died; what became of its last statements is being found out (S12). */
  | ({ readonly kind: 'recovering' } & RunningRun)
  | { readonly kind: 'succeeded'; readonly run: string; readonly at: number }
  | {
      readonly kind: 'succeeded-with-errors' | 'failed' | 'stale-plan';
      readonly run: string;
      readonly at: number;
      readonly reason: string;
      /** What `reason` says in English; null where nobody knows more. */
      readonly saidReason?: Said | null | undefined;
    }
  /** A single start whose time passed unseen. */
  | { readonly kind: 'missed'; readonly slot: number; readonly at: number }
  /** A schedule that stands still until somebody resumes it. */
  | {
      readonly kind: 'paused';
      readonly by: string;
      readonly at: number;
      readonly reason: string;
      readonly saidReason?: Said | null | undefined;
    }
  | { readonly kind: 'terminated'; readonly by: string; readonly at: number };

export interface RunningRun {
  readonly run: string;
  /** The process that does it: the lease holder's id. */
  readonly owner: string;
  readonly startedAt: number;
  /** The slot it is for; null when somebody started it. */
  readonly slot: number | null;
  readonly coalesced: number;
}

export type StateKind = TaskState['kind'];

/** ODC's names, so that whoever knows its task centre finds them again (odc.md §9). */
export const stateNames: Readonly<Record<StateKind, Phrase>> = {
  draft: phrase`Draft`,
  'pending-approval': phrase`Under Review`,
  rejected: phrase`Rejected`,
  'approval-expired': phrase`Approval Expired`,
  waiting: phrase`Pending Execution`,
  'waiting-expired': phrase`Timed Out Waiting for Execution`,
  executing: phrase`Executing`,
  recovering: phrase`Recovering`,
  succeeded: phrase`Succeeded`,
  'succeeded-with-errors': phrase`Succeeded with Errors`,
  failed: phrase`Failed`,
  'stale-plan': phrase`Stale Plan`,
  missed: phrase`Missed`,
  paused: phrase`Paused`,
  terminated: phrase`Aborted`,
};

/** In the order in which a task comes to them. */
export const stateKinds: readonly StateKind[] = Object.keys(stateNames).filter((kind): kind is StateKind =>
  Object.hasOwn(stateNames, kind),
);

/** Nothing leads out of these but a new task. */
const finalKinds: ReadonlySet<StateKind> = new Set<StateKind>([
  'rejected',
  'approval-expired',
  'waiting-expired',
  'succeeded',
  'terminated',
]);

const restingKinds: ReadonlySet<StateKind> = new Set<StateKind>([
  ...finalKinds,
  'succeeded-with-errors',
  'failed',
  'stale-plan',
  'missed',
]);

export function isFinal({ kind }: TaskState): boolean {
  return finalKinds.has(kind);
}

/** Nothing more happens by itself; some of these can be retried. */
export function isOver({ kind }: TaskState): boolean {
  return restingKinds.has(kind);
}

export function isRunning(state: TaskState): state is TaskState & RunningRun {
  return state.kind === 'executing' || state.kind === 'recovering';
}

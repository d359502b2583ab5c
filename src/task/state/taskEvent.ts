/** What can happen to a task. */
import type { Said } from '../../schema/phrase.ts';
import type { MatchedProcess, PlanReference, RunEnd, RunRecord, StopRequest } from '../model/task.ts';
import type { RunningRun } from './taskState.ts';

export type TaskEvent =
  | {
      readonly kind: 'submit';
      readonly at: number;
      readonly plan: PlanReference;
      readonly process: MatchedProcess;
    }
  | {
      readonly kind: 'approve' | 'reject';
      readonly at: number;
      readonly by: string;
      readonly comment: string;
      /** The plan that the approver looked at (PR7). */
      readonly planHash: string;
    }
  /** The time for an approval, or for being executed, is over. */
  | { readonly kind: 'expire'; readonly at: number }
  /** Somebody wants it to run now; also what starts a failed one again from where it stopped. */
  | { readonly kind: 'request-run'; readonly at: number }
  /** The lease holder takes it; `slot` null for a start by hand. */
  | ({ readonly kind: 'start' } & RunningRun)
  /** The lease holder found it executing, and its process gone. */
  | { readonly kind: 'recover'; readonly owner: string; readonly at: number }
  | {
      readonly kind: 'finish';
      readonly at: number;
      readonly run: string;
      readonly outcome: RunEnd;
      readonly reason: string;
      readonly saidReason?: Said | null;
      /** Whether a statement was, or may have been, sent. */
      readonly hasSent: boolean;
      /** What the history is to have of it. */
      readonly record: RunRecord;
    }
  /** Slots up to this one get no run: still running, given up, or somebody is asked about them. */
  | {
      readonly kind: 'pass-slots';
      readonly slot: number;
      readonly count: number;
      readonly isAsked: boolean;
      /** What the history is to have of them. */
      readonly record: RunRecord;
    }
  /** The time of a single start passed unseen, and nothing is to catch it up. */
  | { readonly kind: 'miss'; readonly slot: number; readonly at: number; readonly record: RunRecord }
  /** Takes back a question about passed slots without running. */
  | { readonly kind: 'dismiss-missed' }
  | ({ readonly kind: 'request-stop' } & StopRequest)
  | { readonly kind: 'terminate'; readonly by: string; readonly at: number }
  | {
      readonly kind: 'pause';
      readonly by: string;
      readonly at: number;
      readonly reason: string;
      readonly saidReason?: Said | null;
    }
  | { readonly kind: 'resume'; readonly at: number };

export type EventKind = TaskEvent['kind'];

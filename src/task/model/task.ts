/**
 * A task: what is to be kept in line, when, by whose leave, and what has become of it. Plain JSON data; nothing in it is
 * ever sent to a server: a run makes its plan anew from the live tables (reliability.md §7, the confused-deputy rule).
 */
import type { Environment } from '../../connection/connection.ts';
import type { CompareOptions } from '../../diff/compareOptions.ts';
import type { FindingLevel } from '../../diff/finding.ts';
import type { Said } from '../../schema/phrase.ts';
import type { Range } from '../../shadow/range.ts';
import type { Execution } from '../schedule/execution.ts';
import type { TaskState } from '../state/taskState.ts';

export interface Task {
  /** Short, sortable by the time of making, unique. */
  readonly id: string;
  readonly intent: TaskIntent;
  /** The plan that was frozen when it was submitted (R6); null for a draft. */
  readonly plan: PlanReference | null;
  readonly state: TaskState;
  readonly creator: string;
  readonly createdAt: number;
  /** Which approval process it was matched to, and why; null for a draft. */
  readonly process: MatchedProcess | null;
  readonly approvals: readonly ApprovalEntry[];
  readonly progress: ScheduleProgress;
  /** The task that this one was made from: started again, or the one whose run it undoes. */
  readonly origin: TaskOrigin | null;
}

export interface TaskOrigin {
  readonly kind: 'again' | 'undo';
  readonly task: string;
  /** The run that is undone; null for all else. */
  readonly run?: string | null;
}

export interface TaskIntent {
  readonly kind: 'shadow-sync';
  /** The id alone decides; name and environment are for people and for approval processes. */
  readonly connection: { readonly id: string; readonly name: string; readonly environment: Environment };
  readonly database: string;
  readonly rule: TaskRule;
  readonly range: Range;
  /** Names of shadows that are left as they are. */
  readonly skip: readonly string[];
  /** Names of shadows that the user confirmed to be shadows. */
  readonly adopt: readonly string[];
  readonly options: CompareOptions;
  readonly execution: Execution;
  readonly onError: 'abort' | 'continue';
  readonly allowed: readonly AllowedFinding[];
  /** How long a lock is waited for in all; in turns of 5 s, so that nobody else waits longer behind us (R8). */
  readonly lockWaitSeconds: number;
  readonly parallel: number;
  readonly remarks: string;
  readonly tags: readonly string[];
}

/** The naming rule as JSON, in the shape in which a comparison has it too. */
export interface TaskRule {
  readonly prefix: string;
  readonly suffix: string;
  readonly shadowDatabase: string | null;
  readonly overrides: readonly { readonly source: string; readonly shadow: string }[];
}

/** One unsafe statement that was ticked: by what it says, so that a plan made anew can't move the tick to another one. */
export interface AllowedFinding {
  /** `statementFingerprint` of the SQL. */
  readonly statement: string;
  readonly code: string;
}

export interface PlanReference {
  readonly hash: string;
  readonly madeAt: number;
  readonly serverIdentity: string;
  readonly tables: number;
  readonly statements: number;
  readonly unsafe: number;
  readonly highest: FindingLevel | 'none';
}

export interface MatchedProcess {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  /** What `why` says in English; null where nobody knows more. */
  readonly saidWhy?: Said | null | undefined;
  readonly nodes: readonly ApprovalNode[];
  readonly expiryHours: ExpiryHours;
}

export interface ApprovalNode {
  readonly name: string;
  /** Empty: anybody but the creator. */
  readonly approvers: readonly string[];
  readonly isAutomatic: boolean;
}

/** Null: no end. */
export interface ExpiryHours {
  readonly approval: number | null;
  readonly waiting: number | null;
  readonly execution: number | null;
}

export interface ApprovalEntry {
  readonly node: number;
  readonly nodeName: string;
  readonly decision: 'approved' | 'rejected';
  readonly by: string;
  readonly at: number;
  readonly comment: string;
  /** What was approved: nothing else (PR7). */
  readonly planHash: string;
}

export interface ScheduleProgress {
  /** High-water mark (S2): no slot at or before it runs any more. Null before the schedule begins. */
  readonly lastSlot: number | null;
  readonly failuresInRow: number;
  /** Slots that passed unseen and that the user is asked about (policy `ask`). */
  readonly asked: { readonly slot: number; readonly count: number } | null;
  /** A stop that was asked for by whatever process; the one that runs it obeys. */
  readonly stopRequested: StopRequest | null;
  /** Whether anything was sent under the frozen plan yet: then what is left of it may go on (R7). */
  readonly hasBegun: boolean;
  readonly lastRun: { readonly run: string; readonly outcome: RunEnd; readonly at: number } | null;
  /**
   * What the history is still to have of runs that ended and of starts that got no run: kept in one step with the change that
   * it tells of, so that no death loses it. Whoever attends to the task next adds it there, before anything else.
   */
  readonly unrecorded: readonly RunRecord[];
}

export interface StopRequest {
  readonly by: string;
  readonly at: number;
  /** No further run of a recurring task either. */
  readonly endsTask: boolean;
}

export const runEnds = ['succeeded', 'succeeded-with-errors', 'failed', 'stale-plan', 'terminated'] as const;
export type RunEnd = (typeof runEnds)[number];

/** What is kept of one run, apart from its log. */
export interface RunRecord {
  readonly run: string;
  readonly task: string;
  /** The slot it was for; null when somebody started it. */
  readonly slot: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Milliseconds behind its slot, when it was started late on purpose. */
  readonly lateMs: number;
  /** Slots that passed without a run of their own and went into this one or were given up. */
  readonly coalesced: number;
  readonly outcome: RunEnd | 'missed' | 'skipped';
  readonly reason: string | null;
  /** What `reason` says in English; null where nobody knows more. */
  readonly saidReason?: Said | null | undefined;
  readonly planHash: string | null;
  readonly counts: { readonly succeeded: number; readonly failed: number; readonly skipped: number };
  /** Hashes of the plans that its attempts ran, in that order; none when nothing was to be sent. */
  readonly plans: readonly string[];
  /** Tables that it did not bring in line, each with the reason; the first ones. */
  readonly left: readonly LeftTable[];
}

export interface LeftTable {
  readonly shadow: string;
  readonly reason: string;
  /** What `reason` says in English; null where nobody knows more. */
  readonly saidReason?: Said | null | undefined;
}

/** So many of them are kept. */
export const maxLeft = 100;

export const newProgress: ScheduleProgress = {
  lastSlot: null,
  failuresInRow: 0,
  asked: null,
  stopRequested: null,
  hasBegun: false,
  lastRun: null,
  unrecorded: [],
};

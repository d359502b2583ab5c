/** The life of a comparison as one tagged union, and what is known once it was read. */
import type { Dialect } from '../diff/dialect.ts';
import type { Said } from '../schema/phrase.ts';
import type { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Analysis, Plan } from '../shadow/analysis.ts';
import type { RunResult } from '../task/runResult.ts';
import type { ComparisonRequest } from './comparisonRequest.ts';
import type { RunProgress } from './runProgress.ts';

export type ReadingStep = 'connecting' | 'listing' | 'reading' | 'comparing';

export type ComparisonState =
  | { readonly kind: 'reading'; readonly step: ReadingStep; readonly done: number; readonly of: number }
  /** `isUpdating`: the choices changed, and what is shown is still the result before them; nothing runs meanwhile. */
  | { readonly kind: 'ready'; readonly compared: Compared; readonly isUpdating: boolean }
  | { readonly kind: 'running'; readonly compared: Compared; readonly progress: RunProgress }
  | { readonly kind: 'failed'; readonly error: ShadowSyncError }
  /** The first reading was stopped; a stopped refresh goes back to what was there before it. */
  | { readonly kind: 'cancelled' };

/** One result of a comparison. It never changes: new choices make another one with a higher revision. */
export interface Compared {
  /** The choices that this result was made by. */
  readonly request: ComparisonRequest;
  readonly server: ComparedServer;
  /** As if nothing was skipped: what the analysis found of every pair. */
  readonly found: Analysis;
  /** Under the skips of the request; what the plan is made from. */
  readonly analysis: Analysis;
  readonly plan: Plan;
  /** Ids of pairs by `tableKey` of the shadow; the same for the same shadow over all revisions. */
  readonly ids: ReadonlyMap<string, number>;
  /** What people should know of the whole. */
  readonly notes: readonly string[];
  /** What `notes` say in English. */
  readonly saidNotes: readonly Said[];
  /** Milliseconds since 1970 UTC. */
  readonly readAt: number;
  readonly revision: number;
  /** What the last run did; null when none ran since the tables were last read as a whole. */
  readonly lastRun: FinishedRun | null;
  /** Why the tables must be read again before anything may run; null when they need not. */
  readonly mustRefresh: Said | null;
}

/** What is kept of a server after the connection was given back. */
export interface ComparedServer {
  readonly dialect: Dialect;
  readonly serverVersion: string;
  readonly serverIdentity: string;
  readonly scriptSession: readonly string[];
}

export interface FinishedRun {
  /** What was reviewed and run. */
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly result: RunResult;
  readonly progress: RunProgress;
}

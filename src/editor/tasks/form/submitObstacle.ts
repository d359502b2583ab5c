/** Why a draft can't be submitted now. Without `vscode`: the words are the caller's. */
import type { ComparisonState } from '../../../comparison/comparisonState.ts';
import type { Said } from '../../../schema/phrase.ts';
import type { FieldMistake, FieldProblem } from './draftProblems.ts';
import type { PlanUnderTicks } from './planUnderTicks.ts';

export type SubmitObstacle =
  | { readonly kind: 'mistake'; readonly mistake: FieldMistake }
  | { readonly kind: 'said'; readonly said: Said }
  | {
      readonly kind:
        | 'not-trusted'
        | 'submitting'
        | 'not-analyzed'
        | 'outdated'
        | 'analyzing'
        | 'running'
        | 'nothing-to-run'
        | 'nothing-allowed';
    };

export interface SubmitSituation {
  readonly isTrusted: boolean;
  readonly isSubmitting: boolean;
  readonly problems: readonly FieldProblem[];
  /** What is wrong with range or rule as a whole. */
  readonly previewError: Said | null;
  /** Null before anything was analysed. */
  readonly analysis: ComparisonState | null;
  readonly isOutdated: boolean;
  readonly underTicks: PlanUnderTicks | null;
  /** A recurring task may begin with tables that are in line (O-88). */
  readonly isRecurring: boolean;
}

/** The first thing that is in the way, in the order of the form; null when nothing is. */
export function submitObstacle(situation: SubmitSituation): SubmitObstacle | null {
  const { isTrusted, isSubmitting, problems, previewError, analysis, isOutdated } = situation;
  if (!isTrusted) return { kind: 'not-trusted' };
  if (isSubmitting) return { kind: 'submitting' };
  const [first] = problems;
  if (first !== undefined) return { kind: 'mistake', mistake: first.mistake };
  if (previewError !== null) return { kind: 'said', said: previewError };
  if (analysis === null) return { kind: 'not-analyzed' };
  if (isOutdated) return { kind: 'outdated' };
  return analysisObstacle(analysis) ?? planObstacle(situation);
}

function analysisObstacle(analysis: ComparisonState): SubmitObstacle | null {
  switch (analysis.kind) {
    case 'reading':
      return { kind: 'analyzing' };
    case 'running':
      return { kind: 'running' };
    case 'failed':
      return { kind: 'said', said: analysis.error.said };
    case 'cancelled':
      return { kind: 'not-analyzed' };
    case 'ready': {
      const { mustRefresh } = analysis.compared;
      if (mustRefresh !== null) return { kind: 'said', said: mustRefresh };
      return analysis.isUpdating ? { kind: 'analyzing' } : null;
    }
  }
}

function planObstacle({ underTicks, isRecurring }: SubmitSituation): SubmitObstacle | null {
  if (underTicks === null) return { kind: 'analyzing' };
  if (isRecurring || underTicks.running.length > 0) return null;
  return { kind: underTicks.leftOut.length > 0 ? 'nothing-allowed' : 'nothing-to-run' };
}

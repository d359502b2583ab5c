import type { Compared, ComparisonState } from '../../comparison/comparisonState.ts';
import type { RunProgress, StatementProgress } from '../../comparison/runProgress.ts';
import { statementMarks } from '../../comparison/statementMarks.ts';
import type { OpenComparison } from '../comparisons/openComparisons.ts';

/** What a run does or did to the statements of what is shown, by their ids. */
export function marksOf(
  { comparison }: OpenComparison,
  shown: Compared,
): ReadonlyMap<number, StatementProgress> {
  return statementMarks(shown, runningOf(comparison.state));
}

/** The progress of the run that is under way; null when there is none. */
export function runningOf(state: ComparisonState): RunProgress | null {
  return state.kind === 'running' ? state.progress : null;
}

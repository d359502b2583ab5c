/** The pairs of a comparison as rows of a list, in pages. Plain data. */
import { worstLevel } from '../diff/finding.ts';
import type { Finding, FindingLevel } from '../diff/finding.ts';
import { english } from '../schema/phrase.ts';
import type { Saying } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { PairResult, ResultKind } from '../shadow/analysis.ts';
import { comparedIndex } from './comparedIndex.ts';
import type { Compared } from './comparisonState.ts';
import type { RunOutcomeKind, RunProgress } from './runProgress.ts';

export interface PairRow {
  /** Stays the same over the revisions of one comparison for the same shadow. */
  readonly id: number;
  readonly source: string;
  readonly shadow: string;
  /** What the analysis found, skipped or not; `unsupported` also when the plan can't bring the shadow in line. */
  readonly result: ResultKind;
  readonly isSkippedByUser: boolean;
  /** Why it is no ordinary pair; after a run why it did not succeed. */
  readonly reason: string | null;
  readonly differences: number;
  readonly statements: number;
  /** The worst of its findings. */
  readonly level: FindingLevel | null;
  readonly codes: readonly string[];
  readonly outcome: RunOutcomeKind | null;
}

/** In the order of the sources' names. `running`: the progress of the run that is under way. */
export function pairRows(
  compared: Compared,
  running: RunProgress | null,
  offset: number,
  limit: number,
  say: Saying = english,
): readonly PairRow[] {
  return compared.found.results
    .slice(offset, offset + limit)
    .map((found, i) => rowOf(compared, running, found, offset + i, say));
}

function rowOf(
  compared: Compared,
  running: RunProgress | null,
  found: PairResult,
  position: number,
  say: Saying,
): PairRow {
  const { statements, skipped } = comparedIndex(compared);
  const { source, shadow } = found.pair;
  const key = tableKey(shadow);
  const own = statements.get(key) ?? [];
  const findings = [...noticesAt(compared, position), ...own.flatMap((statement) => statement.findings)];
  return {
    id: compared.ids.get(key) ?? position,
    source: source.table,
    shadow: shadow.table,
    isSkippedByUser: skipped.has(shadow.table),
    ...verdictOf(compared, running, found, say),
    differences: found.differences.length,
    statements: own.length,
    level: worstLevel(findings),
    codes: [...new Set(findings.map(({ code }) => code))].sort(),
  };
}

/** What is found of a pair, and what a run made of it. */
export function verdictOf(
  compared: Compared,
  running: RunProgress | null,
  found: PairResult,
  say: Saying,
): Pick<PairRow, 'result' | 'reason' | 'outcome'> {
  const key = tableKey(found.pair.shadow);
  const omitted = comparedIndex(compared).omitted.get(key) ?? null;
  const run = (running ?? compared.lastRun?.progress)?.tables.get(key);
  const reason = run?.saidReason ?? omitted ?? found.saidReason ?? found.reason;
  return {
    result: omitted === null ? found.result : 'unsupported',
    reason: reason === null ? null : say(reason),
    outcome: run?.outcome ?? null,
  };
}

/** Notices under the skips of now: a foreign key may be left out because its parent is skipped. */
export function noticesAt({ analysis }: Compared, position: number): readonly Finding[] {
  return analysis.results[position]?.notices ?? [];
}

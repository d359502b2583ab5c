/** Commands about single tables of a comparison: skipping, differences, definitions. They ask which when they are not told. */
import { l10n } from 'vscode';
import type { Compared } from '../../../comparison/comparisonState.ts';
import type { PairResult } from '../../../shadow/analysis.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { shownIn } from '../../comparisons/comparisonActions.ts';
import { resultWord } from '../../comparisons/comparisonWords.ts';
import { withComparison } from '../../comparisons/findComparison.ts';
import { scopeOf } from '../../comparisons/targetScope.ts';
import type { DefinitionKind } from '../../documents/definitionText.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import { pickMany, pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';

type Args = readonly unknown[];

/** Skip Tables… */
export async function skipTables(parts: ComparisonParts, args: Args): Promise<void> {
  await withComparison(parts, args, async (open) => {
    const { found, request } = shownIn(open);
    const skipped = new Set(request.skip);
    const differing = found.results.filter(
      ({ pair, result }) => !skipped.has(pair.shadow.table) && (result === 'create' || result === 'update'),
    );
    const chosen = await pickMany(
      { title: l10n.t('Skip Tables'), placeholder: l10n.t('Tick the tables to leave as they are') },
      differing.map(choiceOf),
    );
    if (chosen !== null) await open.comparison.setSkip(shadowsOf(chosen), true);
  });
}

/** Undo Skip… */
export async function undoSkip(parts: ComparisonParts, args: Args): Promise<void> {
  await withComparison(parts, args, async (open) => {
    const { found, request } = shownIn(open);
    const skipped = new Set(request.skip);
    const chosen = await pickMany(
      { title: l10n.t('Undo Skip'), placeholder: l10n.t('Tick the tables to take in again') },
      found.results.filter(({ pair }) => skipped.has(pair.shadow.table)).map(choiceOf),
    );
    if (chosen !== null) await open.comparison.setSkip(shadowsOf(chosen), false);
  });
}

/** Show Difference, of the table that is meant or chosen. */
export async function openDifference(parts: ComparisonParts, args: Args): Promise<void> {
  await withComparison(parts, args, async (open) => {
    const found = await meantPair(shownIn(open), args, ({ result }) => result !== 'consistent');
    if (found !== null) await parts.actions.openDifference(open, found.pair.shadow);
  });
}

/** Open Source DDL, Open Shadow DDL, Open Expected Shadow DDL. */
export async function openDefinition(
  parts: ComparisonParts,
  kind: DefinitionKind,
  args: Args,
): Promise<void> {
  await withComparison(parts, args, async (open) => {
    const found = await meantPair(shownIn(open), args, () => true);
    if (found !== null) await parts.actions.openDefinition(open, kind, found.pair.shadow);
  });
}

/** The pair of the table that the arguments name, else the one that the user chooses; null when he went away. */
async function meantPair(
  { found }: Compared,
  args: Args,
  isOffered: (result: PairResult) => boolean,
): Promise<PairResult | null> {
  const [table] = scopeOf(targetsOf(args)).tables ?? [];
  const named = found.results.find(({ pair }) => pair.source.table === table);
  if (named !== undefined) return named;
  const offered = found.results.filter(isOffered);
  return await pickOne(
    { title: l10n.t('Table'), placeholder: l10n.t('Which table?') },
    (offered.length > 0 ? offered : found.results).map(choiceOf),
  );
}

function choiceOf(found: PairResult): Choice<PairResult> {
  const { source, shadow } = found.pair;
  return {
    label: source.table,
    description: `→ ${shadow.table} · ${resultWord(found.result)}`,
    icon: 'table',
    value: found,
  };
}

function shadowsOf(chosen: readonly PairResult[]): readonly string[] {
  return chosen.map(({ pair }) => pair.shadow.table);
}

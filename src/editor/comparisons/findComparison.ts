/** Which comparison a command is about. */
import { Uri, l10n } from 'vscode';
import { readAddress } from '../documents/documentAddress.ts';
import { readForeign } from '../foreignValue.ts';
import { pickOne } from '../ui/pick.ts';
import { targetsOf } from '../trees/treeTarget.ts';
import { askRequest } from './askRequest.ts';
import type { ComparisonParts } from './comparisonParts.ts';
import { namingText } from './namingText.ts';
import type { OpenComparison } from './openComparisons.ts';
import { readStatementArgument } from './statementArgument.ts';
import { scopeOf } from './targetScope.ts';
import type { TargetScope } from './targetScope.ts';
import { whenReady } from './whenReady.ts';

/**
 * The one that the arguments name (a document's address, a statement, items of the tree), the one in front, the only one
 * that is open, or the one that the user chooses or starts. Null when he went away. Throws ShadowSyncError.
 */
export async function findComparison(
  parts: ComparisonParts,
  args: readonly unknown[],
): Promise<OpenComparison | null> {
  const named = namedComparison(parts, args[0]);
  if (named !== null) return named;
  const scope = scopeOf(targetsOf(args));
  if (scope.connectionId !== null) return openOf(parts, scope) ?? (await start(parts, scope));
  const open = parts.comparisons.all();
  const [only, ...more] = open;
  if (parts.active.current !== null) return parts.active.current;
  if (only === undefined) return await start(parts, scope);
  if (more.length === 0) return only;
  return await pickOne(
    { title: l10n.t('Comparison'), placeholder: l10n.t('Which comparison?') },
    open.map((one) => ({ ...descriptionOf(one), icon: 'diff', value: one })),
  );
}

/** Does something with the comparison that is meant, once its result is there. Nothing when the user went away. */
export async function withComparison(
  parts: ComparisonParts,
  args: readonly unknown[],
  work: (open: OpenComparison) => Promise<void> | void,
): Promise<void> {
  const open = await findComparison(parts, args);
  if (open === null) return;
  const letGo = parts.comparisons.hold(open);
  try {
    await whenReady(open);
    await work(open);
  } finally {
    letGo();
  }
}

function namedComparison({ comparisons }: ComparisonParts, value: unknown): OpenComparison | null {
  const address = readForeign(() => (value instanceof Uri ? readAddress(value) : null));
  const id = (address ?? readStatementArgument(value))?.comparison;
  return id === undefined ? null : comparisons.find(id);
}

/** The comparison of the database that was opened last, when it is about the tables that are meant. */
function openOf({ comparisons }: ComparisonParts, scope: TargetScope): OpenComparison | null {
  const found = comparisons.all().filter(({ comparison, shown }) => {
    const { connection, database, isByHand } = comparison.request;
    if (connection.id !== scope.connectionId || database !== scope.database || isByHand) return false;
    const sources = new Set(shown?.found.results.map(({ pair }) => pair.source.table));
    return scope.tables === null || scope.tables.every((table) => sources.has(table));
  });
  return found.at(-1) ?? null;
}

async function start(parts: ComparisonParts, scope: TargetScope): Promise<OpenComparison | null> {
  const request = await askRequest(parts, scope, l10n.t('Compare with Shadow Tables'));
  return request === null ? null : parts.comparisons.open(request);
}

function descriptionOf({ comparison }: OpenComparison): { label: string; description: string } {
  const { connection, database, rule, range } = comparison.request;
  const tables = range.include.length === 0 ? l10n.t('all tables') : range.include.join(', ');
  return { label: `${connection.name} · ${database}`, description: `${namingText(rule)} · ${tables}` };
}

/** From what was found to what is planned: the same readings under other options, other confirmations, other skips. */
import type { CompareOptions } from '../diff/compareOptions.ts';
import { tableKey } from '../schema/tableName.ts';
import { recomparing } from '../shadow/analyse.ts';
import type { Analysis, Plan } from '../shadow/analysis.ts';
import { inSlices } from '../shadow/inSlices.ts';
import type { Pacing } from '../shadow/inSlices.ts';
import { makePlanInSlices } from '../shadow/plan.ts';
import type { OpenedServer } from './openedServer.ts';

export interface Choices {
  readonly options: CompareOptions;
  /** Patterns of shadows that the user confirmed. */
  readonly adopt: readonly string[];
  /** Names of shadows to leave as they are. */
  readonly skip: readonly string[];
}

export interface Planned {
  /** As if nothing was skipped. */
  readonly found: Analysis;
  readonly analysis: Analysis;
  readonly plan: Plan;
}

/** Reads nothing. Throws ShadowSyncError 'cancelled', and nothing else that isn't a fault of this program. */
export async function planUnder(
  read: Analysis,
  { options, adopt, skip }: Choices,
  { dialect, serverIdentity }: Pick<OpenedServer, 'dialect' | 'serverIdentity'>,
  pacing: Pacing,
): Promise<Planned> {
  const isAsRead = sameOptions(read.options, options) && sameList(read.adopt, adopt);
  const found = isAsRead
    ? read
    : await inSlices(recomparing({ ...read, adopt }, { dialect, options }), pacing);
  const skipped = shadowKeys(found, skip);
  const analysis =
    skipped.size === 0 ? found : await inSlices(recomparing(found, { dialect, skip: skipped }), pacing);
  const plan = await makePlanInSlices(analysis, { dialect, serverIdentity, ...pacing });
  return { found, analysis, plan };
}

/** Names that are no shadow of this analysis any more are passed over. */
function shadowKeys({ results }: Analysis, names: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(names);
  return new Set(
    results.flatMap(({ pair }) => (wanted.has(pair.shadow.table) ? [tableKey(pair.shadow)] : [])),
  );
}

function sameOptions(a: CompareOptions, b: CompareOptions): boolean {
  return (
    a.columnOrder === b.columnOrder &&
    a.comments === b.comments &&
    a.foreignKeys === b.foreignKeys &&
    a.storage === b.storage &&
    a.partitions === b.partitions
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

/** What range and naming rule make of a database's tables, told before anything is analysed. Without `vscode`. */
import { namingRuleOf } from '../../../comparison/comparisonRequest.ts';
import type { RequestedRule } from '../../../comparison/comparisonRequest.ts';
import type { NameRules } from '../../../schema/nameRules.ts';
import type { Said } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { pairTables } from '../../../shadow/pairing.ts';
import type { PairedTable } from '../../../shadow/pairing.ts';
import type { Range } from '../../../shadow/range.ts';
import type { ListedTable } from '../../../shadow/schemaReader.ts';

/** What stands in both databases at one moment. */
export interface ListedTables {
  readonly database: string;
  readonly sources: readonly ListedTable[];
  readonly shadowDatabase: string;
  /** The same list when it is the same database. */
  readonly shadows: readonly ListedTable[];
  readonly names: NameRules;
}

export interface TablePreview {
  readonly pairs: readonly PairedTable[];
  /** Shadows themselves, which are never sources. */
  readonly shadows: ReadonlySet<string>;
  readonly notes: readonly Said[];
  /** Why there are no pairs: the range or the rule as a whole is wrong. */
  readonly error: ShadowSyncError | null;
}

/** By the very rules that the analysis pairs by. */
export function previewTables(listed: ListedTables, rule: RequestedRule, range: Range): TablePreview {
  const { database, sources, shadows, names } = listed;
  const none = { pairs: [], shadows: new Set<string>(), notes: [] };
  try {
    const request = { database, rule: namingRuleOf(rule), range, names, sources, shadows };
    const { tables, excluded, saidNotes } = pairTables(request);
    const own = new Set(excluded.map(({ table }) => table.table));
    return { pairs: tables, shadows: own, notes: saidNotes, error: null };
  } catch (error) {
    if (ShadowSyncError.is(error, 'usage') || ShadowSyncError.is(error, 'naming')) return { ...none, error };
    throw error;
  }
}

/** Asks for a comparison, as far as the command was not told what to compare, and by what rule. */
import { workspace } from 'vscode';
import type { ComparisonRequest, RequestedRule } from '../../comparison/comparisonRequest.ts';
import { defaultCompareOptions } from '../../diff/compareOptions.ts';
import type { Range } from '../../shadow/range.ts';
import { askNaming } from './askNaming.ts';
import type { NamingSuggestion } from './askNaming.ts';
import { askPlace } from './askPlace.ts';
import type { Place } from './askPlace.ts';
import { askRange } from './askTables.ts';
import type { ComparisonParts } from './comparisonParts.ts';
import { namingText } from './namingText.ts';
import { rangeOf } from './rangeText.ts';
import type { TargetScope } from './targetScope.ts';

type Asking = Pick<ComparisonParts, 'editor' | 'last'>;

/** What it begins with is what this database was compared with last. Null when the user went away. Throws ShadowSyncError. */
export async function askRequest(
  { editor, last }: Asking,
  scope: TargetScope,
  title: string,
): Promise<ComparisonRequest | null> {
  const place = await askPlace(editor, scope, title);
  if (place === null) return null;
  const { connection, database } = place;
  const before = last.recall({ connectionId: connection.id, database });
  const range = await rangeFor(editor, scope, place, before, title);
  if (range === null) return null;
  const rule = await askNaming({
    database,
    example: place.tables?.[0] ?? 'orders',
    suggestions: suggestionsFor(database, before),
  });
  if (rule === null) return null;
  // What was skipped and confirmed are names of shadows: under another rule they are other tables'.
  const isSameRule = before !== null && namingText(before.rule) === namingText(rule);
  return {
    connection: { id: connection.id, name: connection.name, environment: connection.environment },
    database,
    rule,
    range,
    options: before?.options ?? defaultCompareOptions,
    adopt: isSameRule ? before.adopt : [],
    skip: isSameRule ? before.skip : [],
    isByHand: false,
  };
}

/** Who chose tables or a database in the tree has said which; who chose nothing is asked. */
async function rangeFor(
  editor: Asking['editor'],
  scope: TargetScope,
  place: Place,
  before: ComparisonRequest | null,
  title: string,
): Promise<Range | null> {
  if (place.tables !== null) return rangeOf(place.tables);
  if (scope.database !== null) return { include: [], exclude: [] };
  return await askRange(editor, place, before?.range ?? null, title);
}

function suggestionsFor(database: string, before: ComparisonRequest | null): readonly NamingSuggestion[] {
  const setting = workspace.getConfiguration('shadowSync').get<unknown>('naming.default');
  const last: RequestedRule | null = before?.rule ?? null;
  const texts = [
    ...(last === null ? [] : [namingText(last)]),
    typeof setting === 'string' ? setting : '',
    '__test_*',
    '*_shadow',
    '_*_shadow',
    `${database}_shadow.*`,
  ];
  return [...new Set(texts)].map((text, i) => ({ text, isLast: i === 0 && last !== null }));
}

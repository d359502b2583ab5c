/** Synchronization range × listing → the source tables, and what was asked for but is none. */
import { english, joined, phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { NameRules } from '../schema/nameRules.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { ExcludedTable } from './analysis.ts';
import { parseGlob } from './glob.ts';
import type { Glob } from './glob.ts';
import type { NamingRule } from './namingRule.ts';
import type { Range } from './range.ts';
import type { ListedTable } from './schemaReader.ts';
import { suggestName } from './suggestName.ts';

export interface SelectionRequest {
  readonly database: string;
  readonly rule: NamingRule;
  readonly range: Range;
  readonly names: NameRules;
  readonly sources: readonly ListedTable[];
}

export interface Selection {
  /** The source tables. */
  readonly tables: readonly TableName[];
  /** Named one by one, but no source. */
  readonly refused: readonly RefusedSource[];
  /** Taken in by a pattern or by "all tables", but shadows themselves. */
  readonly excluded: readonly ExcludedTable[];
  /** Folded names of existing tables that the user named one by one as sources. */
  readonly named: ReadonlySet<string>;
  readonly notes: readonly Phrase[];
}

export interface RefusedSource {
  readonly source: TableName;
  readonly result: 'skipped' | 'unsupported' | 'failed';
  readonly reason: Phrase;
}

/**
 * Applies the range. `shadowSources`: folded name of each table that is a shadow by the naming rule → its source.
 * Throws ShadowSyncError 'usage' for an include pattern with wildcards that matches nothing.
 */
export function selectSources(
  request: SelectionRequest,
  shadowSources: ReadonlyMap<string, TableName>,
): Selection {
  const { names, range, sources } = request;
  const fold = (name: string): string => names.foldTable(name);
  const include = range.include.map((text) => ({ text, glob: parseGlob(text, fold) }));
  const exclude = range.exclude.map((text) => ({ text, glob: parseGlob(text, fold) }));
  checkPatterns(include, request);

  const literals = new Set(
    include.flatMap(({ glob }) => (glob.literal === null ? [] : [fold(glob.literal)])),
  );
  const isIncluded = include.length === 0 ? () => true : matcher(include, fold);
  const isExcluded = matcher(exclude, fold);
  const included = sources.filter(({ name }) => isIncluded(name.table));
  const chosen = included.filter(({ name }) => !isExcluded(name.table));
  const tables: TableName[] = [];
  const refused: RefusedSource[] = [];
  const excluded: ExcludedTable[] = [];
  const passed: ListedTable[] = [];
  for (const entry of chosen) {
    const { name } = entry;
    const isNamed = literals.has(fold(name.table));
    const shadowed = shadowSources.get(fold(name.table));
    if (entry.kind !== 'table') {
      if (isNamed) refused.push(noTable(entry));
      else passed.push(entry);
    } else if (shadowed !== undefined) {
      const reason = phrase`it is the shadow table of ${displayName(shadowed)}; shadow tables are never sources`;
      if (isNamed) refused.push({ source: name, result: 'skipped', reason });
      else excluded.push({ table: name, reason: english(reason) });
    } else {
      tables.push(name);
    }
  }
  return {
    tables,
    refused: [...refused, ...missing(include, isExcluded, request)],
    excluded,
    named: namedSources(literals, request),
    notes: [
      ...passedNotes(passed),
      ...emptyExcludes(exclude, request),
      // Said, for no table is as good as none that differs, and looks so to a job that runs by itself.
      ...(chosen.length === 0 && included.length > 0
        ? [phrase`the exclude patterns leave no table of ${request.database}`]
        : []),
    ],
  };
}

interface Pattern {
  readonly text: string;
  readonly glob: Glob;
}

/** Names are looked up, only wildcards are tried one by one: a range may name thousands of tables. */
function matcher(patterns: readonly Pattern[], fold: (name: string) => string): (name: string) => boolean {
  const literals = new Set(
    patterns.flatMap(({ glob }) => (glob.literal === null ? [] : [fold(glob.literal)])),
  );
  const wild = patterns.filter(({ glob }) => glob.literal === null);
  return (name) => literals.has(fold(name)) || wild.some(({ glob }) => glob.matches(name));
}

function checkPatterns(include: readonly Pattern[], { database, sources }: SelectionRequest): void {
  for (const { text, glob } of include) {
    if (glob.literal !== null || sources.some(({ name }) => glob.matches(name.table))) continue;
    throw new ShadowSyncError('usage', phrase`the pattern ${text} matches no table in ${database}`, {
      remedy: phrase`Correct the pattern or leave it out; without patterns all tables are taken.`,
    });
  }
}

function noTable({ name, kind }: ListedTable): RefusedSource {
  const what = kind === 'view' || kind === 'sequence' ? kindName(kind) : phrase`something else`;
  return {
    source: name,
    result: 'unsupported',
    reason: phrase`${displayName(name)} is ${what}; only tables have shadow tables`,
  };
}

/** Names without wildcards that stand for nothing: a result each, because the others can go on. */
function missing(
  include: readonly Pattern[],
  isExcluded: (name: string) => boolean,
  { database, sources, names }: SelectionRequest,
): RefusedSource[] {
  const existing = new Set(sources.map(({ name }) => names.foldTable(name.table)));
  const said = new Set<string>();
  const refused: RefusedSource[] = [];
  for (const { glob } of include) {
    const { literal } = glob;
    if (literal === null) continue;
    const folded = names.foldTable(literal);
    if (existing.has(folded) || said.has(folded) || isExcluded(literal)) continue;
    said.add(folded);
    const near = suggestName(
      literal,
      sources.map(({ name }) => name.table),
    );
    refused.push({
      source: { database, table: literal },
      result: 'failed',
      reason:
        near === null
          ? phrase`there is no such table in ${database}`
          : phrase`there is no such table in ${database}, did you mean ${near}?`,
    });
  }
  return refused;
}

/** Tables that the user called sources: by a pattern without wildcards, or by a shadow name of their own. */
function namedSources(
  literals: ReadonlySet<string>,
  { names, rule, sources }: SelectionRequest,
): Set<string> {
  const named = new Set(literals);
  for (const table of rule.overrides?.keys() ?? []) named.add(names.foldTable(table));
  const tables = new Set(
    sources.flatMap(({ name, kind }) => (kind === 'table' ? [names.foldTable(name.table)] : [])),
  );
  return new Set([...named].filter((name) => tables.has(name)));
}

function passedNotes(passed: readonly ListedTable[]): Phrase[] {
  const views = passed.filter(({ kind }) => kind === 'view').length;
  const sequences = passed.filter(({ kind }) => kind === 'sequence').length;
  const others = passed.length - views - sequences;
  const parts = [
    ...counted(views, phrase`1 view`, phrase`${views} views`),
    ...counted(sequences, phrase`1 sequence`, phrase`${sequences} sequences`),
    ...counted(others, phrase`1 other object`, phrase`${others} other objects`),
  ];
  return parts.length === 0
    ? []
    : [phrase`passed over, because only tables have shadow tables: ${joined(parts, ', ')}`];
}

function counted(count: number, one: Phrase, several: Phrase): readonly Phrase[] {
  if (count === 0) return [];
  return [count === 1 ? one : several];
}

/** What stands there instead of a table. */
export function kindName(kind: 'view' | 'sequence'): Phrase {
  return kind === 'view' ? phrase`a view` : phrase`a sequence`;
}

function emptyExcludes(exclude: readonly Pattern[], { database, sources }: SelectionRequest): Phrase[] {
  return exclude
    .filter(({ glob }) => !sources.some(({ name }) => glob.matches(name.table)))
    .map(({ text }) => phrase`the exclude pattern ${text} matches no table in ${database}`);
}

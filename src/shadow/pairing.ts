/**
 * Pairing: naming rule × range × what stands in both databases → pairs, each either good or refused with its reason,
 * before anything is read or planned (O-48 … O-53, P-17 … P-19, P-24).
 */
import { english, phrase, reasoned } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import type { NameRules } from '../schema/nameRules.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import { atOnce } from './inSlices.ts';
import type { ExcludedTable, Pair } from './analysis.ts';
import type { NamingRule } from './namingRule.ts';
import type { Range } from './range.ts';
import type { ListedTable } from './schemaReader.ts';
import { kindName, selectSources } from './selectSources.ts';
import type { Selection } from './selectSources.ts';
import { suggestName } from './suggestName.ts';
import { characterCount, shadowName, stripAffix } from './shadowNames.ts';

/** A table that another task copies from or to; the same table must not be a source here and a shadow there (P-19). */
export interface ForeignRole {
  readonly table: TableName;
  readonly role: 'source' | 'shadow';
  /** The other task's name, for people. */
  readonly task: string;
}

export interface PairingRequest {
  readonly database: string;
  readonly rule: NamingRule;
  readonly range: Range;
  readonly names: NameRules;
  /** What stands in the source database. */
  readonly sources: readonly ListedTable[];
  /** What stands in the shadow database; the same list when it is the same database. */
  readonly shadows: readonly ListedTable[];
  readonly otherTasks?: readonly ForeignRole[];
}

export type PairedTable =
  | { readonly kind: 'good'; readonly pair: Pair; readonly shadowExists: boolean }
  | {
      readonly kind: 'refused';
      readonly pair: Pair;
      readonly result: 'skipped' | 'unsupported' | 'failed';
      readonly reason: string;
      readonly saidReason: Said;
    };

export interface Pairing {
  readonly shadowDatabase: string;
  /** Whether source and shadows live in one database, as the server compares names. */
  readonly sameDatabase: boolean;
  /** By source name, in code unit order. */
  readonly tables: readonly PairedTable[];
  readonly excluded: readonly ExcludedTable[];
  readonly notes: readonly string[];
  readonly saidNotes: readonly Said[];
  /** The tables (no views) of the shadow database, by folded key. */
  readonly shadowTables: ReadonlyMap<string, TableName>;
}

/**
 * Makes the pairs. Throws ShadowSyncError 'naming' for a rule that can't name any shadow, 'usage' for a pattern that
 * matches nothing; everything that is wrong with one table alone is a refused pair.
 */
export function pairTables(request: PairingRequest): Pairing {
  return atOnce(pairingTables(request));
}

/** `pairTables`, yielding after each table: names of 20,000 take longer than anybody should wait for (P-23). */
export function* pairingTables(request: PairingRequest): Generator<undefined, Pairing> {
  const { database, rule, names } = request;
  const shadowDatabase = names.foldTable(rule.shadowDatabase ?? database);
  const sameDatabase = names.foldTable(shadowDatabase) === names.foldTable(database);
  checkRule(rule, database, sameDatabase);
  checkOverrides(request);

  const listed = new Map(request.shadows.map((entry) => [names.foldTable(entry.name.table), entry]));
  const shadowSources = sameDatabase ? yield* sourcesByShadow(request) : new Map<string, TableName>();
  const selection = selectSources(request, shadowSources);
  const context: PairingContext = {
    ...request,
    listed,
    shadowSources,
    sameDatabase,
    selection,
    roles: rolesOf(request),
  };

  const good: PairedTable[] = [];
  for (const source of selection.tables) {
    good.push(pairOne(source, context));
    yield;
  }
  const tables = [...refuseShared(good, names), ...refusedByName(selection, rule)].sort((a, b) =>
    compareText(a.pair.source.table, b.pair.source.table),
  );
  const shadowTables = new Map<string, TableName>();
  for (const { kind, name } of request.shadows)
    if (kind === 'table') shadowTables.set(foldedKey(names, name), name);
  const saidNotes = [
    ...selection.notes,
    ...excludedNotes(selection.excluded),
    ...leftOverNotes(selection.tables, rule, sameDatabase),
  ];
  return {
    shadowDatabase,
    sameDatabase,
    tables,
    excluded: selection.excluded,
    notes: saidNotes.map(english),
    saidNotes,
    shadowTables,
  };
}

/** `tableKey` of the name as the server compares it. */
export function foldedKey(names: Pick<NameRules, 'foldTable'>, name: TableName): string {
  return tableKey({ database: names.foldTable(name.database), table: names.foldTable(name.table) });
}

/** Code unit order: the same on every machine, in every locale (PR3). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface PairingContext extends PairingRequest {
  readonly listed: ReadonlyMap<string, ListedTable>;
  readonly shadowSources: ReadonlyMap<string, TableName>;
  readonly sameDatabase: boolean;
  readonly selection: Selection;
  readonly roles: ReadonlyMap<string, readonly ForeignRole[]>;
}

function checkRule(rule: NamingRule, database: string, sameDatabase: boolean): void {
  const hasNames = rule.prefix !== '' || rule.suffix !== '' || (rule.overrides?.size ?? 0) > 0;
  if (!hasNames && sameDatabase) {
    throw new ShadowSyncError(
      'naming',
      phrase`the naming rule gives every shadow table in ${database} the name of its source table`,
      { remedy: phrase`Give a prefix, a suffix, or another database for the shadow tables.` },
    );
  }
}

/** An override of a table that isn't there would silently do nothing, so it is refused like a wrong pattern. */
function checkOverrides({ rule, sources, database }: PairingRequest): void {
  if (rule.overrides === undefined) return;
  const existing = new Set(sources.map(({ name }) => name.table));
  for (const table of rule.overrides.keys()) {
    if (existing.has(table)) continue;
    const near = suggestName(table, existing);
    throw new ShadowSyncError(
      'usage',
      phrase`the naming rule names the shadow of ${table}, but ${database} has no such table`,
      {
        remedy:
          near === null
            ? phrase`Correct the table name.`
            : phrase`Correct the table name; did you mean ${near}?`,
      },
    );
  }
}

/** Folded shadow name → the existing table whose shadow it is. What is in it is no source, in a chain too (O-48). */
function* sourcesByShadow(request: PairingRequest): Generator<undefined, Map<string, TableName>> {
  const { names, rule } = request;
  const map = new Map<string, TableName>();
  for (const { kind, name } of request.sources) {
    if (kind !== 'table') continue;
    const folded = names.foldTable(shadowName(rule, name).table);
    if (folded !== names.foldTable(name.table) && !map.has(folded)) map.set(folded, name);
    yield;
  }
  return map;
}

function rolesOf(request: PairingRequest): Map<string, readonly ForeignRole[]> {
  const roles = new Map<string, readonly ForeignRole[]>();
  for (const entry of request.otherTasks ?? []) {
    const key = foldedKey(request.names, entry.table);
    roles.set(key, [...(roles.get(key) ?? []), entry]);
  }
  return roles;
}

function pairOne(source: TableName, context: PairingContext): PairedTable {
  const { names, rule, listed } = context;
  const { database, table } = shadowName(rule, source);
  // An existing table is named as the server spells it, so that what is read later is found under the same key. A new one
  // is named as the server will store it: lower_case_table_names = 1 and 2 keep InnoDB's names in lower case, and foreign
  // keys print them so.
  const wanted = { database: names.foldTable(database), table: names.foldTable(table) };
  const existing = listed.get(wanted.table);
  const shadow = existing?.name ?? wanted;
  const pair = { source, shadow };
  const reason = roleReason(pair, context) ?? nameReason(pair, context) ?? standsReason(pair, existing);
  if (reason !== null) return { kind: 'refused', pair, result: 'failed', ...reasoned(reason) };
  return { kind: 'good', pair, shadowExists: existing !== undefined };
}

/** Source and shadow at once, here or across tasks. */
function roleReason({ source, shadow }: Pair, context: PairingContext): Phrase | null {
  const { names, sameDatabase, selection, roles } = context;
  const folded = names.foldTable(shadow.table);
  if (sameDatabase && folded === names.foldTable(source.table)) {
    return phrase`the naming rule gives the shadow table the name of its source table, ${displayName(source)}`;
  }
  if (sameDatabase && selection.named.has(folded)) {
    return phrase`its shadow table would be ${displayName(shadow)}, which is itself named as a source table`;
  }
  if (roles.size === 0) return null;
  const taken = roles.get(foldedKey(names, shadow))?.find(({ role }) => role === 'source');
  if (taken !== undefined) {
    return phrase`its shadow table would be ${displayName(shadow)}, which is a source table of the task ${taken.task}`;
  }
  const copied = roles.get(foldedKey(names, source))?.find(({ role }) => role === 'shadow');
  return copied === undefined
    ? null
    : phrase`${displayName(source)} is a shadow table of the task ${copied.task}; shadow tables are never sources`;
}

/** Names that the server would refuse: said here, because a name is never cut to fit (C6, P-17). */
function nameReason({ shadow }: Pair, { names }: PairingContext): Phrase | null {
  // No name has more characters than code units; few need counting.
  const length = shadow.table.length > names.maxTableCharacters ? characterCount(shadow.table) : 0;
  if (length > names.maxTableCharacters) {
    return phrase`the shadow table's name ${shadow.table} has ${length} characters; this server takes ${names.maxTableCharacters}. Use a shorter prefix or suffix`;
  }
  const refused = names.refuseTable(shadow.table);
  if (refused !== null) return phrase`the shadow table's name ${shadow.table} is refused: ${refused}`;
  if (names.maxTableBytes === null) return null;
  const bytes = names.tableBytes(shadow.table);
  if (bytes <= names.maxTableBytes) return null;
  return phrase`the shadow table's name ${shadow.table} takes ${bytes} bytes as a file name; this server takes ${names.maxTableBytes}. Use a shorter prefix or suffix`;
}

function standsReason({ shadow }: Pair, existing: ListedTable | undefined): Phrase | null {
  if (existing === undefined || existing.kind === 'table') return null;
  const kind = existing.kind === 'other' ? phrase`something that is no table` : kindName(existing.kind);
  return phrase`the shadow table's name ${displayName(shadow)} is taken by ${kind}. Choose another prefix, suffix or database for shadow tables, or leave the table out`;
}

/** Two sources with one shadow (P-18): both are refused, because either choice would be a guess. */
function refuseShared(tables: readonly PairedTable[], names: NameRules): PairedTable[] {
  const sources = new Map<string, TableName[]>();
  for (const { pair } of tables) {
    const key = foldedKey(names, pair.shadow);
    const known = sources.get(key);
    if (known === undefined) sources.set(key, [pair.source]);
    else known.push(pair.source);
  }
  if (sources.size === tables.length) return [...tables];
  return tables.map((table) => {
    const { pair } = table;
    const others = (sources.get(foldedKey(names, pair.shadow)) ?? []).filter((name) => name !== pair.source);
    if (table.kind === 'refused' || others.length === 0) return table;
    const reason = phrase`its shadow table ${displayName(pair.shadow)} would also be the shadow of ${others.map(displayName).join(', ')}`;
    return { kind: 'refused', pair, result: 'failed', ...reasoned(reason) };
  });
}

function refusedByName(selection: Selection, rule: NamingRule): PairedTable[] {
  return selection.refused.map(({ source, result, reason }) => ({
    kind: 'refused',
    pair: { source, shadow: shadowName(rule, source) },
    result,
    ...reasoned(reason),
  }));
}

/** Sources that carry the affix but whose own source is gone: perhaps shadows that were left over. Said, not guessed. */
function leftOverNotes(sources: readonly TableName[], rule: NamingRule, sameDatabase: boolean): Phrase[] {
  if (!sameDatabase || (rule.prefix === '' && rule.suffix === '')) return [];
  const alike = sources.filter(({ table }) => stripAffix(rule, table) !== null).map(({ table }) => table);
  if (alike.length === 0) return [];
  return [
    phrase`named like a shadow table, but without a source table, and therefore taken as a source: ${firstOf(alike)}. Exclude what is a left-over shadow`,
  ];
}

function excludedNotes(excluded: readonly ExcludedTable[]): Phrase[] {
  if (excluded.length === 0) return [];
  const names = excluded.map(({ table }) => table.table);
  const all = firstOf(names);
  return [
    names.length > named
      ? phrase`not taken as sources, because they are shadow tables themselves: ${all} (${names.length} in all)`
      : phrase`not taken as sources, because they are shadow tables themselves: ${all}`,
  ];
}

/** So many names are enough to recognise a mistake by. */
const named = 5;

function firstOf(names: readonly string[]): string {
  return names.slice(0, named).join(', ') + (names.length > named ? ', …' : '');
}

/**
 * What the servers leave out, spelled out, and what they spell in several ways, spelled in one: after this, tables of
 * equal structure have equal models. One function per rule, each saying what and why. What means the same but has to be
 * copied word by word (USING BTREE, RESTRICT) stays here and is folded in `canonicalText.ts`.
 */
import { collationCharset, effectiveCollation, knownCharset, knownCollation } from './characterSets.ts';
import { isCharacterType } from './columnTypes.ts';
import type { Column, ForeignKey, Index, MysqlTable, Partitioning, TableOption } from './model.ts';
import { normalisePartitioning } from './normalisePartitioning.ts';
import { characterDefaults, type CharacterDefaults } from './print/printStyle.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/** Takes a table as written, gives the normalised one. Throws `ParseRefusal` when a default collation is not known. */
export function normalise(table: MysqlTable, facts: MysqlServerFacts): MysqlTable {
  const { options, defaults } = normaliseOptions(table.options, facts);
  const { primaryKey, indexes, foreignKeys, partitioning } = table;
  return {
    ...table,
    columns: normaliseColumns(table.columns, defaults, facts),
    primaryKey: primaryKey === null ? null : withoutAscending(primaryKey),
    indexes: indexes.some(isAscending) ? indexes.map(withoutAscending) : indexes,
    foreignKeys: foreignKeys.map((key) => qualifiedWhereNeeded(key, table.name.database)),
    options,
    partitioning: partitioning === null ? null : normaliseParts(partitioning, engineOf(options)),
  };
}

interface NormalisedColumns {
  readonly facts: MysqlServerFacts;
  readonly defaults: CharacterDefaults;
  readonly columns: readonly Column[];
}

/** A source and its true shadow share the whole list. */
const lastColumns = new WeakMap<readonly Column[], NormalisedColumns>();

function normaliseColumns(
  written: readonly Column[],
  defaults: CharacterDefaults,
  facts: MysqlServerFacts,
): readonly Column[] {
  const last = lastColumns.get(written);
  if (last?.facts === facts && last.defaults === defaults) return last.columns;
  const columns = written.map((column) => effectiveCharset(column, defaults, facts));
  lastColumns.set(written, { facts, defaults, columns });
  return columns;
}

interface NormalisedOptions {
  readonly facts: MysqlServerFacts;
  readonly options: readonly TableOption[];
  readonly defaults: CharacterDefaults;
}

/** Tables whose texts end alike were parsed to one list (`ElementMemo`), which is normalised once and stays one. */
const lastOptions = new WeakMap<readonly TableOption[], NormalisedOptions>();

function normaliseOptions(written: readonly TableOption[], facts: MysqlServerFacts): NormalisedOptions {
  const last = lastOptions.get(written);
  if (last?.facts === facts) return last;
  const options = explicitCharacterDefaults(withoutOwnTablespace(written), facts);
  const normalised = { facts, options, defaults: characterDefaults({ options }) };
  lastOptions.set(written, normalised);
  return normalised;
}

interface NormalisedParts {
  readonly engine: string | null;
  readonly partitioning: Partitioning;
}

const lastParts = new WeakMap<Partitioning, NormalisedParts>();

function normaliseParts(written: Partitioning, engine: string | null): Partitioning {
  const last = lastParts.get(written);
  if (last?.engine === engine) return last.partitioning;
  const partitioning = normalisePartitioning(written, engine);
  lastParts.set(written, { engine, partitioning });
  return partitioning;
}

/**
 * TABLESPACE `innodb_file_per_table` is where a table is that names none, and what engines without tablespaces name is only
 * left over from InnoDB. MySQL 9.7 prints it when a table was moved, and no ALTER takes the word away again.
 */
function withoutOwnTablespace(options: readonly TableOption[]): readonly TableOption[] {
  const isLeftOver = fileEngines.has(engineOf(options)?.toLowerCase() ?? '');
  const isOwn = ({ name, value }: TableOption): boolean =>
    name === 'TABLESPACE' &&
    (isLeftOver || (value.kind === 'identifier' && value.name === 'innodb_file_per_table'));
  return options.some(isOwn) ? options.filter((option) => !isOwn(option)) : options;
}

const fileEngines: ReadonlySet<string> = new Set(['myisam', 'memory', 'archive', 'csv', 'blackhole']);

/** The storage engine as the table names it; null where the server prints none (OceanBase). */
export function engineOf(options: readonly TableOption[]): string | null {
  for (const { name, value } of options) if (name === 'ENGINE' && value.kind === 'word') return value.text;
  return null;
}

/**
 * Table default: COLLATE always stands behind DEFAULT CHARSET. MySQL prints it only when it is not the set's default (and
 * always for utf8mb4 since 8.0), MariaDB always.
 */
function explicitCharacterDefaults(
  options: readonly TableOption[],
  facts: MysqlServerFacts,
): readonly TableOption[] {
  const written = characterDefaults({ options });
  if (written.charset === null && written.collation === null) return options;
  const { charset, collation: effective } = effectiveCharacters(written, written, facts);
  // The set `binary` has no other collation, and MySQL 5.6 takes no COLLATE=binary.
  const collation = charset === 'binary' ? null : effective;
  if (charset === written.charset && collation === written.collation) return options;
  const kept = options.filter(({ name }) => name !== 'COLLATE');
  const at = kept.findIndex(({ name }) => name === 'DEFAULT CHARSET');
  return kept.toSpliced(at < 0 ? kept.length : at, at < 0 ? 0 : 1, ...characterOptions(charset, collation));
}

function characterOptions(charset: string | null, collation: string | null): TableOption[] {
  const options: TableOption[] = [];
  if (charset !== null) options.push({ name: 'DEFAULT CHARSET', value: { kind: 'word', text: charset } });
  if (collation !== null) options.push({ name: 'COLLATE', value: { kind: 'word', text: collation } });
  return options;
}

/**
 * Columns: the effective character set and collation, from the column's words, else the table's default. The servers
 * leave out what equals the default, each version by another rule.
 */
function effectiveCharset(column: Column, defaults: CharacterDefaults, facts: MysqlServerFacts): Column {
  if (!isCharacterType(column.type.name)) return column;
  const known = effectiveColumns.get(column);
  if (known?.lastDefaults === defaults && known.facts === facts) return known.last;
  const { charset, collation } = effectiveCharacters(column, defaults, facts);
  const isEffective = (other: Column): boolean => other.charset === charset && other.collation === collation;
  const all = known?.all ?? [column];
  const last = all.find(isEffective) ?? { ...column, charset, collation };
  if (!all.includes(last)) all.push(last);
  effectiveColumns.set(column, { facts, lastDefaults: defaults, last, all });
  return last;
}

interface EffectiveColumns {
  /** What `last` was worked out from. */
  readonly facts: MysqlServerFacts;
  readonly lastDefaults: CharacterDefaults;
  readonly last: Column;
  readonly all: Column[];
}

/** Equal columns of a source and its shadow were parsed to one object (`ElementMemo`) and shall stay one. */
const effectiveColumns = new WeakMap<Column, EffectiveColumns>();

/**
 * MySQL manual, Column Character Set and Collation: neither word means the table's default; a set alone means that set's
 * default collation; a collation alone means its own set.
 */
function effectiveCharacters(
  written: CharacterDefaults,
  defaults: CharacterDefaults,
  facts: MysqlServerFacts,
): CharacterDefaults {
  if (written.charset === null && written.collation === null) return defaults;
  if (written.charset === null) {
    const collation = knownCollation(written.collation ?? '', defaults.charset, facts);
    return { charset: collationCharset(collation), collation };
  }
  const charset = knownCharset(written.charset, facts);
  if (written.collation === null) return { charset, collation: effectiveCollation(charset, facts) };
  return { charset, collation: knownCollation(written.collation, charset, facts) };
}

/** ASC is what a key part without a word means. */
function withoutAscending(index: Index): Index {
  if (!isAscending(index)) return index;
  return {
    ...index,
    parts: index.parts.map((part) => (part.direction === 'ASC' ? { ...part, direction: null } : part)),
  };
}

function isAscending(index: Index): boolean {
  return index.parts.some((part) => part.direction === 'ASC');
}

/** OceanBase names the parent's database always, the others only when it is another one. */
function qualifiedWhereNeeded(key: ForeignKey, database: string): ForeignKey {
  const qualified = key.referenced.database !== database;
  return qualified === key.qualified ? key : { ...key, qualified };
}

/** What happens to the primary key and the indexes when one table becomes another. */
import type { ForeignKey, Index, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { ColumnChanges } from './columnChanges.ts';
import { equal } from './equal.ts';
import type { Meaning } from './meaning.ts';
import { indexMentions } from './mentions.ts';
import { byName, foldName, sameName } from './names.ts';
import { engineOf, optionText } from './options.ts';

export interface KeyChanges {
  readonly dropPrimaryKey: boolean;
  readonly addPrimaryKey: Index | null;
  readonly dropped: readonly Index[];
  readonly added: readonly Index[];
  /** Indexes that differ in nothing but their visibility, as they are to be. */
  readonly shown: readonly Index[];
}

/** Compares the keys of both tables, after their columns. */
export function keyChanges(
  from: MysqlTable,
  to: MysqlTable,
  columns: ColumnChanges,
  meaning: Meaning,
): KeyChanges {
  const opened = openedColumns(columns);
  const rebuilt = (index: Index): boolean =>
    indexMentions(index, columns.replaced) ||
    indexMentions(index, opened) ||
    hasExpressionOn(index, new Set(columns.respelled.keys())) ||
    inheritsBlockSize(index, from, to);
  const old = byName(from.indexes);
  const shown: Index[] = [];
  const added: Index[] = [];
  const kept = new Set<Index>();
  for (const index of to.indexes) {
    const before = old.get(foldName(index.name));
    if (
      before === undefined ||
      rebuilt(before) ||
      !equal({ ...respelled(meaning(before), columns), visibility: index.visibility }, meaning(index))
    ) {
      added.push(index);
      continue;
    }
    kept.add(before);
    if (before.visibility !== index.visibility) shown.push(index);
  }
  const generated = from.indexes.filter((index) => kept.has(index) && mayVanish(index, added, from, to));
  const again = to.indexes.filter((index) => generated.some((gone) => sameName(gone.name, index.name)));
  const primary = primaryKeyChange(from, to, columns, rebuilt, meaning);
  return {
    ...primary,
    dropped: from.indexes.filter((index) => !kept.has(index) || generated.includes(index)),
    added: [...again, ...added],
    shown: shown.filter((index) => !again.includes(index)),
  };
}

function primaryKeyChange(
  from: MysqlTable,
  to: MysqlTable,
  columns: ColumnChanges,
  rebuilt: (index: Index) => boolean,
  meaning: Meaning,
): Pick<KeyChanges, 'dropPrimaryKey' | 'addPrimaryKey'> {
  const [before, after] = [from.primaryKey, to.primaryKey];
  const same =
    before === null || after === null
      ? before === after
      : !rebuilt(before) && equal(respelled(meaning(before), columns), meaning(after));
  if (same) return { dropPrimaryKey: false, addPrimaryKey: null };
  return { dropPrimaryKey: before !== null, addPrimaryKey: after };
}

/** The index as it is when columns have got their new spelling: the server changes it along with them. */
function respelled(index: Index, columns: ColumnChanges): Index {
  if (columns.respelled.size === 0) return index;
  const parts = index.parts.map((part) => {
    const name = part.key.kind === 'column' ? columns.respelled.get(foldName(part.key.name)) : undefined;
    return name === undefined ? part : { ...part, key: { kind: 'column' as const, name } };
  });
  return { ...index, parts };
}

const memberTypes = new Set(['enum', 'set']);
const stringTypes = new Set(['char', 'varchar', 'binary', 'varbinary']);

/**
 * Columns that were ENUM or SET and become strings: MySQL (5.6 and 9.7) keeps the length of the old key part, so that
 * `KEY (c)` silently becomes `KEY (c(1))`. The index is made again in the same ALTER.
 */
function openedColumns({ placed }: ColumnChanges): ReadonlySet<string> {
  const opened = placed.filter(
    ({ from, to }) => from !== null && memberTypes.has(from.type.name) && stringTypes.has(to.type.name),
  );
  return new Set(opened.map(({ from, to }) => foldName((from ?? to).name)));
}

/** MySQL refuses to respell a column under a functional index (3837), so the index is made again. */
function hasExpressionOn(index: Index, columns: ReadonlySet<string>): boolean {
  return index.parts.some((part) => part.key.kind === 'expression') && indexMentions(index, columns);
}

/**
 * An index takes the table's KEY_BLOCK_SIZE when it is made and keeps it, and an engine that has block sizes of its own
 * leaves them behind: after the table's own changes, SHOW CREATE TABLE would print the old one on every index (seen on
 * MySQL 5.6, 9.7 and MariaDB). So such indexes are made again.
 */
function inheritsBlockSize(index: Index, from: MysqlTable, to: MysqlTable): boolean {
  const [before, after] = [optionText(from, 'KEY_BLOCK_SIZE'), optionText(to, 'KEY_BLOCK_SIZE')];
  const isMoved = engineOf(from) !== engineOf(to) && (before !== '' || after !== '');
  return (isMoved || (before !== '' && before !== after)) && index.keyBlockSize === null;
}

/**
 * An index that a foreign key brought along is "generated", and the server drops it without a word when another index on
 * the same leading columns is added (seen on MySQL 5.6, 9.7 and MariaDB). SHOW CREATE TABLE doesn't tell generated from
 * explicit ones, so an index that may be one is dropped and added in the same ALTER, which makes it explicit.
 */
function mayVanish(index: Index, added: readonly Index[], from: MysqlTable, to: MysqlTable): boolean {
  if (index.kind !== 'plain') return false;
  const columns = plainColumns(index);
  if (columns === null) return false;
  const covered = added.some((other) => startsWith(other, columns));
  if (!covered) return false;
  return mayBeGenerated(index, columns, [...from.foreignKeys, ...to.foreignKeys]);
}

/**
 * The indexes that adding these foreign keys may take away: the server makes an index of its own for each, under the foreign
 * key's name, and drops a generated one on the same columns for it (seen on MySQL 5.6, 9.7 and MariaDB). `FOREIGN KEY (a)`
 * generates `a`, `FOREIGN KEY k (a)` generates `k`. Made again in the same statement, which copies the table anyway, they
 * are explicit and stay.
 */
export function indexesToKeep(
  { indexes }: MysqlTable,
  from: MysqlTable,
  added: readonly ForeignKey[],
  facts: MysqlServerFacts,
): readonly Index[] {
  if (facts.dialect === 'oceanbase') return [];
  const old = byName(from.indexes);
  return indexes.filter((index) => {
    const columns = index.kind === 'plain' ? plainColumns(index) : null;
    // What was not there before the change is explicit already.
    if (columns === null || !old.has(foldName(index.name))) return false;
    const isReplaced = added.some(
      (key) =>
        !sameName(key.name, index.name) &&
        columns.every((name, i) => foldName(key.columns[i] ?? '') === name),
    );
    return isReplaced && mayBeGenerated(index, columns, from.foreignKeys);
  });
}

function mayBeGenerated(
  { name }: Index,
  columns: readonly string[],
  foreignKeys: readonly ForeignKey[],
): boolean {
  const [folded, first] = [foldName(name), columns[0] ?? ''];
  if (folded === first || folded.startsWith(`${first}_`)) return true;
  return foreignKeys.some((key) => sameColumns(key, columns));
}

function plainColumns(index: Index): readonly string[] | null {
  const names: string[] = [];
  for (const part of index.parts) {
    if (part.key.kind !== 'column' || part.length !== null) return null;
    names.push(foldName(part.key.name));
  }
  return names;
}

function startsWith(index: Index, columns: readonly string[]): boolean {
  if (index.kind !== 'plain' && index.kind !== 'unique') return false;
  return columns.every((name, i) => {
    const part = index.parts[i];
    return part?.key.kind === 'column' && part.length === null && foldName(part.key.name) === name;
  });
}

function sameColumns(key: ForeignKey, columns: readonly string[]): boolean {
  return (
    key.columns.length === columns.length && key.columns.every((name, i) => foldName(name) === columns[i])
  );
}

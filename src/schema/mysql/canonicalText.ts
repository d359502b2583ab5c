/** What equality and fingerprints are made of. */
import { canonicalCheck } from './canonicalCheck.ts';
import { engineOf } from './normalise.ts';
import { Lexer, tokenKind } from './lexer.ts';
import type {
  Check,
  Column,
  Expression,
  ForeignKey,
  Index,
  MysqlTable,
  PartitionFunction,
  TableOption,
} from './model.ts';
import { printColumn } from './print/printColumn.ts';
import {
  printCheck,
  printCheckDefinition,
  printForeignKeyDefinition,
  printPeriod,
} from './print/printConstraint.ts';
import { printIndex } from './print/printIndex.ts';
import { printOption } from './print/printOptions.ts';
import { printPartitioning } from './print/printPartitioning.ts';
import type { PrintStyle } from './print/printStyle.ts';
import { unquoteIdentifier } from './quote.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

const style: PrintStyle = { layout: 'mysql', nowBrackets: false, invisibleFirst: false, defaults: null };

const remembered = new WeakMap<MysqlTable, { readonly dialect: string; readonly text: string }>();

/**
 * Text of a normalised table that is equal exactly when the structure is equal: everything but the table's own name, the
 * counter, the order of keys, constraints and options, and names that can't be equal in one database: those of foreign
 * keys, and of checks except in MariaDB, where they belong to the table. Foreign keys name their parent's database.
 */
export function canonicalText(table: MysqlTable, facts: Pick<MysqlServerFacts, 'dialect'>): string {
  const known = remembered.get(table);
  if (known?.dialect === facts.dialect) return known.text;
  const text = [...table.columns.map(canonicalColumn), ...linesBehindColumns(table, facts)].join('\n');
  remembered.set(table, { dialect: facts.dialect, text });
  return text;
}

/**
 * A normalised table without the words that mean nothing: the ones that a copy keeps but that make no difference. Two
 * tables have equal canonical texts exactly when these are equal but for the order and names that `canonicalText` leaves out.
 */
export function canonicalTable(table: MysqlTable, facts: Pick<MysqlServerFacts, 'dialect'>): MysqlTable {
  const engine = engineOf(table.options)?.toLowerCase() ?? null;
  return {
    ...table,
    primaryKey: table.primaryKey === null ? null : withoutDefaultUsing(table.primaryKey, engine),
    indexes: table.indexes.map((index) =>
      withoutFleetingHash(withoutDefaultUsing(index, engine), engine, table, facts),
    ),
    foreignKeys: table.foreignKeys.map((key) => withoutDefaultActions(key, engine, facts)),
    checks: table.checks.map((check) => canonicalCheck(check, table.columns, facts)),
    autoIncrementNext: null,
    options: lastingOptions(table, engine),
    partitioning:
      table.partitioning === null
        ? null
        : { ...table.partitioning, by: withoutSpelling(table.partitioning.by) },
  };
}

/** What the canonical text says behind the columns' lines, which it begins with. */
export function canonicalRest(table: MysqlTable, facts: Pick<MysqlServerFacts, 'dialect'>): string {
  return linesBehindColumns(table, facts).join('\n');
}

function linesBehindColumns(
  written: MysqlTable,
  facts: Pick<MysqlServerFacts, 'dialect'>,
): readonly string[] {
  const table = canonicalTable(written, facts);
  const foreignKeys = table.foreignKeys.map((key) =>
    printForeignKeyDefinition({ ...key, qualified: true }, style),
  );
  const named = facts.dialect === 'mariadb';
  const lines = [
    ...(table.primaryKey === null ? [] : [indexLine(table.primaryKey)]),
    ...sorted(table.indexes.map(indexLine)),
    ...sorted(table.periods.map(printPeriod)),
    ...sorted(foreignKeys),
    ...sorted(table.checks.map((check: Check) => (named ? printCheck(check) : printCheckDefinition(check)))),
    ...sorted(table.options.map((option: TableOption) => printOption(option))),
  ];
  if (table.systemVersioned) lines.push('WITH SYSTEM VERSIONING');
  if (table.partitioning !== null) lines.push(printPartitioning(table.partitioning));
  return lines;
}

/** Tables share their equal columns and keys (`ElementMemo`), and the states between two statements most of them. */
const knownLines = new WeakMap<Column | Index, string>();

/** A column's line of `canonicalText`. */
export function canonicalColumn(column: Column): string {
  const known = knownLines.get(column);
  if (known !== undefined) return known;
  const line = printColumn(column, style);
  knownLines.set(column, line);
  return line;
}

function indexLine(index: Index): string {
  const known = knownLines.get(index);
  if (known !== undefined) return known;
  const line = printIndex(index, style);
  knownLines.set(index, line);
  return line;
}

/** By code units: the same on every machine. */
function sorted(unsorted: string[]): string[] {
  return unsorted.length < 2 ? unsorted : unsorted.sort();
}

const treeEngines: ReadonlySet<string> = new Set(['innodb', 'myisam', 'aria', 'rocksdb', 'tokudb']);

/** USING BTREE is printed when somebody wrote it, although these engines know nothing else (odc.md O-23). */
function withoutDefaultUsing(index: Index, engine: string | null): Index {
  if (index.using?.toUpperCase() !== 'BTREE' || engine === null || !treeEngines.has(engine)) return index;
  return { ...index, using: null };
}

/**
 * MariaDB 10.11 and 11.8: an InnoDB unique key whose columns are short is a hash only until the next ALTER, whatever that one
 * does; whose columns are too long for a tree, it is always one. Aria and MyISAM don't take such a change by themselves
 * (1071), and only a hash may leave out columns that decide a row's partition (1503).
 */
function withoutFleetingHash(
  index: Index,
  engine: string | null,
  { partitioning }: MysqlTable,
  { dialect }: Pick<MysqlServerFacts, 'dialect'>,
): Index {
  const isFleeting = dialect === 'mariadb' && engine === 'innodb' && partitioning === null;
  return isFleeting && index.kind === 'unique' && index.using?.toUpperCase() === 'HASH'
    ? { ...index, using: null }
    : index;
}

/**
 * MariaDB 10.11 and 11.8: PAGE_CHECKSUM is Aria's. Other engines keep the word until an ALTER in place, partitioned tables until
 * their partitions are managed.
 */
function lastingOptions(
  { options, partitioning }: MysqlTable,
  engine: string | null,
): readonly TableOption[] {
  if (engine === 'aria' && partitioning === null) return options;
  const lasting = options.filter(({ name }) => name !== 'PAGE_CHECKSUM');
  return lasting.length === options.length ? options : lasting;
}

/**
 * For InnoDB, and in OceanBase, RESTRICT, NO ACTION and no word are one and the same (MySQL manual, FOREIGN KEY
 * Constraints). MySQL 9.7 prints RESTRICT when it was written, 5.6 and MariaDB print NO ACTION when it was written.
 */
function withoutDefaultActions(
  key: ForeignKey,
  engine: string | null,
  facts: Pick<MysqlServerFacts, 'dialect'>,
): ForeignKey {
  if (engine !== 'innodb' && facts.dialect !== 'oceanbase') return key;
  const onDelete = key.onDelete === 'RESTRICT' || key.onDelete === 'NO ACTION' ? null : key.onDelete;
  const onUpdate = key.onUpdate === 'RESTRICT' || key.onUpdate === 'NO ACTION' ? null : key.onUpdate;
  return onDelete === key.onDelete && onUpdate === key.onUpdate ? key : { ...key, onDelete, onUpdate };
}

/** MySQL 5.6 keeps partition functions as they were typed: quoted or not, in any case, with any spaces. */
function withoutSpelling(by: PartitionFunction): PartitionFunction {
  if (by.expression === null) return by;
  return { ...by, expression: canonicalExpression(by.expression) };
}

/** Words and names in lower case without quotes, one space between tokens; strings and numbers as they are. */
function canonicalExpression(expression: Expression): Expression {
  const lexer = new Lexer(expression.text);
  const words: string[] = [];
  while (lexer.next()) {
    const { kind, raw } = lexer;
    const quoted = kind === tokenKind.identifier || kind === tokenKind.escapedIdentifier;
    if (quoted) words.push(unquoteIdentifier(raw).toLowerCase());
    else words.push(kind === tokenKind.word ? raw.toLowerCase() : raw);
  }
  return { text: words.join(' ') };
}

/**
 * Texts that the server prints with a `?` where it has something else. SHOW CREATE TABLE goes through utf8mb3, in which
 * characters beyond U+FFFF have no place. A copy made from such a text would be another table, so it is refused; so are
 * the few honest question marks that can't be told from lost ones. All seen on MySQL 5.6.24 and 9.7.4, MariaDB 10.11.18
 * and 11.8.6 (test/contract/roundTrip.test.ts).
 */
import { phrase, type Phrase } from '../phrase.ts';
import { isByteType } from './columnTypes.ts';
import { Lexer, tokenKind } from './lexer.ts';
import type { Column, Expression, MysqlTable, Partition } from './model.ts';
import { ParseRefusal } from './parse/parseRefusal.ts';
import { atLeast, type MysqlServerFacts } from './serverFacts.ts';

/** Character sets that reach beyond U+FFFF. */
const wideCharsets: ReadonlySet<string> = new Set(['utf8mb4', 'utf16', 'utf16le', 'utf32', 'gb18030']);

/** Takes a normalised table and its text. Throws `ParseRefusal` that names what the server can't show. */
export function refuseLossyText(table: MysqlTable, text: string, facts: MysqlServerFacts): void {
  if (facts.dialect === 'oceanbase') return;
  // What is lost shows as one of these, and no escape stands for them: most tables need no closer look.
  if (!text.includes('?') && !text.includes('\ufffd')) return;
  for (const column of table.columns) refuseLossyColumn(column, facts);
  refuseLossyBounds(table, facts);
  if (facts.dialect === 'mysql') refuseLossyExpressions(table);
}

function refuseLossyColumn(column: Column, facts: MysqlServerFacts): void {
  const value = column.default.kind === 'string' ? column.default.value : '';
  if (isByteType(column.type.name)) {
    if (isLossyBinary(value, facts))
      throw lossy(phrase`the bytes of the default of column \`${column.name}\``);
    return;
  }
  // Members of the set `binary` may be any bytes, and those that are no UTF-8 are printed as `?` (MariaDB 10.11 and 11.8).
  if (column.charset === 'binary') {
    if (value.includes('\ufffd')) throw lossy(phrase`the bytes of the default of column \`${column.name}\``);
    refuseLossyMembers(column);
    return;
  }
  if (column.charset === null || !wideCharsets.has(column.charset)) return;
  // MySQL 8 prints such defaults in hexadecimal.
  const defaultsAreSafe = facts.dialect === 'mysql' && atLeast(facts, 8);
  if (!defaultsAreSafe && value.includes('?'))
    throw lossy(phrase`every character of the default of column \`${column.name}\``);
  refuseLossyMembers(column);
}

function refuseLossyMembers(column: Column): void {
  if (column.type.members?.some((member) => member.includes('?')) === true) {
    throw lossy(phrase`every character of the values of column \`${column.name}\``);
  }
}

/** MySQL before 8 prints `?` for bytes that are no UTF-8; MariaDB 10.11 the bytes themselves, which arrive as U+FFFD. */
function isLossyBinary(text: string, facts: MysqlServerFacts): boolean {
  if (text.includes('\ufffd')) return true;
  return facts.dialect === 'mysql' && !atLeast(facts, 8) && text.includes('?');
}

function refuseLossyBounds(table: MysqlTable, facts: MysqlServerFacts): void {
  const { partitioning } = table;
  if (partitioning === null || partitioning.by.columns.length === 0) return;
  const names = new Set(partitioning.by.columns);
  if (!table.columns.some((column) => names.has(column.name) && isByteType(column.type.name))) return;
  for (const partition of partitioning.partitions ?? []) {
    if (boundsOf(partition).some((item) => isLossyBinary(item, facts))) {
      throw lossy(phrase`the bytes of the bounds of partition \`${partition.name}\``);
    }
  }
}

function boundsOf({ values }: Partition): readonly string[] {
  return values?.kind === 'less-than' || values?.kind === 'in' ? values.items : [];
}

/** MySQL 8 prints one `?` for every byte of a character beyond U+FFFF, and for bytes that a literal's set does not have. */
function refuseLossyExpressions(table: MysqlTable): void {
  for (const column of table.columns) {
    if (column.default.kind === 'expression') refuseLossyExpression(column.default.expression, column.name);
    if (column.generated?.as.kind === 'expression')
      refuseLossyExpression(column.generated.as.expression, column.name);
  }
  for (const check of table.checks) refuseLossyExpression(check.expression, check.name ?? 'CHECK');
  for (const index of table.indexes) {
    for (const { key } of index.parts)
      if (key.kind === 'expression') refuseLossyExpression(key.expression, index.name);
  }
}

function refuseLossyExpression(expression: Expression, where: string): void {
  if (!expression.text.includes('?')) return;
  const lexer = new Lexer(expression.text);
  let introducer = '';
  while (lexer.next()) {
    const { kind, raw } = lexer;
    if ((kind === tokenKind.string || kind === tokenKind.escapedString) && isLossyLiteral(raw, introducer)) {
      throw lossy(phrase`every character of the expression of \`${where}\``);
    }
    introducer = kind === tokenKind.word ? lexer.symbol : '';
  }
}

function isLossyLiteral(raw: string, introducer: string): boolean {
  const exact =
    introducer === '' ||
    introducer.startsWith('_UTF8') ||
    introducer === '_ASCII' ||
    introducer === '_LATIN1';
  return raw.includes(exact ? '????' : '?');
}

function lossy(what: Phrase): ParseRefusal {
  return new ParseRefusal(
    phrase`the server can’t show ${what}, so a copy could differ from it unseen. Change it to something that the server shows, or leave the table out`,
    0,
  );
}

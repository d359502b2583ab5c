import type { TableName } from '../../tableName.ts';
import type { Check, ForeignKey } from '../model.ts';
import { printCheck, printForeignKey, printPeriod } from '../print/printConstraint.ts';
import type { PrintStyle } from '../print/printStyle.ts';
import type { Cursor } from './cursor.ts';
import type { ElementMemo, KnownElement } from './elementMemo.ts';
import type { Elements } from './elements.ts';
import { parseColumn } from './parseColumn.ts';
import { parseCheck, parseForeignKey, parseForeignKeyRules, parsePeriod } from './parseConstraint.ts';
import { parseIndex } from './parseIndex.ts';
import { readUnescaped } from './unescapedForeignKey.ts';

/** Most columns that are read (reliability.md C8); servers stop at 4,096 too (MySQL manual, Table Column-Count Limits). */
const maxColumns = 4096;

/** What differs between the servers whose texts are read. */
export interface ParseRules {
  /** The order in which the server prints. */
  readonly layout: PrintStyle['layout'];
  /** MariaDB: names of foreign keys and of their columns are not escaped. */
  readonly unescapedForeignKeys: boolean;
}

/** Where the printer puts each kind; OceanBase's order differs and is compared as a whole. */
const rank = { column: 0, period: 1, primary: 2, index: 3, systemTime: 4, foreignKey: 5, check: 6 } as const;
type Kind = keyof typeof rank;

/** Reads the bracketed list; the cursor ends behind its bracket. */
export function parseElements(
  cursor: Cursor,
  name: TableName,
  rules: ParseRules,
  memo: ElementMemo,
): Elements {
  const from = cursor.offset;
  const last = memo.lastElements;
  if (last?.database === name.database && cursor.outside && cursor.text.startsWith(last.text, from)) {
    cursor.seen = { ...last.seen };
    cursor.jump(from + last.text.length);
    return last.elements;
  }
  const parser = new ElementParser(cursor, name, rules, memo);
  cursor.expect('(');
  do parser.parse();
  while (cursor.take(','));
  cursor.expect(')');
  if (parser.elements.columns.length === 0) throw cursor.refuse('a table without columns is not read');
  const { elements } = parser;
  if (elements.exact && elements.corrections.length === 0 && !cursor.hasMarkerSince(0)) {
    const text = cursor.text.slice(from, cursor.previousEnd);
    memo.lastElements = { text, database: name.database, elements, seen: { ...cursor.seen } };
  }
  return elements;
}

class ElementParser {
  readonly elements: Elements = {
    columns: [],
    primaryKey: null,
    indexes: [],
    foreignKeys: [],
    checks: [],
    periods: [],
    exact: true,
    corrections: [],
  };
  private readonly cursor: Cursor;
  private readonly name: TableName;
  private readonly rules: ParseRules;
  private readonly memo: ElementMemo;
  private lastRank = 0;

  constructor(cursor: Cursor, name: TableName, rules: ParseRules, memo: ElementMemo) {
    this.cursor = cursor;
    this.name = name;
    this.rules = rules;
    this.memo = memo;
  }

  parse(): void {
    const { cursor } = this;
    switch (cursor.symbol) {
      case 'CONSTRAINT':
        return this.constraint();
      case 'CHECK':
        return this.check(cursor.offset, parseCheck(cursor, null));
      case 'PERIOD': {
        const from = cursor.offset;
        const period = parsePeriod(cursor);
        this.elements.periods.push(period);
        return this.note(
          period.name === 'SYSTEM_TIME' ? 'systemTime' : 'period',
          cursor.textFrom(from) === printPeriod(period),
        );
      }
      default:
        return this.columnOrKey();
    }
  }

  private columnOrKey(): void {
    const { cursor, memo } = this;
    const from = cursor.offset;
    const { outside } = cursor;
    const line = memo.line(cursor.text, from);
    const known = outside ? memo.get(line) : undefined;
    if (known !== undefined) {
      cursor.jump(from + line.length);
      return this.add(known);
    }
    const before = cursor.seen;
    cursor.seen = { nowBrackets: false, invisibleFirst: false };
    const element = this.parseColumnOrKey();
    const { seen } = cursor;
    cursor.seen = before;
    const whole = outside && this.isOutside() && cursor.previousEnd === from + line.length;
    this.add(whole ? memo.keep(line, element, seen) : { element, exact: false, seen });
  }

  /** Asked anew after parsing; a narrowed property would not tell. */
  private isOutside(): boolean {
    return this.cursor.outside;
  }

  private parseColumnOrKey(): KnownElement['element'] {
    const { cursor } = this;
    if (cursor.isIdentifier()) return { kind: 'column', column: parseColumn(cursor) };
    switch (cursor.symbol) {
      case 'PRIMARY':
      case 'UNIQUE':
      case 'KEY':
      case 'INDEX':
      case 'FULLTEXT':
      case 'SPATIAL':
      case 'VECTOR':
        return { kind: 'index', index: parseIndex(cursor) };
      default:
        throw cursor.refuse('a column, key or constraint is expected');
    }
  }

  private add({ element, exact, seen }: KnownElement): void {
    const { cursor, elements } = this;
    if (seen.nowBrackets) cursor.seen.nowBrackets = true;
    if (seen.invisibleFirst) cursor.seen.invisibleFirst = true;
    if (element.kind === 'column') {
      if (elements.columns.length >= maxColumns)
        throw cursor.refuse(`more than ${maxColumns} columns are not read`);
      elements.columns.push(element.column);
      this.note('column', exact);
    } else if (element.index.kind === 'primary') {
      if (elements.primaryKey !== null) throw cursor.refuse('a second primary key is not read');
      elements.primaryKey = element.index;
      this.note('primary', exact);
    } else {
      elements.indexes.push(element.index);
      this.note('index', exact);
    }
  }

  private constraint(): void {
    const { cursor } = this;
    const from = cursor.offset;
    if (this.rules.unescapedForeignKeys && this.unescaped(from)) return;
    cursor.advance();
    const name = cursor.identifier();
    if (!cursor.is('FOREIGN')) return this.check(from, parseCheck(cursor, name));
    const key = parseForeignKey(cursor, name, this.name.database);
    this.elements.foreignKeys.push(key);
    return this.note(
      'foreignKey',
      cursor.outside && cursor.textFrom(from) === printForeignKey(key, this.rules),
    );
  }

  /** A foreign key whose names the server did not escape; false when it is none. */
  private unescaped(from: number): boolean {
    const { cursor, elements, name: table } = this;
    const found = readUnescaped(cursor.text, from, (name) =>
      elements.columns.some((column) => column.name === name),
    );
    if (found === null) return false;
    cursor.jump(found.end);
    const { name, columns, referenced, referencedColumns } = found;
    const key: ForeignKey = {
      name,
      columns,
      referenced: { database: referenced.database ?? table.database, table: referenced.table },
      qualified: referenced.database !== null,
      referencedColumns,
      ...parseForeignKeyRules(cursor),
    };
    elements.foreignKeys.push(key);
    elements.corrections.push({ from, to: cursor.previousEnd, text: printForeignKey(key, this.rules) });
    this.note('foreignKey', false);
    return true;
  }

  private check(from: number, check: Check): void {
    const { cursor } = this;
    this.elements.checks.push(check);
    // A version comment inside (NOT ENFORCED) makes it another text: compared as a whole.
    this.note('check', check.enforced && cursor.textFrom(from) === printCheck(check));
  }

  private note(kind: Kind, exact: boolean): void {
    const here = rank[kind];
    if (!exact || here < this.lastRank) this.elements.exact = false;
    this.lastRank = here;
  }
}

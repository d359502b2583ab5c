import { phrase } from '../../phrase.ts';
import type { TableName } from '../../tableName.ts';
import type { Check, ForeignKey } from '../model.ts';
import { printCheck, printForeignKey, printPeriod } from '../print/printConstraint.ts';
import type { PrintStyle } from '../print/printStyle.ts';
import { Cursor } from './cursor.ts';
import type { ElementMemo, KnownElement, SeenStyle } from './elementMemo.ts';
import type { Elements } from './elements.ts';
import { parseColumn } from './parseColumn.ts';
import { parseCheck, parseForeignKey, parseForeignKeyRules, parsePeriod } from './parseConstraint.ts';
import { parseIndex } from './parseIndex.ts';
import { ParseRefusal } from './parseRefusal.ts';
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

/** The bracketed list, read. */
export interface ParsedElements {
  readonly elements: Elements;
  readonly seen: SeenStyle;
  /** Behind the closing bracket. */
  readonly end: number;
  /** Null when nothing of the list had to be split into tokens. */
  readonly cursor: Cursor | null;
}

/** Reads the bracketed list, which begins at `from`. `cursor` stands there, if there is one. */
export function parseElements(
  text: string,
  from: number,
  cursor: Cursor | null,
  name: TableName,
  rules: ParseRules,
  memo: ElementMemo,
): ParsedElements {
  const last = memo.lastElements;
  if (last?.database === name.database && cursor === null && text.startsWith(last.text, from)) {
    return { elements: last.elements, seen: last.seen, end: from + last.text.length, cursor: null };
  }
  const parser = new ElementParser(text, name, rules, memo);
  const parsed = parser.parse(from, cursor);
  const { elements, seen, end } = parsed;
  const hasMarkers = parsed.cursor?.hasMarkerSince(0) === true;
  if (elements.exact && elements.corrections.length === 0 && !hasMarkers) {
    memo.lastElements = { text: text.slice(from, end), database: name.database, elements, seen };
  }
  return parsed;
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
  private readonly text: string;
  private readonly seen = { nowBrackets: false, invisibleFirst: false };
  private readonly name: TableName;
  private readonly rules: ParseRules;
  private readonly memo: ElementMemo;
  private lastRank = 0;
  /** Where a line begins that is not known; it is looked up once. */
  private missedAt = -1;

  constructor(text: string, name: TableName, rules: ParseRules, memo: ElementMemo) {
    this.text = text;
    this.name = name;
    this.rules = rules;
    this.memo = memo;
  }

  parse(from: number, given: Cursor | null): ParsedElements {
    const { elements, seen, text } = this;
    let at = from;
    if (given === null && text.startsWith('(\n  ', from)) {
      at = this.takeKnownLines(from + 4);
      if (text.startsWith('\n)', at)) return { elements, seen, end: at + 2, cursor: null };
    }
    const cursor = given ?? new Cursor(text, at);
    if (at === from) cursor.expect('(');
    this.parseRest(cursor);
    if (elements.columns.length === 0) throw cursor.refuse(phrase`a table without columns is not read`);
    return { elements, seen, end: cursor.previousEnd, cursor };
  }

  /** From the beginning of an element, or from the end of one, up to and with the closing bracket. */
  private parseRest(cursor: Cursor): void {
    if (!cursor.is(',') && !cursor.is(')')) this.parseOne(cursor);
    while (cursor.take(',')) this.parseOne(cursor);
    cursor.expect(')');
  }

  /**
   * Takes lines that were parsed before as long as they follow each other, without a look into them: the tokens between
   * are a comma and the next line's two spaces. Gives the end of the last line, or where the first one begins that is not
   * known. Most texts hold nothing else, and so are never split into tokens.
   */
  private takeKnownLines(from: number): number {
    const { text, memo } = this;
    for (let at = from; ; at += 4) {
      const end = lineEnd(text, at);
      const line = text.slice(at, end);
      if (line.charCodeAt(0) === 0x43 && line.startsWith('CONSTRAINT ')) {
        const key = memo.foreignKey(line, this.name.database);
        if (key === undefined) return (this.missedAt = at);
        this.elements.foreignKeys.push(key);
        this.note('foreignKey', true);
      } else {
        const known = memo.get(line);
        if (known === undefined) return (this.missedAt = at);
        this.add(known);
      }
      at = end;
      if (!text.startsWith(',\n  ', at)) return at;
    }
  }

  /** Takes one column, key or constraint, or several of them that were parsed before. */
  private parseOne(cursor: Cursor): void {
    const from = cursor.offset;
    const at = cursor.outside && from !== this.missedAt ? this.takeKnownLines(from) : from;
    if (at > from) {
      cursor.jump(at);
      if (cursor.is(',') || cursor.is(')')) return;
    }
    switch (cursor.symbol) {
      case 'CONSTRAINT':
        return this.constraint(cursor);
      case 'CHECK':
        return this.check(cursor, cursor.offset, parseCheck(cursor, null));
      case 'PERIOD':
        return this.period(cursor);
      default:
        return this.columnOrKey(cursor);
    }
  }

  private period(cursor: Cursor): void {
    const from = cursor.offset;
    const period = parsePeriod(cursor);
    this.elements.periods.push(period);
    const kind = period.name === 'SYSTEM_TIME' ? 'systemTime' : 'period';
    this.note(kind, cursor.textFrom(from) === printPeriod(period));
  }

  private columnOrKey(cursor: Cursor): void {
    const from = cursor.offset;
    const { outside } = cursor;
    const end = lineEnd(cursor.text, from);
    cursor.seen = { nowBrackets: false, invisibleFirst: false };
    const element = this.parseColumnOrKey(cursor);
    const { seen } = cursor;
    const whole = outside && isOutside(cursor) && cursor.previousEnd === end;
    const known = whole ? this.memo.keep(cursor.text.slice(from, end), element, seen) : null;
    this.add(known ?? { element, exact: false, seen });
  }

  private parseColumnOrKey(cursor: Cursor): KnownElement['element'] {
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
        throw cursor.refuse(phrase`a column, key or constraint is expected`);
    }
  }

  private add({ element, exact, seen }: KnownElement): void {
    const { elements } = this;
    if (seen.nowBrackets) this.seen.nowBrackets = true;
    if (seen.invisibleFirst) this.seen.invisibleFirst = true;
    if (element.kind === 'column') {
      if (elements.columns.length >= maxColumns)
        throw new ParseRefusal(phrase`more than ${maxColumns} columns are not read`, 0);
      elements.columns.push(element.column);
      this.note('column', exact);
    } else if (element.index.kind === 'primary') {
      if (elements.primaryKey !== null) throw new ParseRefusal(phrase`a second primary key is not read`, 0);
      elements.primaryKey = element.index;
      this.note('primary', exact);
    } else {
      elements.indexes.push(element.index);
      this.note('index', exact);
    }
  }

  private constraint(cursor: Cursor): void {
    const from = cursor.offset;
    if (this.rules.unescapedForeignKeys && this.unescaped(cursor, from)) return;
    cursor.advance();
    const name = cursor.identifier();
    if (!cursor.is('FOREIGN')) return this.check(cursor, from, parseCheck(cursor, name));
    const key = parseForeignKey(cursor, name, this.name.database);
    this.elements.foreignKeys.push(key);
    const text = cursor.outside ? cursor.textFrom(from) : '';
    const exact = text === printForeignKey(key, this.rules);
    if (exact && lineEnd(cursor.text, from) === from + text.length) this.memo.keepForeignKey(text, key);
    return this.note('foreignKey', exact);
  }

  /** A foreign key whose names the server did not escape; false when it is none. */
  private unescaped(cursor: Cursor, from: number): boolean {
    const { elements, name: table } = this;
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

  private check(cursor: Cursor, from: number, check: Check): void {
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

/** The end of the line that `from` stands on, without the comma: a column's or key's, if the server wrote it on one line. */
function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  return text.charCodeAt(end - 1) === 0x2c ? end - 1 : end;
}

/** A narrowed property would not tell what parsing has changed. */
function isOutside({ outside }: Cursor): boolean {
  return outside;
}

/** Right or refused (reliability.md R2): from a server's text to the normalised model, or to the reason why not. */
import { phrase, reasoned } from '../phrase.ts';
import type { Parsed } from '../tableModel.ts';
import type { TableName } from '../tableName.ts';
import { compareTexts, type TextDifference } from './compareTexts.ts';
import { refuseLossyText } from './lossyText.ts';
import type { MysqlTable } from './model.ts';
import { foldTable } from './nameRules.ts';
import { normalise } from './normalise.ts';
import { ElementMemo } from './parse/elementMemo.ts';
import type { ParseRules } from './parse/parseElements.ts';
import { ParseRefusal } from './parse/parseRefusal.ts';
import { parseTable, type ParsedText } from './parse/parseTable.ts';
import { writtenStyle } from './print/printStyle.ts';
import { printTable, printTail } from './print/printTable.ts';
import { atLeast, type MysqlServerFacts } from './serverFacts.ts';

/** What the reader brings for one table: the text of SHOW CREATE TABLE. */
export interface TableDefinition {
  readonly text: string;
}

/** Narrows what came through the port. */
export function isTableDefinition(value: unknown): value is TableDefinition {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

/** What is the same for all texts of one server. */
interface ServerTexts {
  readonly rules: ParseRules;
  /** Lines of its tables. */
  readonly memo: ElementMemo;
}

/** As long as somebody holds the server's facts. */
const servers = new WeakMap<MysqlServerFacts, ServerTexts>();

/**
 * Parses the text, prints the model and compares both; only a table that comes back as it was is understood. `name` is
 * the table that was asked for. Never throws for what a text holds.
 */
export function readTable(
  definition: TableDefinition,
  name: TableName,
  facts: MysqlServerFacts,
): Parsed<MysqlTable> {
  const { text } = definition;
  const { rules, memo } = serverTexts(facts);
  let parsed: ParsedText | null = null;
  try {
    parsed = parseTable(text, name, rules, memo);
    if (foldTable(parsed.printedName, facts) !== foldTable(name.table, facts)) {
      throw new ParseRefusal(
        phrase`the server answered with the table ${JSON.stringify(parsed.printedName)}`,
        0,
      );
    }
    const difference = compareWithText(text, parsed, facts);
    if (difference !== null) {
      const { server, printed } = difference;
      throw new ParseRefusal(
        phrase`the server’s text has ${JSON.stringify(server)} where the model has ${JSON.stringify(printed)}`,
        0,
      );
    }
    const table = normalise(parsed.table, facts);
    refuseLossyText(table, text, facts);
    return { kind: 'table', table };
  } catch (error) {
    if (!(error instanceof ParseRefusal)) throw error;
    const printedText = parsed === null ? null : printAsRead(parsed, facts);
    return { kind: 'unsupported', ...reasoned(error.said), serverText: text, printedText };
  }
}

function serverTexts(facts: MysqlServerFacts): ServerTexts {
  const known = servers.get(facts);
  if (known !== undefined) return known;
  const rules = parseRules(facts);
  const texts = { rules, memo: new ElementMemo(rules.layout) };
  servers.set(facts, texts);
  return texts;
}

function printAsRead(parsed: ParsedText, facts: MysqlServerFacts): string {
  const { table, printedName } = parsed;
  const named = { ...table, name: { database: table.name.database, table: printedName } };
  return printTable(named, writtenStyle(facts, parsed.seen));
}

/** Columns, keys and constraints that were each printed back to their own text leave the rest of the text to compare. */
function compareWithText(text: string, parsed: ParsedText, facts: MysqlServerFacts): TextDifference | null {
  const { counter, tailAt } = parsed;
  if (!parsed.exactElements) return compareWhole(text, parsed, facts);
  if (parsed.exactTail) return null;
  const printed = printTail(parsed.table);
  const from = counter?.from ?? text.length;
  const server = text.slice(tailAt, from) + text.slice(counter?.to ?? text.length);
  if (server === printed) return null;
  const shifted = counter === null ? null : { from: counter.from - tailAt, to: counter.to - tailAt };
  return compareTexts(text.slice(tailAt), printed, shifted);
}

/** What the server left unescaped is no SQL and is compared as it should have been. */
function compareWhole(text: string, parsed: ParsedText, facts: MysqlServerFacts): TextDifference | null {
  let corrected = '';
  let from = 0;
  for (const correction of parsed.corrections) {
    corrected += text.slice(from, correction.from) + correction.text;
    from = correction.to;
  }
  corrected += text.slice(from);
  const shift = corrected.length - text.length;
  const { counter } = parsed;
  const shifted = counter === null ? null : { from: counter.from + shift, to: counter.to + shift };
  return compareTexts(corrected, printAsRead(parsed, facts), shifted);
}

/** MariaDB took over InnoDB's newer printer of foreign keys with 10.2. */
function parseRules(facts: MysqlServerFacts): ParseRules {
  const { layout } = writtenStyle(facts, { nowBrackets: false, invisibleFirst: false });
  return { layout, unescapedForeignKeys: facts.dialect === 'mariadb' && atLeast(facts, 10, 2) };
}

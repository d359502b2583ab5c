/**
 * An Oracle grammar that nobody of this project wrote: ANTLR's for PL/SQL. It says whether a statement is one, and gives its
 * tree, with the texts as they stand in the statement.
 */
import { getParserFromInput } from '@griffithswaite/ts-plsql-parser';

/** A rule of the grammar that was found. */
export interface SyntaxNode {
  readonly rule: string;
  readonly text: string;
  readonly children: readonly SyntaxPart[];
}

/** A single token, as it was written. */
export interface SyntaxToken {
  readonly rule: null;
  readonly text: string;
}

export type SyntaxPart = SyntaxNode | SyntaxToken;

export type ParsedOracle =
  | { readonly kind: 'accepted'; readonly statement: SyntaxNode }
  | { readonly kind: 'rejected'; readonly message: string };

/** Takes one statement without its semicolon. What the quick way of reading takes, the thorough one takes just so. */
export function parseOracle(sql: string): ParsedOracle {
  const quick = parseBy(sql, 'quick');
  return quick.kind === 'accepted' ? quick : parseBy(sql, 'thorough');
}

function parseBy(sql: string, way: 'quick' | 'thorough'): ParsedOracle {
  const errors: string[] = [];
  const listener: SyntaxErrorListener = {
    syntaxError: (_recognizer, _symbol, line, column, message) => {
      errors.push(`${String(line)}:${String(column)} ${message.slice(0, 200)}`);
    },
    reportAmbiguity: ignore,
    reportAttemptingFullContext: ignore,
    reportContextSensitivity: ignore,
  };
  const parser = parserOf(`${upperCase(sql)};`);
  for (const reporter of [parser, parser.getTokenStream().tokenSource]) {
    reporter.removeErrorListeners();
    reporter.addErrorListener(listener);
  }
  // PredictionMode.SLL and LL of the runtime.
  parser._interp.predictionMode = way === 'quick' ? 0 : 1;
  const script = parser.sql_script();
  const statements = (script.children ?? []).map((child) => partOf(child, parser, sql));
  const [first] = errors;
  if (first !== undefined) return { kind: 'rejected', message: first };
  const [statement, semicolon] = statements;
  if (statement?.rule !== 'unit_statement' || semicolon?.text !== '')
    return { kind: 'rejected', message: 'not one statement' };
  return { kind: 'accepted', statement };
}

/** What the error listener of the runtime has. */
interface SyntaxErrorListener {
  readonly syntaxError: (
    recognizer: unknown,
    symbol: unknown,
    line: number,
    column: number,
    message: string,
  ) => void;
  readonly reportAmbiguity: () => void;
  readonly reportAttemptingFullContext: () => void;
  readonly reportContextSensitivity: () => void;
}

interface ErrorReporter {
  removeErrorListeners(): void;
  addErrorListener(listener: SyntaxErrorListener): void;
}

function ignore(): void {
  // What the parser finds ambiguous is of no interest here.
}

/** What the runtime's parser has, as far as it is needed: its own types don't resolve. */
interface RuntimeParser extends ErrorReporter {
  readonly ruleNames: readonly string[];
  readonly _interp: { predictionMode: number };
  sql_script(): RuntimeNode;
  getTokenStream(): { readonly tokenSource: ErrorReporter };
}

function parserOf(sql: string): RuntimeParser {
  const parser: unknown = getParserFromInput(sql);
  return parser as RuntimeParser;
}

/** The grammar knows keywords in upper case only; what stands in quotes stays. */
function upperCase(sql: string): string {
  return sql.replace(/"[^"]*"|'[^']*'|[a-z]+/g, (part) => (/^["']/.test(part) ? part : part.toUpperCase()));
}

/** What the runtime's nodes have, as far as it is needed. */
interface RuntimeNode {
  readonly ruleIndex?: number;
  readonly children?: readonly RuntimeNode[] | null;
  readonly start?: { readonly start: number };
  readonly stop?: { readonly stop: number } | null;
  readonly symbol?: { readonly start: number; readonly stop: number };
}

function partOf(node: RuntimeNode, parser: RuntimeParser, sql: string): SyntaxPart {
  const { symbol, ruleIndex } = node;
  if (symbol !== undefined) return { rule: null, text: sql.slice(symbol.start, symbol.stop + 1) };
  const [start, stop] = [node.start?.start ?? 0, node.stop?.stop ?? -1];
  return {
    rule: parser.ruleNames[ruleIndex ?? -1] ?? '',
    text: stop < start ? '' : sql.slice(start, stop + 1),
    children: (node.children ?? []).map((child) => partOf(child, parser, sql)),
  };
}

/** Outline and folding of the change SQL: one entry per table, one per statement. */
import { DocumentSymbol, FoldingRange, FoldingRangeKind, Range, SymbolKind, l10n } from 'vscode';
import type { DocumentSymbolProvider, FoldingRangeProvider, TextDocument } from 'vscode';
import type { LineSpan, PlacedStatement, PlacedTable } from '../../shadow/planText.ts';
import { displayName } from '../../schema/tableName.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { ChangeDocument } from './changeDocument.ts';
import type { ComparisonDocuments } from './comparisonDocuments.ts';

/** What is shown of a statement's text. */
const longestName = 120;

/** For documents of the scheme `shadow-sync`. */
export class ChangeSqlStructure implements DocumentSymbolProvider, FoldingRangeProvider {
  readonly #documents: ComparisonDocuments;

  constructor(documents: ComparisonDocuments) {
    this.#documents = documents;
  }

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
    const found = this.#documents.changeSqlIn(document);
    return found === null ? [] : symbolsOf(found.change);
  }

  provideFoldingRanges(document: TextDocument): FoldingRange[] {
    const found = this.#documents.changeSqlIn(document);
    if (found === null) return [];
    const { headingLines, tables, statements } = found.change;
    return [
      ...folded([{ startLine: 0, endLine: headingLines - 1 }], FoldingRangeKind.Comment),
      ...folded(tables, FoldingRangeKind.Region),
      ...folded(statements),
    ];
  }
}

function folded(spans: readonly LineSpan[], kind?: FoldingRangeKind): FoldingRange[] {
  return spans.flatMap(({ startLine, endLine }) =>
    endLine > startLine ? [new FoldingRange(startLine, endLine, kind)] : [],
  );
}

/** The statements stand in the order of the tables, so one pass finds each table's own. */
function symbolsOf({ tables, statements }: ChangeDocument): DocumentSymbol[] {
  let next = 0;
  return tables.map((table) => {
    const symbol = tableSymbol(table);
    for (; next < statements.length; next++) {
      const statement = statements[next];
      if (statement === undefined || statement.startLine > table.endLine) break;
      symbol.children.push(statementSymbol(statement));
    }
    return symbol;
  });
}

function tableSymbol(table: PlacedTable): DocumentSymbol {
  const { source, shadow } = table.pair;
  return new DocumentSymbol(
    visibleText(shadow.table),
    l10n.t('from {0}', visibleText(displayName(source))),
    SymbolKind.Struct,
    rangeOf(table),
    rangeOf({ startLine: table.startLine, endLine: table.startLine }),
  );
}

function statementSymbol(placed: PlacedStatement): DocumentSymbol {
  const { sql, findings } = placed.statement;
  const name = visibleText(sql.replace(/\s*\n\s*/g, ' '));
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ');
  const range = rangeOf(placed);
  return new DocumentSymbol(
    name.length > longestName ? `${name.slice(0, longestName)}…` : name,
    codes,
    SymbolKind.Event,
    range,
    range,
  );
}

/** Whole lines; VS Code cuts what is beyond their ends. */
function rangeOf({ startLine, endLine }: LineSpan): Range {
  return new Range(startLine, 0, endLine, Number.MAX_SAFE_INTEGER);
}

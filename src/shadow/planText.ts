/**
 * A plan as SQL text for people and for the servers' own command line tools: the change SQL and the undo SQL.
 * Its statements are exactly the selected ones (O-65). Comments are `--` lines of escaped text, so no name can end one or
 * look like something else (U3); names in statements are the server's business and quoted there.
 */
import { displayName, tableKey } from '../schema/tableName.ts';
import type { Pair, Plan, PlannedStatement } from './analysis.ts';
import type { NamingRule } from './namingRule.ts';
import { visibleText } from './visibleText.ts';

export interface PlanTextRequest {
  /** The dialect's name, for the heading. */
  readonly dialect: string;
  /** When the plan was made, as people should read it; this floor has no clock. */
  readonly madeAt: string;
  /** What the user calls the connection, where there is one. */
  readonly connection?: string;
  /** Further lines for the heading, such as what is left out and why. */
  readonly notes?: readonly string[];
  /** Statements that give the session what the others rely on; they come first where there are others. */
  readonly session?: readonly string[];
  /** Ids of the statements to show; without it all of them. */
  readonly selected?: ReadonlySet<number>;
}

/** Lines count from 0, as editors count them; both ends belong to the span. */
export interface LineSpan {
  readonly startLine: number;
  readonly endLine: number;
}

export interface PlacedStatement extends LineSpan {
  readonly statement: PlannedStatement;
}

/** Statements of one table that follow each other, with the comments in front of them. A table may have several. */
export interface PlacedTable extends LineSpan {
  readonly pair: Pair;
}

/** A plan's text, and where in it everything stands. */
export interface PlacedPlanText {
  readonly text: string;
  /** How many lines the heading has. */
  readonly headingLines: number;
  readonly tables: readonly PlacedTable[];
  readonly statements: readonly PlacedStatement[];
}

/** The change SQL: the selected statements in the order in which they run. */
export function planText(plan: Plan, request: PlanTextRequest): string {
  return placedPlanText(plan, request).text;
}

/** The undo SQL: the reverse of the selected statements, last first; what can't be undone says so in a comment. */
export function undoText(plan: Plan, request: PlanTextRequest): string {
  return placedUndoText(plan, request).text;
}

/** The change SQL with places; a statement's are the lines of its SQL, without the comments in front of it. */
export function placedPlanText(plan: Plan, request: PlanTextRequest): PlacedPlanText {
  const statements = selectedStatements(plan, request);
  return placed(heading('change SQL', plan, statements, request), statements, (statement) => ({
    comments: findingComments(statement),
    lines: [`${statement.sql};`],
  }));
}

/** The undo SQL with places; a statement's are the lines that undo it, or the comment that nothing does. */
export function placedUndoText(plan: Plan, request: PlanTextRequest): PlacedPlanText {
  const statements = selectedStatements(plan, request).reverse();
  return placed(heading('undo SQL', plan, statements, request), statements, ({ id, undo, undoNote }) => ({
    comments: undoNote === null ? [] : [comment(undoNote)],
    lines: undo === null ? [comment(`Statement ${id} has no undo.`)] : undo.map((sql) => `${sql};`),
  }));
}

interface StatementLines {
  readonly comments: readonly string[];
  readonly lines: readonly string[];
}

function placed(
  headingLines: readonly string[],
  planned: readonly PlannedStatement[],
  linesOf: (statement: PlannedStatement) => StatementLines,
): PlacedPlanText {
  const text = new LineWriter();
  for (const line of headingLines) text.add(line);
  const length = text.next;
  const tables: PlacedTable[] = [];
  const statements: PlacedStatement[] = [];
  let table: { readonly pair: Pair; readonly startLine: number } | null = null;
  const endTable = (): void => {
    if (table !== null) tables.push({ ...table, endLine: text.next - 1 });
  };
  for (const statement of planned) {
    const { pair } = statement;
    if (table === null || tableKey(table.pair.shadow) !== tableKey(pair.shadow)) {
      endTable();
      text.add('');
      table = { pair, startLine: text.next };
      text.add(tableComment(pair));
    }
    const { comments, lines } = linesOf(statement);
    for (const line of comments) text.add(line);
    const startLine = text.next;
    for (const line of lines) text.add(line);
    statements.push({ statement, startLine, endLine: text.next - 1 });
  }
  endTable();
  return { text: text.whole(), headingLines: length, tables, statements };
}

/** Lines one below the other; a statement may bring several, and a name in it may hold what an editor takes for one. */
class LineWriter {
  readonly #parts: string[] = [];
  #next = 0;

  /** The number of the line that comes next. */
  get next(): number {
    return this.#next;
  }

  add(part: string): void {
    this.#parts.push(part);
    this.#next += part.split(lineEnd).length;
  }

  whole(): string {
    return `${this.#parts.join('\n')}\n`;
  }
}

/** What VS Code takes for the end of a line (`TextDocument`). */
const lineEnd = /\r\n|\r|\n/;

function selectedStatements(plan: Plan, { selected }: PlanTextRequest): PlannedStatement[] {
  const statements = plan.groups.flatMap((group) => group.statements);
  return selected === undefined ? statements : statements.filter(({ id }) => selected.has(id));
}

function heading(
  what: string,
  plan: Plan,
  statements: readonly PlannedStatement[],
  { dialect, madeAt, connection, notes, session }: PlanTextRequest,
): string[] {
  const tables = new Set(statements.map(({ pair }) => tableKey(pair.shadow))).size;
  const place =
    plan.database === plan.shadowDatabase
      ? `database ${plan.database}`
      : `source database ${plan.database}, shadow database ${plan.shadowDatabase}`;
  const lines = [
    comment(`Shadow Sync: ${what}`),
    ...(connection === undefined ? [] : [comment(`Connection ${connection}`)]),
    comment(`${dialect}, ${place}`),
    comment(`Naming rule: ${ruleText(plan.rule)}`),
    comment(`Made at ${madeAt}`),
    comment(`${counted(statements.length, 'statement')} for ${counted(tables, 'shadow table')}`),
    comment(`Plan ${plan.hash}`),
  ];
  for (const { pair, reason } of plan.omitted) {
    lines.push(comment(`Left as it is: ${displayName(pair.shadow)}: ${reason}`));
  }
  lines.push(...(notes ?? []).map(comment));
  if (statements.length > 0) lines.push(...(session ?? []).map((sql) => `${sql};`));
  return lines;
}

function ruleText({ prefix, suffix, shadowDatabase, overrides }: NamingRule): string {
  const parts = [
    ...(prefix === '' ? [] : [`prefix ${prefix}`]),
    ...(suffix === '' ? [] : [`suffix ${suffix}`]),
    ...(shadowDatabase === null ? [] : [`shadow tables in ${shadowDatabase}`]),
    ...(overrides === undefined || overrides.size === 0
      ? []
      : [`${counted(overrides.size, 'table')} by name`]),
  ];
  return parts.join(', ');
}

function tableComment({ source, shadow }: Pair): string {
  return comment(`${displayName(shadow)} (from ${displayName(source)})`);
}

function findingComments({ findings, neededBy }: PlannedStatement): string[] {
  const needed = neededBy.map(displayName).join(', ');
  return [
    ...(needed === '' ? [] : [comment(`needed by the change of ${needed}`)]),
    ...findings.map(({ code, level, message }) => comment(`${code} ${level}: ${message}`)),
  ];
}

function comment(text: string): string {
  return `-- ${visibleText(text)}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

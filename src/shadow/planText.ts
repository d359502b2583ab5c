/**
 * A plan as SQL text for people and for the servers' own command line tools: the change SQL and the undo SQL.
 * Its statements are exactly the selected ones (O-65). Comments are `--` lines of escaped text, so no name can end one or
 * look like something else (U3); names in statements are the server's business and quoted there.
 */
import { english, joined, phrase } from '../schema/phrase.ts';
import type { Phrase, Said, Saying } from '../schema/phrase.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { Pair, Plan, PlannedStatement } from './analysis.ts';
import { atOnce } from './inSlices.ts';
import type { NamingRule } from './namingRule.ts';
import { levelName } from './levelName.ts';
import { visibleText } from './visibleText.ts';

export interface PlanTextRequest {
  /** The dialect's name, for the heading. */
  readonly dialect: string;
  /** When the plan was made, as people should read it; this floor has no clock. */
  readonly madeAt: string;
  /** What the user calls the connection, where there is one. */
  readonly connection?: Said;
  /** Further lines for the heading, such as what is left out and why. */
  readonly notes?: readonly Said[];
  /** Statements that give the session what the others rely on; they come first where there are others. */
  readonly session?: readonly string[];
  /** Ids of the statements to show; without it all of them. */
  readonly selected?: ReadonlySet<number>;
  /** In which language the comments are; English by itself. */
  readonly say?: Saying;
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

/** A text on its way: thousands of statements take longer than anybody should wait for (P-23). */
export type PlacingText = Generator<undefined, PlacedPlanText>;

/** The change SQL: the selected statements in the order in which they run. */
export function planText(plan: Plan, request: PlanTextRequest): string {
  return atOnce(placingPlanText(plan, request)).text;
}

/** The undo SQL: the reverse of the selected statements, last first; what can't be undone says so in a comment. */
export function undoText(plan: Plan, request: PlanTextRequest): string {
  return atOnce(placingUndoText(plan, request)).text;
}

/**
 * The change SQL with places; a statement's are the lines of its SQL, without the comments in front of it. Yields after each
 * statement.
 */
export function placingPlanText(plan: Plan, request: PlanTextRequest): PlacingText {
  const statements = selectedStatements(plan, request);
  const write = commentsIn(request);
  const title = plan.undoes === undefined ? phrase`Shadow Sync: change SQL` : phrase`Shadow Sync: undo SQL`;
  return placed(heading(title, plan, statements, request), statements, write, (statement) => ({
    comments: findingComments(statement).map(write),
    lines: [`${statement.sql};`],
  }));
}

/**
 * The undo SQL with places; a statement's are the lines that undo it, or the comment that nothing does. Yields after each
 * statement.
 */
export function placingUndoText(plan: Plan, request: PlanTextRequest): PlacingText {
  const statements = selectedStatements(plan, request).reverse();
  const write = commentsIn(request);
  const title = phrase`Shadow Sync: undo SQL`;
  return placed(heading(title, plan, statements, request), statements, write, (statement) => {
    const { id, undo, undoNote, saidUndoNote } = statement;
    return {
      comments: undoNote === null ? [] : [write(saidUndoNote ?? undoNote)],
      lines: undo === null ? [write(phrase`Statement ${id} has no undo.`)] : undo.map((sql) => `${sql};`),
    };
  });
}

interface StatementLines {
  readonly comments: readonly string[];
  readonly lines: readonly string[];
}

function* placed(
  headingLines: readonly string[],
  planned: readonly PlannedStatement[],
  write: (said: Said) => string,
  linesOf: (statement: PlannedStatement) => StatementLines,
): PlacingText {
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
      text.add(write(tableComment(pair)));
    }
    const { comments, lines } = linesOf(statement);
    for (const line of comments) text.add(line);
    const startLine = text.next;
    for (const line of lines) text.add(line);
    statements.push({ statement, startLine, endLine: text.next - 1 });
    yield;
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
  title: Phrase,
  plan: Plan,
  statements: readonly PlannedStatement[],
  request: PlanTextRequest,
): string[] {
  const { dialect, madeAt, connection, notes, session } = request;
  const tables = new Set(statements.map(({ pair }) => tableKey(pair.shadow))).size;
  const place =
    plan.database === plan.shadowDatabase
      ? phrase`database ${plan.database}`
      : phrase`source database ${plan.database}, shadow database ${plan.shadowDatabase}`;
  const lines: readonly Said[] = [
    title,
    ...(connection === undefined ? [] : [phrase`Connection ${connection}`]),
    phrase`${dialect}, ${place}`,
    phrase`Naming rule: ${ruleText(plan.rule)}`,
    phrase`Made at ${madeAt}`,
    phrase`${countedStatements(statements.length)} for ${countedShadows(tables)}`,
    phrase`Plan ${plan.hash}`,
    ...undoneLines(plan),
    ...plan.omitted.map(
      ({ pair, reason, saidReason }) =>
        phrase`Left as it is: ${displayName(pair.shadow)}: ${saidReason ?? reason}`,
    ),
    ...(notes ?? []),
  ];
  const setUp = statements.length === 0 ? [] : (session ?? []);
  return [...lines.map(commentsIn(request)), ...setUp.map((sql) => `${sql};`)];
}

function undoneLines({ undoes }: Plan): readonly Said[] {
  if (undoes === undefined) return [];
  return [phrase`Takes back run ${undoes.run} of task ${undoes.task}`, ...undoes.notes];
}

function ruleText({ prefix, suffix, shadowDatabase, overrides }: NamingRule): Said {
  const named = overrides?.size ?? 0;
  const parts = [
    ...(prefix === '' ? [] : [phrase`prefix ${prefix}`]),
    ...(suffix === '' ? [] : [phrase`suffix ${suffix}`]),
    ...(shadowDatabase === null ? [] : [phrase`shadow tables in ${shadowDatabase}`]),
    ...(named === 0 ? [] : [named === 1 ? phrase`1 table by name` : phrase`${named} tables by name`]),
  ];
  return joined(parts, ', ');
}

function tableComment({ source, shadow }: Pair): Phrase {
  return phrase`${displayName(shadow)} (from ${displayName(source)})`;
}

function findingComments({ findings, neededBy }: PlannedStatement): Said[] {
  const needed = neededBy.map(displayName).join(', ');
  return [
    ...(needed === '' ? [] : [phrase`needed by the change of ${needed}`]),
    ...findings.map(
      ({ code, level, message, said }) => phrase`${code} ${levelName(level)}: ${said ?? message}`,
    ),
  ];
}

/** Makes comments of one line each. */
function commentsIn({ say = english }: PlanTextRequest): (said: Said) => string {
  return (said) => `-- ${visibleText(say(said))}`;
}

function countedStatements(count: number): Phrase {
  return count === 1 ? phrase`1 statement` : phrase`${count} statements`;
}

function countedShadows(count: number): Phrase {
  return count === 1 ? phrase`1 shadow table` : phrase`${count} shadow tables`;
}

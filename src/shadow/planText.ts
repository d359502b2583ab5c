/**
 * A plan as SQL text for people and for the servers' own command line tools: the change SQL and the undo SQL.
 * Its statements are exactly the selected ones (O-65). Comments are `--` lines of escaped text, so no name can end one or
 * look like something else (U3); names in statements are the server's business and quoted there.
 */
import { displayName, tableKey } from '../schema/tableName.ts';
import type { Plan, PlannedStatement } from './analysis.ts';
import type { NamingRule } from './namingRule.ts';
import { visibleText } from './visibleText.ts';

export interface PlanTextRequest {
  /** The dialect's name, for the heading. */
  readonly dialect: string;
  /** When the plan was made, as people should read it; this floor has no clock. */
  readonly madeAt: string;
  /** Statements that give the session what the others rely on; they come first where there are others. */
  readonly session?: readonly string[];
  /** Ids of the statements to show; without it all of them. */
  readonly selected?: ReadonlySet<number>;
}

/** The change SQL: the selected statements in the order in which they run. */
export function planText(plan: Plan, request: PlanTextRequest): string {
  const statements = selectedStatements(plan, request);
  const lines = heading('change SQL', plan, statements, request);
  let table = '';
  for (const statement of statements) {
    const key = tableKey(statement.pair.shadow);
    if (key !== table) lines.push('', ...tableComment(statement));
    table = key;
    lines.push(...findingComments(statement), `${statement.sql};`);
  }
  return ended(lines);
}

/** The undo SQL: the reverse of the selected statements, last first; what can't be undone says so in a comment. */
export function undoText(plan: Plan, request: PlanTextRequest): string {
  const statements = selectedStatements(plan, request).reverse();
  const lines = heading('undo SQL', plan, statements, request);
  let table = '';
  for (const statement of statements) {
    const key = tableKey(statement.pair.shadow);
    if (key !== table) lines.push('', ...tableComment(statement));
    table = key;
    if (statement.undoNote !== null) lines.push(comment(statement.undoNote));
    if (statement.undo === null) lines.push(comment(`Statement ${statement.id} has no undo.`));
    for (const sql of statement.undo ?? []) lines.push(`${sql};`);
  }
  return ended(lines);
}

function selectedStatements(plan: Plan, { selected }: PlanTextRequest): PlannedStatement[] {
  const statements = plan.groups.flatMap((group) => group.statements);
  return selected === undefined ? statements : statements.filter(({ id }) => selected.has(id));
}

function heading(
  what: string,
  plan: Plan,
  statements: readonly PlannedStatement[],
  { dialect, madeAt, session }: PlanTextRequest,
): string[] {
  const tables = new Set(statements.map(({ pair }) => tableKey(pair.shadow))).size;
  const place =
    plan.database === plan.shadowDatabase
      ? `database ${plan.database}`
      : `source database ${plan.database}, shadow database ${plan.shadowDatabase}`;
  const lines = [
    comment(`Shadow Sync: ${what}`),
    comment(`${dialect}, ${place}`),
    comment(`Naming rule: ${ruleText(plan.rule)}`),
    comment(`Made at ${madeAt}`),
    comment(`${counted(statements.length, 'statement')} for ${counted(tables, 'shadow table')}`),
    comment(`Plan ${plan.hash}`),
  ];
  for (const { pair, reason } of plan.omitted) {
    lines.push(comment(`Left as it is: ${displayName(pair.shadow)}: ${reason}`));
  }
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

function tableComment({ pair }: PlannedStatement): string[] {
  return [comment(`${displayName(pair.shadow)} (from ${displayName(pair.source)})`)];
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

function ended(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

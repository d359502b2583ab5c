import type { Check, Column, ForeignKey, Index, MysqlTable } from '../../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../../schema/mysql/serverFacts.ts';
import type { TableFacts } from '../../finding.ts';
import { lexStatement } from '../gate/lexStatement.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import { judgeConversion } from './conversion/judgeConversion.ts';
import type { Loss } from './conversion/loss.ts';

/** One existing table before and after a statement, prepared for the rules. */
export interface TableChange {
  readonly before: MysqlTable;
  readonly after: MysqlTable;
  /** Columns that are there before and after, also when the case of their name changes. */
  readonly kept: readonly KeptColumn[];
  readonly addedColumns: readonly Column[];
  readonly droppedColumns: readonly Column[];
  /** What the statement itself says, where the two states can't tell: the names after DROP COLUMN and DROP PARTITION. */
  readonly clauses: StatementClauses;
  readonly phase: 'release' | 'build' | 'connect';
  readonly facts: TableFacts | null;
  readonly server: MysqlServerFacts;
}

export interface KeptColumn {
  readonly before: Column;
  readonly after: Column;
  /** What a stored value may lose on the way from the one type to the other. */
  readonly losses: readonly Loss[];
  /** Dropped and added again by the same statement: a new column of the same name. */
  readonly isReplaced: boolean;
}

export interface StatementClauses {
  readonly droppedColumns: ReadonlySet<string>;
  readonly dropsPartitions: boolean;
  readonly addsPartitions: boolean;
  /** PARTITION BY or REMOVE PARTITIONING: all rows move. */
  readonly repartitions: boolean;
}

/** Takes the two states and the text of the statement between them; gives what the rules look at. */
export function tableChange(
  before: MysqlTable,
  after: MysqlTable,
  step: { readonly sql: string; readonly phase: TableChange['phase'] },
  facts: TableFacts | null,
  server: MysqlServerFacts,
): TableChange {
  const clauses = readClauses(step.sql);
  const old = new Map(before.columns.map((column) => [foldColumn(column.name), column]));
  const kept: KeptColumn[] = [];
  const addedColumns: Column[] = [];
  for (const column of after.columns) {
    const previous = old.get(foldColumn(column.name));
    if (previous === undefined) {
      addedColumns.push(column);
      continue;
    }
    old.delete(foldColumn(column.name));
    kept.push({
      before: previous,
      after: column,
      losses: judgeConversion(previous, column),
      isReplaced: clauses.droppedColumns.has(foldColumn(column.name)),
    });
  }
  return {
    before,
    after,
    kept,
    addedColumns,
    droppedColumns: [...old.values()],
    clauses,
    phase: step.phase,
    facts,
    server,
  };
}

/** Column names differ by more than case only; the server compares them without case on every platform. */
export function foldColumn(name: string): string {
  return name.toLowerCase();
}

/** An expression with the names in it folded, so that one over `Name` equals one over `name`. */
export function foldNames(text: string): string {
  return text.replace(/`(?:[^`]|``)*`/g, (name) => name.toLowerCase());
}

/** Every key that keeps rows apart, the primary key first. */
export function uniqueKeys(table: MysqlTable): readonly Index[] {
  const uniques = table.indexes.filter((index) => index.kind === 'unique');
  return table.primaryKey === null ? uniques : [table.primaryKey, ...uniques];
}

/** Every check with a name for people, MariaDB's column-level ones among them. */
export function checksOf(table: MysqlTable): readonly (Check & { readonly column: string | null })[] {
  const ofColumns = table.columns.flatMap((column) =>
    column.check === null
      ? []
      : [{ name: column.name, expression: column.check, enforced: true, column: column.name }],
  );
  return [...table.checks.map((check) => ({ ...check, column: null })), ...ofColumns];
}

/** Whether two foreign keys hold the same rows together, whatever their names and rules. */
export function sameReference(a: ForeignKey, b: ForeignKey): boolean {
  return (
    sameList(a.columns, b.columns) &&
    sameList(a.referencedColumns, b.referencedColumns) &&
    a.referenced.database === b.referenced.database &&
    a.referenced.table === b.referenced.table
  );
}

/** Whether an expression names a column. Expressions of every server quote the names of columns. */
export function mentions(text: string, column: string): boolean {
  return text.toLowerCase().includes(`\`${foldColumn(column).replaceAll('`', '``')}\``);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => foldColumn(item) === foldColumn(b[i] ?? ''));
}

/** The gate's lexer is used because it is the stricter one; what it refuses is not sent, so nothing need be known of it. */
function readClauses(sql: string): StatementClauses {
  const droppedColumns = new Set<string>();
  const pairs = new Set<string>();
  const tokens = lexOrNothing(sql);
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const next = tokens[i + 1];
    if (next?.kind === 'word') pairs.add(`${token.text} ${next.text}`);
    const name = next?.kind === 'word' && next.text === 'COLUMN' ? tokens[i + 2] : next;
    if (token.text === 'DROP' && name?.kind === 'name') droppedColumns.add(foldColumn(name.text));
  }
  return {
    droppedColumns,
    dropsPartitions: pairs.has('DROP PARTITION') || pairs.has('DROP SUBPARTITION'),
    addsPartitions: pairs.has('ADD PARTITION'),
    repartitions: pairs.has('PARTITION BY') || pairs.has('REMOVE PARTITIONING'),
  };
}

function lexOrNothing(sql: string): ReturnType<typeof lexStatement> {
  try {
    return lexStatement(sql);
  } catch (error) {
    if (error instanceof GateRefusal) return [];
    throw error;
  }
}

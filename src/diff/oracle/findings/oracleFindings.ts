import { essence } from '../../../schema/oracle/canonicalText.ts';
import type { ConstraintState, Index, OracleTable, Partition } from '../../../schema/oracle/model.ts';
import type { OracleServerFacts } from '../../../schema/oracle/serverFacts.ts';
import { phrase } from '../../../schema/phrase.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { Step } from '../../dialect.ts';
import type { Finding, TableFacts } from '../../finding.ts';
import { makeFinding, stepFindings } from '../../stepFindings.ts';
import { barePartitioning } from '../bareParts.ts';
import { match } from '../matching.ts';
import { columnFindings } from './columnFindings.ts';
import { movesRows } from './movesRows.ts';

/** The risks of one statement, by the same codes as on MySQL. Creating a table risks nothing. */
export function oracleFindings(
  step: Step<OracleTable>,
  facts: TableFacts | null,
  server: OracleServerFacts,
): readonly Finding[] {
  return stepFindings(step, facts, (before, after) => [
    ...columnFindings(before, after, server),
    ...keyFindings(before, after),
    ...indexFindings(before, after),
    ...checkFindings(before, after),
    ...foreignKeyFindings(before, after, facts),
    ...partitionFindings(before, after),
    ...workFindings(before, after, facts),
  ]);
}

/** Whether rows that are there are looked at when the constraint is added. */
function looksAtRows({ isEnabled, isValidated }: ConstraintState): boolean {
  return isEnabled || isValidated;
}

function keyFindings(before: OracleTable, after: OracleTable): readonly Finding[] {
  const primary = match(
    before.primaryKey === null ? [] : [before.primaryKey],
    after.primaryKey === null ? [] : [after.primaryKey],
  );
  const unique = match(before.uniqueKeys, after.uniqueKeys);
  const duplicates = phrase`duplicates are no longer refused`;
  return [
    ...primary.removed.map(() =>
      makeFinding(
        'SS113',
        'caution',
        'primary key',
        'PRIMARY',
        phrase`The primary key is dropped: no row is lost, but duplicates are no longer refused.`,
      ),
    ),
    ...primary.added
      .filter(({ state }) => looksAtRows(state))
      .map(() =>
        makeFinding(
          'SS110',
          'unsafe',
          'primary key',
          'PRIMARY',
          phrase`The primary key is added: existing rows with equal values make the statement fail.`,
        ),
      ),
    ...unique.removed.map(({ name }) =>
      makeFinding(
        'SS102',
        'caution',
        'index',
        name,
        phrase`Index ${name} ${phrase`is dropped`}: ${duplicates}.`,
      ),
    ),
    ...unique.added.filter(({ state }) => looksAtRows(state)).map(({ name }) => uniqueAdded(name)),
  ];
}

function uniqueAdded(name: string): Finding {
  const said = phrase`Unique key ${name} is added: existing rows with equal values make the statement fail.`;
  return makeFinding('SS110', 'unsafe', 'index', name, said);
}

function indexFindings(before: OracleTable, after: OracleTable): readonly Finding[] {
  const { removed, added } = match(before.indexes, after.indexes);
  return [
    ...removed.map(({ name, kind }) => {
      const loss =
        kind === 'UNIQUE'
          ? phrase`duplicates are no longer refused`
          : phrase`no row is lost, but queries that use it get slower`;
      const said = phrase`Index ${name} ${phrase`is dropped`}: ${loss}.`;
      return makeFinding('SS102', 'caution', 'index', name, said);
    }),
    ...added.flatMap((index) => [
      ...(index.kind === 'UNIQUE' ? [uniqueAdded(index.name)] : []),
      ...(isComputed(index)
        ? [
            makeFinding(
              'SS123',
              'unsafe',
              'index',
              index.name,
              phrase`Index ${index.name} is added over an expression: a row for which it can not be worked out makes the statement fail.`,
            ),
          ]
        : []),
    ]),
  ];
}

function isComputed({ parts }: Index): boolean {
  return parts.some(({ key }) => key.kind === 'expression');
}

function checkFindings(before: OracleTable, after: OracleTable): readonly Finding[] {
  const { removed, added } = match(before.checks, after.checks);
  return [
    ...removed.map(({ name, condition }) =>
      makeFinding(
        'SS104',
        'caution',
        'check',
        name,
        phrase`Check ${name} (${condition.text}) is dropped or no longer enforced: rows that break it are no longer refused.`,
      ),
    ),
    ...added
      .filter(({ state }) => state.isValidated)
      .map(({ name, condition }) =>
        makeFinding(
          'SS111',
          'unsafe',
          'check',
          name,
          phrase`Check ${name} (${condition.text}) is added: existing rows that break it make the statement fail.`,
        ),
      ),
  ];
}

function foreignKeyFindings(
  before: OracleTable,
  after: OracleTable,
  facts: TableFacts | null,
): readonly Finding[] {
  const { removed, added } = match(before.foreignKeys, after.foreignKeys);
  return [
    ...removed.map(({ name, referenced }) =>
      makeFinding(
        'SS104',
        'caution',
        'foreign key',
        name,
        phrase`Foreign key ${name} to ${displayName(referenced)} is dropped: rows without a parent are no longer refused.`,
      ),
    ),
    ...added
      .filter(({ state }) => state.isValidated)
      .map(({ name, referenced }) => {
        const isEmpty = facts?.hasRows === false;
        const parent = displayName(referenced);
        const said = isEmpty
          ? phrase`Foreign key ${name} to ${parent} is added: the shadow had no rows when it was analysed, later rows without a parent would make the statement fail.`
          : phrase`Foreign key ${name} to ${parent} is added: existing rows without a parent make the statement fail.`;
        return makeFinding('SS112', isEmpty ? 'caution' : 'unsafe', 'foreign key', name, said);
      }),
  ];
}

function partitionFindings(before: OracleTable, after: OracleTable): readonly Finding[] {
  const [old, now] = [before.partitioning, after.partitioning];
  if (old === null || now === null) return [];
  // Where and how partitions are kept is told by `movesRows`.
  if (essence(barePartitioning(old)) === essence(barePartitioning(now))) return [];
  const names = (list: readonly Partition[]): ReadonlySet<string | null> =>
    new Set(list.map(({ name }) => name));
  const [had, has] = [names(old.partitions), names(now.partitions)];
  const dropped = [...had].flatMap((name) => (name === null || has.has(name) ? [] : [name]));
  if (dropped.length > 0)
    return dropped.map((name) =>
      makeFinding(
        'SS103',
        'unsafe',
        'partition',
        name,
        phrase`Partition ${name} is dropped: its rows are deleted.`,
      ),
    );
  const say = phrase`The table ${phrase`gets other ${now.method} partitions`}`;
  const said = phrase`${say}: its rows are written anew, and each has a place.`;
  return [makeFinding('SS119', 'caution', 'partitioning', 'PARTITION BY', said)];
}

const LARGE_ROWS = 1_000_000;
const LARGE_BYTES = 1024 ** 3;

/** What takes time in proportion to the rows, while nobody can write. A table without rows has none of it. */
function workFindings(before: OracleTable, after: OracleTable, facts: TableFacts | null): readonly Finding[] {
  if (facts?.hasRows === false) return [];
  const { table } = after.name;
  const isRewritten = after.columns.length < before.columns.length || movesRows(before, after);
  if (!isRewritten && !isBuilt(before, after)) return [];
  const rows = facts?.estimatedRows ?? 0;
  const bytes = facts?.dataBytes ?? 0;
  const size = phrase`about ${rows} rows, ${Math.round(bytes / 1024 ** 2)} MiB`;
  return [
    ...(isRewritten
      ? [
          makeFinding(
            'SS201',
            'caution',
            'table',
            table,
            phrase`Every row of table ${table} is written anew.`,
          ),
        ]
      : []),
    makeFinding(
      'SS202',
      'caution',
      'table',
      table,
      phrase`Writes to table ${table} wait until the statement is done.`,
    ),
    ...(rows >= LARGE_ROWS || bytes >= LARGE_BYTES
      ? [
          makeFinding(
            'SS204',
            'caution',
            'table',
            table,
            phrase`Table ${table} is large (${size}), and the statement is not instant.`,
          ),
        ]
      : []),
  ];
}

/** Whether the statement builds an index, or reads every row to see whether it keeps a constraint. */
function isBuilt(before: OracleTable, after: OracleTable): boolean {
  const keys = ({ primaryKey, uniqueKeys, checks, foreignKeys, indexes }: OracleTable): number =>
    [...(primaryKey === null ? [] : [primaryKey]), ...uniqueKeys, ...checks, ...foreignKeys, ...indexes]
      .length;
  const forbidden = ({ columns }: OracleTable): number =>
    columns.filter(({ notNull }) => notNull !== null).length;
  return (
    keys(after) > keys(before) ||
    (after.columns.length === before.columns.length && forbidden(after) > forbidden(before))
  );
}

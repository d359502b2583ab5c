/** What can't be a source, and what no statement does. */
import { canonicalText, essence } from '../../schema/oracle/canonicalText.ts';
import type { Column, Expression, OracleTable } from '../../schema/oracle/model.ts';
import { tokenise } from '../../schema/oracle/read/lexer.ts';
import { isOceanBase } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { columnChanges, orderChange } from './columnChanges.ts';
import { refuseMove } from './moveTable.ts';
import { partitionChange } from './partitionChanges.ts';

/** See `Dialect.refuseSource`. */
export function refuseOracleSource(source: OracleTable): Phrase | null {
  for (const { name, expression } of expressions(source)) {
    if (takesNumbers(expression))
      return phrase`The default of the column ${name} takes numbers from a sequence; a shadow with it would use up the source’s.`;
    const called = calledFunction(expression);
    if (called !== null)
      return phrase`${name} calls the function ${called}; a shadow with it would run what somebody else may change.`;
  }
  return null;
}

interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

function expressions({ columns, checks, indexes }: OracleTable): readonly NamedExpression[] {
  return [
    ...columns.flatMap(({ name, virtual, default: value }) =>
      [virtual, value?.expression].flatMap((expression) =>
        expression == null ? [] : [{ name, expression }],
      ),
    ),
    ...checks.map(({ name, condition }) => ({ name, expression: condition })),
    ...indexes.flatMap(({ name, parts }) =>
      parts.flatMap(({ key }) => (key.kind === 'expression' ? [{ name, expression: key.expression }] : [])),
    ),
  ];
}

function takesNumbers({ text }: Expression): boolean {
  return tokenise(text).some(({ kind, text: name }, i, tokens) => {
    const isQualified = tokens[i - 1]?.text === '.' && tokens[i - 1]?.kind === 'mark';
    return (
      (kind === 'word' || kind === 'name') &&
      isQualified &&
      ['NEXTVAL', 'CURRVAL'].includes(name.toUpperCase())
    );
  });
}

/** `"HR"."F"(…)`: a function with its schema or package is none of the server's own. */
function calledFunction({ text }: Expression): string | null {
  const tokens = tokenise(text);
  const at = tokens.findIndex(({ kind, text: mark }, i) => {
    const isCall = kind === 'mark' && mark === '(' && i > 2;
    const [before, dot] = [tokens[i - 1], tokens[i - 2]];
    return (
      isCall &&
      dot?.text === '.' &&
      dot.kind === 'mark' &&
      (before?.kind === 'name' || before?.kind === 'word')
    );
  });
  return at < 0
    ? null
    : [tokens[at - 3], tokens[at - 2], tokens[at - 1]].map((token) => token?.text ?? '').join('');
}

/** See `Dialect.refuseSteps`. */
export function refuseOracleSteps(
  from: OracleTable | null,
  to: OracleTable,
  facts: OracleServerFacts,
): Phrase | null {
  const { partitioning } = to;
  if (
    partitioning?.method === 'REFERENCE' &&
    !to.foreignKeys.some(({ name }) => name === partitioning.reference)
  )
    return phrase`The table is partitioned by its foreign key ${partitioning.reference ?? ''}, which the shadow does not have.`;
  if (from === null || canonicalText(from) === canonicalText(to)) return null;
  if (from.isReadOnly) return phrase`The shadow is READ ONLY. Make it READ WRITE first.`;
  return (
    refuseTable(from, to) ??
    refuseColumns(from, to, facts) ??
    refuseMove(from, to, facts) ??
    refusePartitions(from, to, facts)
  );
}

/** What a table is from its creation on. */
function refuseTable(from: OracleTable, to: OracleTable): Phrase | null {
  const what =
    from.temporary !== to.temporary
      ? 'ON COMMIT'
      : essence(from.organization) !== essence(to.organization)
        ? 'ORGANIZATION INDEX'
        : from.options.rowDependencies !== to.options.rowDependencies
          ? 'ROWDEPENDENCIES'
          : to.organization !== null && essence(from.primaryKey) !== essence(to.primaryKey)
            ? 'PRIMARY KEY'
            : null;
  return what === null
    ? null
    : phrase`${what} of an existing table can’t be changed in this way. Drop the shadow: it is then made anew.`;
}

function refuseColumns(from: OracleTable, to: OracleTable, facts: OracleServerFacts): Phrase | null {
  const changes = columnChanges(from, to);
  if (changes.kept.length === 0)
    return phrase`No column of the shadow would stay. Drop the shadow: it is then made anew.`;
  const deciding = [from.partitioning, from.partitioning?.sub].flatMap((one) => one?.columns ?? []);
  // ORA-12984, ORA-14060.
  const stuck = deciding.find((name) => changes.gone.has(name) || changes.retyped.has(name));
  if (stuck !== undefined)
    return phrase`The column ${stuck} decides where rows are kept, so it can’t be changed. Drop the shadow: it is then made anew.`;
  // ORA-25188: the key that holds the rows of an index-organized table can't be dropped.
  const held = from.organization === null ? [] : (from.primaryKey?.columns ?? []);
  const key = held.find((name) => changes.gone.has(name));
  if (key !== undefined)
    return phrase`The column ${key} decides where rows are kept, so it can’t be changed. Drop the shadow: it is then made anew.`;
  for (const pair of changes.kept) {
    const refusal = refuseColumn(pair.from, pair.to, facts);
    if (refusal !== null) return refusal;
  }
  return refuseOrder(from, to, facts);
}

function refuseColumn(from: Column, to: Column, facts: OracleServerFacts): Phrase | null {
  const [old, wanted] = [from.lob, to.lob];
  const isMoved =
    old !== null &&
    wanted !== null &&
    (old.isSecurefile !== wanted.isSecurefile || old.isInRow !== wanted.isInRow);
  if (isMoved || (old === null) !== (wanted === null))
    return phrase`How the LOBs of the column ${to.name} are kept can’t be changed without moving them. Move them, drop the shadow, or leave the storage as it is (option storage: ignored).`;
  const isNumbered = essence(from.identity) !== essence(to.identity);
  return isNumbered && isOceanBase(facts)
    ? phrase`OceanBase can’t change the identity of the column ${to.name}.`
    : null;
}

/** Only a column that can be hidden can be moved (SQL Language Reference, CREATE TABLE, VISIBLE | INVISIBLE). */
function refuseOrder(from: OracleTable, to: OracleTable, facts: OracleServerFacts): Phrase | null {
  const { gone, added } = columnChanges(from, to);
  const now = { ...from, columns: [...from.columns.filter(({ name }) => !gone.has(name)), ...added] };
  const { hidden, shown } = orderChange(now, to);
  if (hidden.length === 0 && shown.length === 0) return null;
  if (isOceanBase(facts))
    return phrase`OceanBase can’t change the order of columns or whether they are seen. Drop the shadow: it is then made anew; or take any order (option column order: lax).`;
  return from.temporary === null
    ? null
    : phrase`The order of a temporary table’s columns can’t be changed. Drop the shadow: it is then made anew; or take any order (option column order: lax).`;
}

function refusePartitions(from: OracleTable, to: OracleTable, facts: OracleServerFacts): Phrase | null {
  const [old, wanted] = [byColumns(from), byColumns(to)];
  const change = partitionChange(old, wanted, to.options, facts);
  if (change.kind === 'impossible') return change.why;
  if (from.partitioning?.method !== 'REFERENCE') return null;
  // ORA-14654: the key that decides where rows are kept can't be dropped.
  const key = (table: OracleTable): string =>
    essence(table.foreignKeys.find(({ name }) => name === table.partitioning?.reference) ?? null);
  return key(from) === key(to) ? null : stuckReference;
}

/** Why the foreign key of PARTITION BY REFERENCE stays. */
export const stuckReference = phrase`The foreign key by which the table is partitioned can’t be changed. Drop the shadow: it is then made anew.`;

/** The names of foreign keys follow the naming rule and make no difference. */
function byColumns({ partitioning }: OracleTable): OracleTable['partitioning'] {
  return partitioning === null ? null : { ...partitioning, reference: null };
}

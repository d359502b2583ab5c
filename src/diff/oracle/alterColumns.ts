/** The statements for columns that go, change, come and move. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Column, OracleTable } from '../../schema/oracle/model.ts';
import { usualState } from '../../schema/oracle/model.ts';
import {
  hasCollation,
  printColumn,
  printColumnStorage,
  printDefault,
  printIdentityChange,
  printNotNull,
} from '../../schema/oracle/print/printColumn.ts';
import { printType } from '../../schema/oracle/print/printType.ts';
import { quoteIdentifier, quoteIdentifiers } from '../../schema/oracle/quote.ts';
import { isServerName } from '../../schema/oracle/serverNames.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { orderChange, sameType } from './columnChanges.ts';
import type { ColumnChanges } from './columnChanges.ts';
import type { Pair } from './matching.ts';
import type { StepChain } from './stepChain.ts';

/** Drops what is too much. Virtual columns go first: one that others are worked out from can't (ORA-54031). */
export function dropColumns(chain: StepChain, { dropped }: ColumnChanges): void {
  for (const isVirtual of [true, false]) {
    const names = dropped.filter((column) => (column.virtual !== null) === isVirtual).map(({ name }) => name);
    if (names.length === 0) continue;
    chain.alter(`DROP (${quoteIdentifiers(names)})`, {
      columns: chain.table.columns.filter(({ name }) => !names.includes(name)),
    });
  }
}

/** Changes the columns that stay; those that are hidden or shown come with the order. */
export function modifyColumns(chain: StepChain, { kept }: ColumnChanges, to: OracleTable): void {
  for (const pair of kept) prepareColumn(chain, pair);
  const changed: Modification[] = [];
  for (const { to: wanted } of kept) {
    const now = columnOf(chain.table, wanted.name);
    const modified = now === undefined ? null : modification(now, wanted, chain.table, to);
    if (modified !== null) changed.push(modified);
  }
  if (changed.length > 0)
    chain.alter(`MODIFY (${changed.map(({ text }) => text).join(', ')})`, {
      columns: withColumns(
        chain.table,
        changed.map(({ column }) => column),
      ),
    });
  for (const { to: wanted } of kept) addKeyNotNull(chain, wanted);
}

/** What has to be gone before a column is changed: an identity, ON NULL, a NOT NULL of another state. */
function prepareColumn(chain: StepChain, pair: Pair<Column>): void {
  changeIdentity(chain, pair);
  forgetOnNull(chain, pair);
  forgetNotNull(chain, pair);
}

function changeIdentity(chain: StepChain, { from, to }: Pair<Column>): void {
  const name = quoteIdentifier(to.name);
  if (from.identity !== null && to.identity === null) {
    // ALTER TABLE, drop_identity: the NOT NULL that came with it goes too.
    chain.alter(`MODIFY (${name} DROP IDENTITY)`, put(chain, to, { identity: null, notNull: null }));
  } else if (to.identity !== null && essence(from.identity) !== essence(to.identity)) {
    chain.alter(
      `MODIFY (${name} ${printIdentityChange(to.identity)})`,
      put(chain, to, { identity: to.identity }),
    );
  }
}

/** The NOT NULL belongs to ON NULL and can't be taken away by itself (ORA-01451); it goes with it. */
function forgetOnNull(chain: StepChain, { from, to }: Pair<Column>): void {
  if (from.default?.onNull == null || to.default?.onNull != null) return;
  const text = to.default === null ? 'DEFAULT NULL' : printDefault(to.default);
  const clause = `MODIFY (${quoteIdentifier(to.name)} ${text})`;
  chain.alter(clause, put(chain, to, { default: to.default, notNull: null }));
}

function forgetNotNull(chain: StepChain, { from, to }: Pair<Column>): void {
  const { notNull } = columnOf(chain.table, to.name) ?? from;
  if (notNull === null || from.virtual !== null) return;
  if (to.notNull !== null && essence(notNull.state) === essence(to.notNull.state)) return;
  const clause =
    notNull.name === null
      ? `MODIFY (${quoteIdentifier(to.name)} NULL)`
      : `DROP CONSTRAINT ${quoteIdentifier(notNull.name)}`;
  chain.alter(clause, put(chain, to, { notNull: null }));
}

/** The columns with this one changed. */
function put(chain: StepChain, { name }: Column, change: Partial<Column>): Partial<OracleTable> {
  const columns = chain.table.columns.map((column) =>
    column.name === name ? { ...column, ...change } : column,
  );
  return { columns };
}

/** What stands in MODIFY (…) for one column, and the column then. */
interface Modification {
  readonly text: string;
  readonly column: Column;
}

/** Null when nothing has to be said. */
function modification(now: Column, wanted: Column, table: OracleTable, to: OracleTable): Modification | null {
  const { type, collation, default: value } = wanted;
  // A column that becomes text gets what the table has for new ones.
  const old = hasCollation(now.type) ? now.collation : table.options.defaultCollation;
  const isCollated = hasCollation(type) && old !== collation;
  const isRetyped = !sameType(now, wanted) || isCollated;
  const isDefaulted = essence(now.default) !== essence(value);
  const isForbidden = wanted.notNull !== null && now.notNull === null && !isKeyColumn(wanted, table, to);
  const parts = [
    ...(isRetyped ? [printType(type)] : []),
    ...(isCollated ? [`COLLATE ${collation ?? 'USING_NLS_COMP'}`] : []),
    ...(isDefaulted ? [value === null ? 'DEFAULT NULL' : printDefault(value)] : []),
    ...(isForbidden ? [printNotNull(wanted.notNull)] : []),
  ];
  if (parts.length === 0) return null;
  const notNull = isForbidden ? wanted.notNull : now.notNull;
  const column = impliedNotNull({ ...now, type, collation, default: value, notNull });
  return { text: `${quoteIdentifier(wanted.name)} ${parts.join(' ')}`, column };
}

/** Whether the column is in the primary key that stands throughout: it is NOT NULL already then (ORA-01442). */
function isKeyColumn({ name }: Column, table: OracleTable, to: OracleTable): boolean {
  const isIn = ({ primaryKey }: OracleTable): boolean =>
    primaryKey !== null && primaryKey.state.isEnabled && primaryKey.columns.includes(name);
  return isIn(table) && isIn(to);
}

/** The server keeps a NOT NULL as a check of just this text, which is the only way to add one to a key's column. */
function addKeyNotNull(chain: StepChain, wanted: Column): void {
  const now = columnOf(chain.table, wanted.name);
  if (now === undefined || wanted.notNull === null || now.notNull !== null) return;
  const { name, state } = wanted.notNull;
  const named = name === null || isServerName(name) ? '' : `CONSTRAINT ${quoteIdentifier(name)} `;
  const [, rest = ''] = printNotNull({ name: null, state }).split('NOT NULL');
  chain.alter(`ADD ${named}CHECK (${quoteIdentifier(wanted.name)} IS NOT NULL)${rest}`, {
    columns: withColumns(chain.table, [{ ...now, notNull: wanted.notNull }]),
  });
}

/** Adds what lacks: virtual columns last, for they may be worked out from the others. */
export function addColumns(chain: StepChain, { added }: ColumnChanges, facts: OracleServerFacts): void {
  const style = { facts, defaultCollation: chain.table.options.defaultCollation };
  for (const isVirtual of [false, true]) {
    const list = added.filter(({ virtual }) => (virtual !== null) === isVirtual);
    if (list.length === 0) continue;
    const text = list.map((column) => printColumn(column, style)).join(', ');
    const storage = list.flatMap(
      (column) => printColumnStorage(column, chain.table.options.tablespace) ?? [],
    );
    const columns = list.map((column) => impliedNotNull({ ...column, comment: null }));
    chain.alter([`ADD (${text})`, ...storage].join(' '), {
      columns: inPlace([...chain.table.columns, ...columns]),
    });
  }
}

/** DEFAULT ON NULL and identities are NOT NULL whether it is said or not. */
function impliedNotNull(column: Column): Column {
  const isImplied = column.identity !== null || (column.default?.onNull ?? null) !== null;
  return isImplied && column.notNull === null
    ? { ...column, notNull: { name: null, state: usualState } }
    : column;
}

/** A column that is shown again is the last one (SQL Language Reference, ALTER TABLE, VISIBLE | INVISIBLE). */
export function orderColumns(chain: StepChain, to: OracleTable): void {
  const { first, hidden, shown } = orderChange(chain.table, to);
  if (first !== null) showColumn(chain, first);
  if (hidden.length > 0) {
    const text = hidden.map((name) => `${quoteIdentifier(name)} INVISIBLE`).join(', ');
    const columns = chain.table.columns.map((column) =>
      hidden.includes(column.name) ? { ...column, isInvisible: true } : column,
    );
    chain.alter(`MODIFY (${text})`, { columns: inPlace(columns) });
  }
  for (const name of shown) showColumn(chain, name);
}

function showColumn(chain: StepChain, name: string): void {
  const column = columnOf(chain.table, name);
  if (column === undefined) return;
  const others = chain.table.columns.filter((other) => other !== column);
  chain.alter(`MODIFY (${quoteIdentifier(name)} VISIBLE)`, {
    columns: inPlace([...others, { ...column, isInvisible: false }]),
  });
}

/** How LOBs are kept, as far as it can be changed in place. */
export function modifyStorage(chain: StepChain, to: OracleTable): void {
  for (const { name, lob } of to.columns) {
    const now = columnOf(chain.table, name);
    if (now === undefined || lob === null || now.lob === null || essence(now.lob) === essence(lob)) continue;
    const parts = [
      ...(now.lob.cache === lob.cache ? [] : [lob.cache]),
      ...(now.lob.compress === lob.compress
        ? []
        : [lob.compress === null ? 'NOCOMPRESS' : `COMPRESS ${lob.compress}`]),
      ...(now.lob.isDeduplicated === lob.isDeduplicated
        ? []
        : [lob.isDeduplicated ? 'DEDUPLICATE' : 'KEEP_DUPLICATES']),
    ];
    chain.alter(`MODIFY LOB (${quoteIdentifier(name)}) (${parts.join(' ')})`, {
      columns: withColumns(chain.table, [{ ...now, lob }]),
    });
  }
}

/** COMMENT ON COLUMN where it is another one. */
export function commentColumns(chain: StepChain, to: OracleTable, print: PrintComment): void {
  for (const { name, comment } of to.columns) {
    const now = columnOf(chain.table, name);
    if (now === undefined || now.comment === comment) continue;
    chain.add('build', print(chain.table.name, name, comment), {
      columns: withColumns(chain.table, [{ ...now, comment }]),
    });
  }
}

type PrintComment = (table: OracleTable['name'], column: string, comment: string | null) => string;

function columnOf({ columns }: OracleTable, name: string): Column | undefined {
  return columns.find((column) => column.name === name);
}

function withColumns({ columns }: OracleTable, changed: readonly Column[]): readonly Column[] {
  const byName = new Map(changed.map((column) => [column.name, column]));
  return columns.map((column) => byName.get(column.name) ?? column);
}

/** Visible columns as they stand, then the invisible ones by name, as the model has them. */
function inPlace(columns: readonly Column[]): readonly Column[] {
  const hidden = columns.filter(({ isInvisible }) => isInvisible);
  return [
    ...columns.filter(({ isInvisible }) => !isInvisible),
    ...hidden.sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
}

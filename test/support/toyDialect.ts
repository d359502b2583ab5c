/**
 * A second implementation of the dialect contract, over a table model of a few lines: it proves that the shadow floor
 * knows no dialect, and with `toyServer.ts` (which refuses what real servers refuse) that plans come in an order that
 * works. A table has typed columns and foreign keys to the column `id` of other tables; its SQL is a keyword, the quoted
 * name and JSON.
 */
import type { CompareOptions } from '../../src/diff/compareOptions.ts';
import type {
  Dialect,
  GatePermit,
  ShadowMapping,
  Step,
  StepRequest,
  TablePart,
} from '../../src/diff/dialect.ts';
import type { NameRules } from '../../src/schema/nameRules.ts';
import type { Difference } from '../../src/diff/difference.ts';
import type { Finding } from '../../src/diff/finding.ts';
import { reasoned } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';

export interface ToyColumn {
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
}

export interface ToyForeignKey {
  readonly name: string;
  readonly column: string;
  readonly parent: TableName;
}

export interface ToyTable {
  readonly name: TableName;
  readonly columns: readonly ToyColumn[];
  readonly foreignKeys: readonly ToyForeignKey[];
  /** `FEDERATED` is refused as a source; `FROZEN` can't be altered; `MYSTERY` is not understood. */
  readonly engine: string;
}

export type ToyDefinition = Omit<ToyTable, 'name'>;

export const toyNames: NameRules = {
  maxTableCharacters: 64,
  maxConstraintCharacters: 64,
  maxTableBytes: 250,
  tableBytes: (name) => Buffer.byteLength(name),
  foldTable: (name) => name,
  refuseTable: (name) =>
    name === '' || name.endsWith(' ') ? 'a name must not be empty or end in a space' : null,
};

/** `lower_case_table_names=1`, so to say. */
export const foldingToyNames: NameRules = { ...toyNames, foldTable: (name) => name.toLowerCase() };

export function toyDialect(names: NameRules = toyNames): Dialect<ToyTable> {
  return {
    name: 'toy',
    names,
    parse: (definition, name) => {
      const table = { ...(definition as ToyDefinition), name };
      if (table.engine !== 'MYSTERY') return { kind: 'table', table };
      return {
        kind: 'unsupported',
        ...reasoned('the engine MYSTERY is not modelled'),
        serverText: 'server text',
        printedText: 'our text',
      };
    },
    print: (table) => create(table, table.foreignKeys),
    canonical,
    isSame: (a, b) => canonical(a) === canonical(b),
    references: ({ foreignKeys }) => distinct(foreignKeys.map(({ parent }) => parent)),
    constraintNames: ({ foreignKeys }) => foreignKeys.map(({ name }) => name),
    shadowOf,
    relax,
    compare,
    outline,
    resemblance: (expected, actual) => {
      const there = new Set(actual.columns.map(({ name }) => name));
      const all = new Set([...there, ...expected.columns.map(({ name }) => name)]);
      return expected.columns.filter(({ name }) => there.has(name)).length / all.size;
    },
    refuseSource: ({ engine }) => (engine === 'FEDERATED' ? 'a FEDERATED table reads another server' : null),
    refuseSteps: (from) => (from?.engine === 'FROZEN' ? 'a FROZEN table takes no ALTER' : null),
    releases,
    disturbs: (from, to, columns) => columns.some((name) => typeOf(from, name) !== typeOf(to, name)),
    unfitKeys: (child, parent) =>
      child.foreignKeys
        .filter((key) => tableKey(key.parent) === tableKey(parent.name))
        .filter((key) => typeOf(child, key.column) !== typeOf(parent, 'id'))
        .map(({ name }) => ({ name, why: 'id is of another type' })),
    steps,
    drop: (table) => ({
      sql: `DROP TABLE ${quoted(table.name)}`,
      before: table,
      after: null,
      phase: 'build',
    }),
    findings,
    gate,
  };
}

function canonical({ columns, foreignKeys, engine }: ToyTable): string {
  const keys = foreignKeys.map(keyText).sort();
  return JSON.stringify([
    columns.map(({ name, type, comment }) => [name, type, comment ?? '']),
    keys,
    engine,
  ]);
}

/** Names of foreign keys are unique per database and therefore never a difference. */
function keyText({ column, parent }: ToyForeignKey): string {
  return JSON.stringify([column, parent.database, parent.table]);
}

function shadowOf(
  source: ToyTable,
  mapping: ShadowMapping,
): { table: ToyTable; notices: readonly Finding[] } {
  const foreignKeys: ToyForeignKey[] = [];
  const notices: Finding[] = [];
  for (const key of source.foreignKeys) {
    const isSelf = tableKey(key.parent) === tableKey(source.name);
    const mapped = isSelf ? mapping.shadow : mapping.shadowParent(key.parent);
    const parent = mapping.foreignKeys === 'keep' && !isSelf ? key.parent : mapped;
    if (mapping.foreignKeys === 'omit' || parent === null) {
      notices.push({
        code: 'SS301',
        level: 'info',
        message: `${key.name} is left out`,
        object: { kind: 'foreign key', name: key.name },
      });
    } else {
      foreignKeys.push({
        ...key,
        name: mapping.constraintName(key.name),
        parent,
      });
    }
  }
  return { table: { ...source, name: mapping.shadow, foreignKeys }, notices };
}

function relax(expected: ToyTable, actual: ToyTable, options: CompareOptions): ToyTable {
  const engine = options.storage === 'ignored' ? actual.engine : expected.engine;
  if (options.comments === 'strict') return { ...expected, engine };
  const comments = new Map(actual.columns.map(({ name, comment }) => [name, comment]));
  const columns = expected.columns.map(({ name, type }) => {
    const comment = comments.get(name);
    return comment === undefined ? { name, type } : { name, type, comment };
  });
  return { ...expected, engine, columns };
}

function columnText({ type, comment }: ToyColumn): string {
  return [type, comment ?? ''].join(' ').trim();
}

function outline({ columns, foreignKeys, engine }: ToyTable): TablePart[] {
  return [
    ...columns.map((column): TablePart => ({
      object: 'column',
      name: column.name,
      text: columnText(column),
    })),
    ...foreignKeys.map(keyText).map((text): TablePart => ({ object: 'foreign key', name: text, text })),
    { object: 'option', name: 'ENGINE', text: engine },
  ];
}

function compare(expected: ToyTable, actual: ToyTable): Difference[] {
  const differences: Difference[] = [];
  const text = (column: ToyColumn | undefined): string | null =>
    column === undefined ? null : columnText(column);
  const names = new Set([...expected.columns, ...actual.columns].map(({ name }) => name));
  for (const name of names) {
    const source = text(expected.columns.find((column) => column.name === name));
    const shadow = text(actual.columns.find((column) => column.name === name));
    if (source !== shadow)
      differences.push({ object: 'column', name, kind: kindOf(source, shadow), source, shadow });
  }
  const order = (table: ToyTable): string => table.columns.map(({ name }) => name).join(', ');
  if (differences.length === 0 && order(expected) !== order(actual)) {
    differences.push({ object: 'column', name: order(expected), kind: 'moved', source: null, shadow: null });
  }
  const keys = new Set([...expected.foreignKeys, ...actual.foreignKeys].map(keyText));
  for (const name of keys) {
    const source = expected.foreignKeys.some((key) => keyText(key) === name) ? name : null;
    const shadow = actual.foreignKeys.some((key) => keyText(key) === name) ? name : null;
    if (source !== shadow)
      differences.push({ object: 'foreign key', name, kind: kindOf(source, shadow), source, shadow });
  }
  if (expected.engine !== actual.engine) {
    differences.push({
      object: 'option',
      name: 'ENGINE',
      kind: 'changed',
      source: expected.engine,
      shadow: actual.engine,
    });
  }
  return differences;
}

function kindOf(source: string | null, shadow: string | null): Difference['kind'] {
  if (source === null) return 'removed';
  return shadow === null ? 'added' : 'changed';
}

/** A referenced or referencing column can't change its type while the foreign key stands. */
function typeOf(table: ToyTable, name: string): string | undefined {
  return table.columns.find((column) => column.name === name)?.type;
}

function releases(from: ToyTable, to: ToyTable, child: ToyTable): string[] {
  const isSame = tableKey(from.name) === tableKey(child.name);
  return child.foreignKeys
    .filter(({ column, parent }) => {
      const isReferenced =
        tableKey(parent) === tableKey(from.name) && typeOf(from, 'id') !== typeOf(to, 'id');
      return isReferenced || (isSame && typeOf(from, column) !== typeOf(to, column));
    })
    .map(({ name }) => name);
}

function steps(from: ToyTable | null, to: ToyTable, { release, absent }: StepRequest): Step<ToyTable>[] {
  const made: Step<ToyTable>[] = [];
  let state = from;
  const add = (phase: Step['phase'], sql: string, after: ToyTable): void => {
    made.push({ sql, before: state, after, phase });
    state = after;
  };
  if (from === null) {
    const inline = to.foreignKeys.filter(({ parent }) => !absent(parent));
    add('build', create(to, inline), { ...to, foreignKeys: inline });
  } else {
    const wanted = new Set(to.foreignKeys.map(keyText));
    const kept = from.foreignKeys.filter((key) => wanted.has(keyText(key)) && !release.has(key.name));
    const gone = from.foreignKeys.filter((key) => !kept.includes(key)).map(({ name }) => name);
    if (gone.length > 0) add('release', alter(to, 'DROP FOREIGN KEY', gone), { ...from, foreignKeys: kept });
    const columns = { ...to, foreignKeys: kept };
    if (canonical({ ...from, foreignKeys: kept }) !== canonical(columns)) {
      add('build', alter(to, 'BECOME', { columns: to.columns, engine: to.engine }), columns);
    }
  }
  const there = new Set((state ?? to).foreignKeys.map(keyText));
  const left = to.foreignKeys.filter((key) => !there.has(keyText(key)));
  if (left.length > 0) add('connect', alter(to, 'ADD FOREIGN KEY', left), to);
  return made;
}

function create({ name, columns, engine }: ToyTable, foreignKeys: readonly ToyForeignKey[]): string {
  return `CREATE TABLE ${quoted(name)} ${JSON.stringify({ columns, foreignKeys, engine })}`;
}

function alter({ name }: ToyTable, what: string, value: unknown): string {
  return `ALTER TABLE ${quoted(name)} ${what} ${JSON.stringify(value)}`;
}

function quoted({ database, table }: TableName): string {
  return `${JSON.stringify(database)}.${JSON.stringify(table)}`;
}

function findings({ before, after }: Step<ToyTable>): Finding[] {
  if (before === null || after === null) return [];
  const found: Finding[] = [];
  for (const { name } of before.columns) {
    if (after.columns.some((column) => column.name === name)) continue;
    found.push({
      code: 'SS101',
      level: 'unsafe',
      message: `Drops the column ${name}.`,
      object: { kind: 'column', name },
    });
  }
  const keys = (table: ToyTable): string => table.foreignKeys.map(keyText).sort().join();
  if (before.foreignKeys.length > after.foreignKeys.length) {
    found.push({ code: 'SS104', level: 'unsafe', message: 'Drops a foreign key.', object: null });
  } else if (keys(before) !== keys(after)) {
    found.push({
      code: 'SS112',
      level: 'unsafe',
      message: 'Adds a foreign key on existing rows.',
      object: null,
    });
  }
  return found;
}

function gate(sql: string, permit: GatePermit): void {
  const target = quoted(permit.shadow);
  const starts = ['CREATE TABLE', 'ALTER TABLE', ...(permit.dropTable ? ['DROP TABLE'] : [])];
  if (!starts.some((start) => sql.startsWith(`${start} ${target}`)))
    throw new ShadowSyncError('gate', `not let through: ${sql}`);
  const allowed = new Set([permit.shadow, ...permit.references].map(tableKey));
  for (const { parent } of foreignKeysIn(sql.slice(sql.indexOf(target) + target.length))) {
    if (!allowed.has(tableKey(parent)))
      throw new ShadowSyncError('gate', `references ${parent.table}: ${sql}`);
  }
}

function foreignKeysIn(rest: string): readonly ToyForeignKey[] {
  const body = /^ (?:ADD FOREIGN KEY )?([[{].*)$/s.exec(rest)?.[1];
  if (body === undefined) return [];
  const value = JSON.parse(body) as readonly ToyForeignKey[] | ToyDefinition;
  return 'foreignKeys' in value ? value.foreignKeys : value;
}

function distinct(names: readonly TableName[]): TableName[] {
  return [...new Map(names.map((name) => [tableKey(name), name])).values()];
}

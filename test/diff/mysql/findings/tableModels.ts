/** Hand-made models, so that the rules are tested without a parser. */
import type {
  Check,
  Column,
  ColumnType,
  ForeignKey,
  Index,
  MysqlTable,
  Partitioning,
  TableOption,
} from '../../../../src/schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../../../src/schema/mysql/serverFacts.ts';

/** Facts of a server of this version. */
export function server(
  dialect: MysqlServerFacts['dialect'],
  ...version: readonly number[]
): MysqlServerFacts {
  return {
    dialect,
    version,
    versionText: version.join('.'),
    lowerCaseTableNames: 0,
    defaultCollations: new Map([['utf8mb4', 'utf8mb4_general_ci']]),
    explicitDefaultsForTimestamp: true,
    identity: 'test',
  };
}

const CHARACTERS = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set']);

/** A nullable column without anything special; `type` like `decimal(10,2) unsigned`. */
export function column(name: string, type: string, more: Partial<Column> = {}): Column {
  const model = typeOf(type);
  const isText = CHARACTERS.has(model.name);
  return {
    name,
    type: model,
    charset: isText ? 'utf8mb4' : null,
    collation: isText ? 'utf8mb4_general_ci' : null,
    nullable: true,
    default: { kind: 'null' },
    onUpdateNow: null,
    autoIncrement: false,
    generated: null,
    invisible: false,
    srid: null,
    comment: null,
    compressed: null,
    columnFormat: null,
    storage: null,
    check: null,
    withoutSystemVersioning: false,
    attributes: [],
    ...more,
  };
}

function typeOf(text: string): ColumnType {
  const [, name = '', inner] = /^(\w+)(?:\(([^)]*)\))?/.exec(text) ?? [];
  const hasMembers = name === 'enum' || name === 'set';
  const numbers = hasMembers || inner === undefined ? [] : inner.split(',').map(Number);
  return {
    name,
    length: numbers[0] ?? null,
    scale: numbers[1] ?? null,
    members: hasMembers ? (inner ?? '').split(',') : null,
    unsigned: text.includes('unsigned'),
    zerofill: text.includes('zerofill'),
  };
}

/** An index over columns; `a(10)` is a prefix, `(…)` an expression. */
export function index(name: string, kind: Index['kind'], ...parts: readonly string[]): Index {
  return {
    name,
    kind,
    parts: parts.map((part) => {
      const [, key = part, length] = /^(\w+)\((\d+)\)$/.exec(part) ?? [];
      return {
        key: part.startsWith('(')
          ? { kind: 'expression', expression: { text: part.slice(1, -1) } }
          : { kind: 'column', name: key },
        length: length === undefined ? null : Number(length),
        direction: null,
        withoutOverlaps: false,
      };
    }),
    using: null,
    keyBlockSize: null,
    parser: null,
    comment: null,
    visibility: 'visible',
    clustering: false,
    scope: null,
    storing: [],
    partitioning: null,
    attributes: [],
  };
}

export function foreignKey(
  name: string,
  of: string,
  parent: string,
  more: Partial<ForeignKey> = {},
): ForeignKey {
  return {
    name,
    columns: [of],
    referenced: { database: 'd', table: parent },
    qualified: false,
    referencedColumns: ['id'],
    match: null,
    onDelete: null,
    onUpdate: null,
    ...more,
  };
}

export function check(name: string, text: string, enforced = true): Check {
  return { name, expression: { text }, enforced };
}

export function option(name: string, text: string): TableOption {
  return { name, value: { kind: 'word', text } };
}

/** RANGE over `id` with these upper bounds. */
export function range(...bounds: readonly string[]): Partitioning {
  return {
    by: {
      method: 'RANGE',
      linear: false,
      algorithm: null,
      expression: { text: '`id`' },
      columns: [],
      clauses: null,
    },
    count: null,
    subpartitionBy: null,
    template: null,
    partitions: bounds.map((bound, i) => ({
      name: `p${String(i)}`,
      values: { kind: 'less-than', items: [bound], bare: false },
      options: [],
      subpartitions: null,
    })),
  };
}

/** LIST over `id` with these values. */
export function lists(...values: readonly (readonly string[])[]): Partitioning {
  const model = range(...values.map(() => ''));
  return {
    ...model,
    by: { ...model.by, method: 'LIST' },
    partitions: (model.partitions ?? []).map((partition, i) => ({
      ...partition,
      values: { kind: 'in', items: values[i] ?? [], bare: false },
    })),
  };
}

/** The shadow `d`.`s` with an InnoDB engine and a primary key over `id`. */
export function table(columns: readonly Column[], more: Partial<MysqlTable> = {}): MysqlTable {
  return {
    name: { database: 'd', table: 's' },
    columns: [column('id', 'int(11)', { nullable: false, default: { kind: 'none' } }), ...columns],
    primaryKey: index('PRIMARY', 'primary', 'id'),
    indexes: [],
    foreignKeys: [],
    checks: [],
    periods: [],
    systemVersioned: false,
    options: [option('ENGINE', 'InnoDB')],
    autoIncrementNext: null,
    partitioning: null,
    ...more,
  };
}

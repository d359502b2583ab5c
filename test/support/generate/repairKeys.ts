/** Keys that a server should take: over columns that are there, with lengths where they must and may be. */
import type { Flavour } from './flavour.ts';
import type { Column, Key, KeyKind, KeyPart } from './model.ts';
import { uniqueName } from './texts.ts';

/** What the table around the keys is. */
export interface KeyContext {
  readonly flavour: Flavour;
  /** Columns that decide a row's partition: every unique key must hold them. */
  readonly partitionColumns: readonly string[];
  readonly engine: string;
}

/** 767 bytes is what MySQL 5.6 takes for one part; with three parts of it every server takes the key. */
const partBytes = 760;

/** The keys as far as the columns carry them, with names of their own. */
export function repairKeys(
  keys: readonly Key[],
  columns: readonly Column[],
  context: KeyContext,
): readonly Key[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const taken = new Set(['primary']);
  const single = new Set<KeyKind>();
  const kept: Key[] = [];
  for (const key of keys) {
    const repaired = single.has(key.kind) ? null : repairKey(key, byName, context);
    if (repaired === null) continue;
    if (key.kind === 'primary' || key.kind === 'vector') single.add(key.kind);
    kept.push(key.kind === 'primary' ? repaired : { ...repaired, name: uniqueName(key.name, taken) });
  }
  return kept;
}

function isUniqueKind(kind: KeyKind): boolean {
  return kind === 'primary' || kind === 'unique';
}

function isPossible(kind: KeyKind, { partitionColumns, engine }: KeyContext): boolean {
  if (kind === 'spatial' || kind === 'vector') return engine === 'InnoDB' && partitionColumns.length === 0;
  return kind !== 'fulltext' || partitionColumns.length === 0;
}

function repairKey(key: Key, columns: ReadonlyMap<string, Column>, context: KeyContext): Key | null {
  if (!isPossible(key.kind, context)) return null;
  const { flavour, partitionColumns } = context;
  const found = withPartitionColumns(fitParts(key, columns, flavour), key.kind, partitionColumns);
  const most = key.kind === 'spatial' || key.kind === 'vector' ? 1 : partitionColumns.length > 0 ? 5 : 3;
  const parts = (key.kind === 'fulltext' ? sameCharset(found, columns) : found).slice(0, most);
  if (parts.length === 0) return null;
  const hasUsing =
    (isUniqueKind(key.kind) || key.kind === 'plain') && !(key.using === 'HASH' && flavour.isMariadb);
  return {
    ...key,
    parts,
    using: hasUsing ? key.using : null,
    hidden: key.hidden && key.kind !== 'primary' && flavour.hiddenKey !== null,
  };
}

function fitParts(key: Key, columns: ReadonlyMap<string, Column>, flavour: Flavour): readonly KeyPart[] {
  const seen = new Set<string>();
  return key.parts.flatMap((part) => {
    const column = columns.get(part.column);
    const fitted = column === undefined || seen.has(part.column) ? null : fitPart(part, column, key, flavour);
    if (fitted === null) return [];
    seen.add(part.column);
    return [fitted];
  });
}

function withPartitionColumns(
  parts: readonly KeyPart[],
  kind: KeyKind,
  partitionColumns: readonly string[],
): readonly KeyPart[] {
  if (!isUniqueKind(kind)) return parts;
  const whole = (column: string): KeyPart => ({ column, length: null, descending: false, template: null });
  const missing = partitionColumns.filter((name) => parts.every(({ column }) => column !== name));
  return [
    ...parts.map((part) => (partitionColumns.includes(part.column) ? { ...part, length: null } : part)),
    ...missing.map(whole),
  ];
}

function fitPart(part: KeyPart, column: Column, key: Key, flavour: Flavour): KeyPart | null {
  const isAscending = key.kind === 'fulltext' || key.kind === 'spatial' || key.kind === 'vector';
  const descending = part.descending && flavour.hasDescendingKeys && !isAscending;
  const bare: KeyPart = { ...part, length: null, template: null, descending };
  if (isAscending) return carries(column, key.kind, flavour) ? bare : null;
  if (['json', 'geometry', 'vector'].includes(column.type.family) || column.attribute === 'COMPRESSED')
    return null;
  if (key.kind === 'primary' && column.generated !== null) return null;
  if (part.template !== null && key.kind === 'plain' && isComputable(column, flavour)) {
    return { ...bare, template: part.template };
  }
  return { ...bare, length: prefixOf(part, column) };
}

function carries({ type, generated, attribute, charset }: Column, kind: KeyKind, flavour: Flavour): boolean {
  if (generated !== null) return false;
  if (kind === 'spatial') return type.family === 'geometry';
  if (kind === 'vector') return type.family === 'vector' && flavour.isMariadb;
  const isText = ['char', 'text'].includes(type.family) && attribute === null;
  return isText && (charset === null || !['binary', 'utf16'].includes(charset.charset));
}

function isComputable({ type, generated, autoIncrement }: Column, { hasFunctionalKeys }: Flavour): boolean {
  return hasFunctionalKeys && type.family === 'integer' && generated === null && !autoIncrement;
}

/** How much of the column is indexed: null for all of it, which big types never are. */
function prefixOf(part: KeyPart, { type }: Column): number | null {
  const isText = type.family === 'char' || type.family === 'text';
  const limit = Math.floor(partBytes / (isText ? 4 : 1));
  if (type.family === 'text' || type.family === 'blob')
    return Math.min(part.length ?? 10, type.name.startsWith('tiny') ? 60 : limit);
  if (type.family !== 'char' && type.family !== 'binary') return null;
  const size = type.length ?? 1;
  const length = Math.min(part.length ?? size, limit);
  return length >= size ? null : length;
}

function sameCharset(parts: readonly KeyPart[], columns: ReadonlyMap<string, Column>): readonly KeyPart[] {
  const [first] = parts;
  const of = (part: KeyPart): string => JSON.stringify(columns.get(part.column)?.charset);
  return first === undefined ? [] : parts.filter((part) => of(part) === of(first));
}

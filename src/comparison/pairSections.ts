/** Two tables side by side, part by part: what differs as the comparison says it, and around it what is the same. */
import type { Dialect, TablePart } from '../diff/dialect.ts';
import type { Difference, DifferenceObject } from '../diff/difference.ts';
import type { TableModel } from '../schema/tableModel.ts';

export type SectionKind =
  'columns' | 'primary key' | 'indexes' | 'foreign keys' | 'checks' | 'periods' | 'partitions' | 'options';

export interface PairSection {
  readonly kind: SectionKind;
  /** In the order of the source; what only the shadow has stands behind what it follows there. */
  readonly rows: readonly SectionRow[];
}

export interface SectionRow {
  readonly name: string;
  readonly kind: 'same' | Difference['kind'];
  /** The definition on each side; null where it is not there. */
  readonly source: string | null;
  readonly shadow: string | null;
}

/** In the order in which they are shown; each object of a table belongs to one. */
const sections: readonly { readonly kind: SectionKind; readonly objects: readonly DifferenceObject[] }[] = [
  { kind: 'columns', objects: ['column'] },
  { kind: 'primary key', objects: ['primary key'] },
  { kind: 'indexes', objects: ['index'] },
  { kind: 'foreign keys', objects: ['foreign key'] },
  { kind: 'checks', objects: ['check'] },
  { kind: 'periods', objects: ['period'] },
  { kind: 'partitions', objects: ['partitioning', 'partition'] },
  { kind: 'options', objects: ['option'] },
];

/** `expected` is the shadow as it should be, so that mapped names are no differences. Sections without rows are left out. */
export function pairSections(
  expected: TableModel,
  actual: TableModel | null,
  differences: readonly Difference[],
  dialect: Pick<Dialect, 'outline'>,
): readonly PairSection[] {
  const wanted = dialect.outline(expected);
  const there = actual === null ? [] : dialect.outline(actual);
  return sections
    .map(({ kind, objects }) => ({
      kind,
      rows: objects.flatMap((object) =>
        actual === null ? newRows(object, wanted) : sectionRows(object, wanted, there, differences),
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
}

interface PlacedRow extends SectionRow {
  /** The shadow's part, where there is one. */
  readonly part: TablePart | null;
}

function sectionRows(
  object: DifferenceObject,
  wanted: readonly TablePart[],
  there: readonly TablePart[],
  all: readonly Difference[],
): readonly SectionRow[] {
  const differences = all.filter((difference) => difference.object === object);
  // When the partitioning as a whole is another one, it is told as a whole, partitions and all.
  if (object === 'partition' && all.some((difference) => difference.object === 'partitioning')) return [];
  const left = new PartList(there.filter((part) => part.object === object));
  const parts = wanted.filter((part) => part.object === object);
  const open = new Set(differences);
  const rows = parts.map((part): PlacedRow => {
    const found = differencesOf(part, open);
    for (const difference of found) open.delete(difference);
    const isAdded = found.some(({ kind }) => kind === 'added');
    const other = isAdded ? null : left.take(part, found[0]?.shadow ?? null);
    return { ...rowOf(part, other, found), part: other };
  });
  const removed = left.all.map((part): PlacedRow => {
    const difference = [...open].find(({ kind, name }) => kind === 'removed' && name === part.name);
    if (difference !== undefined) open.delete(difference);
    const kind = difference === undefined ? 'same' : 'removed';
    return { name: part.name, kind, source: null, shadow: part.text, part };
  });
  const order = there.filter((part) => part.object === object);
  let placed: readonly PlacedRow[] = rows;
  for (const row of removed) placed = insertBehind(placed, row, order);
  // What stands for no single part, such as the order of all columns.
  const others = [...open].map(({ name, kind, source, shadow }) => ({ name, kind, source, shadow }));
  return [...placed.map(({ name, kind, source, shadow }) => ({ name, kind, source, shadow })), ...others];
}

/** A shadow that is yet to be made. */
function newRows(object: DifferenceObject, wanted: readonly TablePart[]): readonly SectionRow[] {
  return wanted
    .filter((part) => part.object === object)
    .map(({ name, text }) => ({ name, kind: 'added', source: text, shadow: null }));
}

/** A column may have changed and moved at once. Constraints without names are told apart by their texts. */
function differencesOf(part: TablePart, open: ReadonlySet<Difference>): readonly Difference[] {
  const named = [...open].filter(({ kind, name }) => kind !== 'removed' && name === part.name);
  const [first, second] = named;
  if (second === undefined || second.kind === 'moved' || first?.kind === 'moved') return named;
  return named.filter(({ source }) => source === part.text).slice(0, 1);
}

function rowOf(part: TablePart, other: TablePart | null, found: readonly Difference[]): SectionRow {
  const moved = found.find(({ kind }) => kind === 'moved');
  const changed = found.find(({ kind }) => kind !== 'moved');
  const source = changed === undefined ? part.text : changed.source;
  const shadow = changed === undefined ? (other?.text ?? null) : changed.shadow;
  const kind = changed?.kind ?? moved?.kind ?? 'same';
  if (moved === undefined) return { name: part.name, kind, source, shadow };
  return {
    name: part.name,
    kind,
    source: withPlace(source, moved.source),
    shadow: withPlace(shadow, moved.shadow),
  };
}

/** As a statement says it: the definition, then where it stands. */
function withPlace(definition: string | null, place: string | null): string | null {
  return definition === null || place === null ? definition : `${definition} ${place}`;
}

/** Behind the row whose part it follows in the shadow; in front where it is the shadow's first. */
function insertBehind(
  rows: readonly PlacedRow[],
  row: PlacedRow,
  order: readonly TablePart[],
): readonly PlacedRow[] {
  const previous = order[order.findIndex((part) => part === row.part) - 1];
  const at = previous === undefined ? -1 : rows.findIndex(({ part }) => part === previous);
  return rows.toSpliced(at + 1, 0, row);
}

/** The shadow's parts that have no counterpart yet. */
class PartList {
  readonly #parts: TablePart[];

  constructor(parts: readonly TablePart[]) {
    this.#parts = [...parts];
  }

  get all(): readonly TablePart[] {
    return this.#parts;
  }

  /**
   * The counterpart: the same name, as the server compares names; else the same definition, for constraints whose names must
   * differ within a database.
   */
  take({ name, text }: TablePart, shadowText: string | null): TablePart | null {
    const folded = name.toLowerCase();
    const at = [
      (part: TablePart) => part.name === name && part.text === (shadowText ?? text),
      (part: TablePart) => part.name === name && name !== '',
      (part: TablePart) => part.name.toLowerCase() === folded && name !== '',
      (part: TablePart) => part.text === (shadowText ?? text),
    ]
      .map((fits) => this.#parts.findIndex(fits))
      .find((index) => index >= 0);
    return at === undefined ? null : (this.#parts.splice(at, 1)[0] ?? null);
  }
}

import type { Column, ForeignKey, Index, IndexPart, MysqlTable } from '../model.ts';
import { printColumn } from '../print/printColumn.ts';
import { printIndex } from '../print/printIndex.ts';
import type { PrintStyle } from '../print/printStyle.ts';
import { columnOfShape, likeOfShape, shapeOfDefinition } from './definitionShape.ts';
import type { Elements } from './elements.ts';

/** In which of several ways a server wrote what it wrote. */
export type SeenStyle = Pick<PrintStyle, 'nowBrackets' | 'invisibleFirst'>;

/** A column or key that was parsed before, from exactly this text. */
export interface KnownElement {
  readonly element:
    { readonly kind: 'column'; readonly column: Column } | { readonly kind: 'index'; readonly index: Index };
  /** Whether printing it gives this text again. */
  readonly exact: boolean;
  readonly seen: SeenStyle;
}

/** What a column's definition of one shape was parsed to before, and printed back to exactly. */
interface KnownDefinition {
  /** Of another name, length and comment. */
  readonly column: Column;
  readonly seen: SeenStyle;
}

/** What was parsed before from exactly this tail, and printed back to it. */
export type KnownTail = Pick<MysqlTable, 'options' | 'systemVersioned' | 'partitioning'>;

/** The list of a table that was printed back to exactly its own text. */
export interface KnownElements {
  /** From the opening bracket to the closing one. */
  readonly text: string;
  /** To which unqualified parents of foreign keys belong. */
  readonly database: string;
  readonly elements: Elements;
  readonly seen: SeenStyle;
}

/** More than the different columns and keys of most servers; beyond it the memo starts anew. */
const maxEntries = 200_000;
const maxLineLength = 512;
/** Of the options and partitions; those of a few tables are longer and would fill the memory. */
const maxTailLength = 4096;
const maxTails = 10_000;
/** Of keys and foreign keys without their names there are few; a hostile text may hold any number. */
const maxShapes = 10_000;

/**
 * Columns and keys by their text. A shadow repeats the lines of its source, and tables repeat each other's: a line that
 * was parsed before, up to its end, can only be parsed to the same thing again. Equal lines so share one object, which
 * saves time, memory, and the comparison.
 */
export class ElementMemo {
  /** A shadow without foreign keys is read right behind its source and repeats the whole list. */
  lastElements: KnownElements | null = null;
  private readonly layout: PrintStyle['layout'];
  private readonly known = new Map<string, KnownElement>();
  private readonly definitions = new Map<string, KnownDefinition>();
  private readonly shapes = new Map<string, Index>();
  private readonly foreignKeys = new Map<string, ForeignKey>();
  private readonly tails = new Map<string, KnownTail>();

  constructor(layout: PrintStyle['layout']) {
    this.layout = layout;
  }

  /** The column or key that stands on this line: parsed before from the same text, or but for its names. */
  get(line: string): KnownElement | undefined {
    if (line.length > maxLineLength) return undefined;
    return (
      this.known.get(line) ?? (line.startsWith('`') ? this.renamedColumn(line) : this.renamedIndex(line))
    );
  }

  /** Keeps what was parsed from the whole of `line`. */
  keep(line: string, element: KnownElement['element'], seen: SeenStyle): KnownElement {
    const style: PrintStyle = { layout: this.layout, ...seen, defaults: null };
    const printed =
      element.kind === 'column' ? printColumn(element.column, style) : printIndex(element.index, style);
    const known: KnownElement = { element, exact: printed === line, seen };
    if (line.length > maxLineLength) return known;
    if (known.exact) this.keepShape(line, known);
    return this.remember(line, known);
  }

  /** The foreign key that stands on this line, if one of the same shape was parsed before. */
  foreignKey(line: string, database: string): ForeignKey | undefined {
    const shaped = shapeOf(line);
    if (shaped === null) return undefined;
    const like = this.foreignKeys.get(shaped.shape);
    return like === undefined ? undefined : renamedForeignKey(like, shaped.names, database);
  }

  /** Keeps the shape of a foreign key that was printed back to exactly `line`. */
  keepForeignKey(line: string, key: ForeignKey): void {
    const shaped = shapeOf(line);
    const count = key.columns.length + key.referencedColumns.length + (key.qualified ? 3 : 2);
    if (shaped?.names.length !== count || this.foreignKeys.size >= maxShapes) return;
    this.foreignKeys.set(shaped.shape, key);
  }

  private remember(line: string, known: KnownElement): KnownElement {
    if (this.known.size >= maxEntries) {
      this.known.clear();
      this.definitions.clear();
    }
    this.known.set(line, known);
    return known;
  }

  private keepShape(line: string, { element, seen }: KnownElement): void {
    if (element.kind === 'column') {
      const nameEnd = plainNameEnd(line);
      if (nameEnd === 0) return;
      const shape = shapeOfDefinition(line.slice(nameEnd));
      const column = likeOfShape(element.column, shape);
      if (column !== null) this.definitions.set(shape.key, { column, seen });
      return;
    }
    const shaped = shapeOf(line);
    const { parts } = element.index;
    const isNamed = element.index.kind !== 'primary' && parts.every(({ key }) => key.kind === 'column');
    if (!isNamed || shaped?.names.length !== parts.length + 1 || this.shapes.size >= maxShapes) return;
    this.shapes.set(shaped.shape, element.index);
  }

  /** A plain name is read and printed without a look at what follows, and what follows without a look at the name. */
  private renamedColumn(line: string): KnownElement | undefined {
    const nameEnd = plainNameEnd(line);
    if (nameEnd === 0) return undefined;
    const shape = shapeOfDefinition(line.slice(nameEnd));
    const definition = this.definitions.get(shape.key);
    if (definition === undefined) return undefined;
    const column = columnOfShape(definition.column, line.slice(1, nameEnd - 1), shape);
    if (column === null) return undefined;
    return this.remember(line, { element: { kind: 'column', column }, exact: true, seen: definition.seen });
  }

  private renamedIndex(line: string): KnownElement | undefined {
    const shaped = shapeOf(line);
    if (shaped === null) return undefined;
    const like = this.shapes.get(shaped.shape);
    if (like === undefined) return undefined;
    const [name = '', ...columns] = shaped.names;
    const parts = like.parts.map((part, i): IndexPart => {
      return { ...part, key: { kind: 'column', name: columns[i] ?? '' } };
    });
    const element = { kind: 'index', index: { ...like, name, parts } } as const;
    return this.remember(line, { element, exact: true, seen: nothingSeen });
  }

  /** Everything behind the closing bracket, without the counter. */
  tail(text: string): KnownTail | undefined {
    return text.length > maxTailLength ? undefined : this.tails.get(text);
  }

  keepTail(text: string, tail: KnownTail): void {
    if (text.length > maxTailLength) return;
    if (this.tails.size >= maxTails) this.tails.clear();
    this.tails.set(text, tail);
  }
}

/** Just behind the quoted name that a column's line begins with; 0 for names that need escapes. */
function plainNameEnd(line: string): number {
  const close = line.indexOf('`', 1);
  // An empty name, and one with a doubled backtick, are the parser's to judge.
  return close < 2 || line.charCodeAt(close + 1) === 0x60 ? 0 : close + 1;
}

interface Shaped {
  /** The line with a backtick in the place of each quoted name. */
  readonly shape: string;
  readonly names: readonly string[];
}

/**
 * The line without its names: lines of one shape are parsed to the same thing but for them, because a plain name is read
 * and printed without a look at what it is. null for a line with a backtick that may be something else: an escaped one, or
 * one inside a string.
 */
function shapeOf(line: string): Shaped | null {
  if (line.includes("'") || line.includes('"') || line.includes('``')) return null;
  const pieces = line.split('`');
  if (pieces.length % 2 === 0) return null;
  const names: string[] = [];
  let shape = '';
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? '';
    if (i % 2 === 1) names.push(piece);
    else shape += i === 0 ? piece : `\`${piece}`;
  }
  return { shape, names };
}

/** `like` with the names of another line of its shape, in the order of the text. */
function renamedForeignKey(like: ForeignKey, names: readonly string[], database: string): ForeignKey {
  const ownEnd = 1 + like.columns.length;
  const parentAt = like.qualified ? ownEnd + 1 : ownEnd;
  return {
    ...like,
    name: names[0] ?? '',
    columns: names.slice(1, ownEnd),
    referenced: { database: like.qualified ? (names[ownEnd] ?? '') : database, table: names[parentAt] ?? '' },
    referencedColumns: names.slice(parentAt + 1),
  };
}

const nothingSeen: SeenStyle = { nowBrackets: false, invisibleFirst: false };

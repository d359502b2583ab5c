import type { Column, Index, MysqlTable } from '../model.ts';
import { printColumn } from '../print/printColumn.ts';
import { printIndex } from '../print/printIndex.ts';
import type { PrintStyle } from '../print/printStyle.ts';
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
  private readonly tails = new Map<string, KnownTail>();

  constructor(layout: PrintStyle['layout']) {
    this.layout = layout;
  }

  /** The text from `from` to the end of its line, without the comma: a column's or key's, if the server wrote it on one line. */
  line(text: string, from: number): string {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    if (text.charCodeAt(end - 1) === 0x2c) end--;
    return text.slice(from, end);
  }

  get(line: string): KnownElement | undefined {
    return line.length > maxLineLength ? undefined : this.known.get(line);
  }

  /** Keeps what was parsed from the whole of `line`. */
  keep(line: string, element: KnownElement['element'], seen: SeenStyle): KnownElement {
    const style: PrintStyle = { layout: this.layout, ...seen, defaults: null };
    const printed =
      element.kind === 'column' ? printColumn(element.column, style) : printIndex(element.index, style);
    const known: KnownElement = { element, exact: printed === line, seen };
    if (line.length <= maxLineLength) {
      if (this.known.size >= maxEntries) this.known.clear();
      this.known.set(line, known);
    }
    return known;
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

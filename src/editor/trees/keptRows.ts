/**
 * The rows of a list as VS Code knows them. A list that is drawn anew as a whole has no rows for a moment: a command that is
 * chosen from the menu of one just then is handed nothing, and asks what it is for. So the rows stay the same objects for as
 * long as the same ones stand in the same order, and only those that look otherwise are drawn again.
 */
import type { MarkdownString, TreeItem } from 'vscode';

/** What tells one item from another. */
interface Item {
  readonly id?: string | undefined;
}

/** What a row shows. */
export interface RowContent<I extends Item = TreeItem, T = MarkdownString> {
  /** What commands are to work on. */
  readonly target: unknown;
  /** What a row says that stands for nothing of its own. */
  readonly message?: string;
  /** What stands under it; nothing where it has none. Never throws. */
  children?(): Promise<readonly RowContent<I, T>[]>;
  /** Cheap: it is asked of every row. */
  item(now: number): I;
  /** Asked when the pointer rests on the row. */
  tooltip(): T;
}

/** More than this many at once are drawn sooner with the whole list. */
const mostAlone = 100;

/** A row, whatever it shows at the moment. */
export class KeptRow<I extends Item = TreeItem, T = MarkdownString> implements RowContent<I, T> {
  #content: RowContent<I, T>;
  #id: string | undefined;
  #drawn = '';

  constructor(content: RowContent<I, T>) {
    this.#content = content;
  }

  get target(): unknown {
    return this.#content.target;
  }

  get message(): string {
    return this.#content.message ?? '';
  }

  async children(): Promise<readonly RowContent<I, T>[]> {
    return (await this.#content.children?.()) ?? [];
  }

  item(now: number): I {
    const item = this.#content.item(now);
    this.#id = item.id;
    this.#drawn = JSON.stringify(item);
    return item;
  }

  tooltip(): T {
    return this.#content.tooltip();
  }

  /** Whether it was drawn for what this item stands for. */
  isOf({ id }: Item): boolean {
    return id !== undefined && id === this.#id;
  }

  /** Tells whether it is to be drawn again for this content, which looks like this item. */
  take(content: RowContent<I, T>, item: I): boolean {
    this.#content = content;
    return JSON.stringify(item) !== this.#drawn;
  }
}

export class KeptRows<I extends Item = TreeItem, T = MarkdownString> {
  #shown: readonly KeptRow<I, T>[] = [];
  #asked = 0;

  /** Whether VS Code has rows that can be kept. */
  get areShown(): boolean {
    return this.#shown.length > 0;
  }

  /** All rows, for VS Code, which takes only what it asked for last. */
  async show(read: () => Promise<readonly RowContent<I, T>[]>): Promise<KeptRow<I, T>[]> {
    this.#asked += 1;
    const turn = this.#asked;
    this.#shown = [];
    const rows = (await read()).map((content) => new KeptRow(content));
    if (turn === this.#asked) this.#shown = rows;
    return rows;
  }

  /** The rows to be drawn again so that these are shown; undefined for the whole list: others came or went. */
  renew(contents: readonly RowContent<I, T>[], now: number): KeptRow<I, T>[] | undefined {
    const shown = this.#shown;
    if (shown.length === 0 || shown.length !== contents.length) return undefined;
    const items = contents.map((content) => content.item(now));
    if (!items.every((item, i) => shown[i]?.isOf(item) === true)) return undefined;
    const changed = shown.filter((row, i) => {
      const [content, item] = [contents[i], items[i]];
      return content !== undefined && item !== undefined && row.take(content, item);
    });
    return changed.length > mostAlone ? undefined : changed;
  }
}

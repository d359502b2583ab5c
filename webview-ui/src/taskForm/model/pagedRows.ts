/** A list that the editor hands out in pages of one revision. */
export interface Page<R> {
  readonly revision: number;
  readonly total: number;
  readonly rows: readonly R[];
}

export type FetchPage<R> = (revision: number, offset: number, limit: number) => Promise<Page<R>>;

/** The first page is there at once; the others come while it is read. */
const firstPage = 200;

/** Reads all pages whenever it is told to, one pass after another; pages of two revisions don't get mixed. */
export class PagedRows<R> {
  rows: readonly R[] = [];
  /** False until all pages of the first reading are there. */
  isWhole = false;
  /** That the rows are of; null before there are any. */
  revision: number | null = null;

  readonly #fetch: FetchPage<R>;
  readonly #pageSize: number;
  readonly #onChange: () => void;
  #queued: Promise<void> | null = null;
  #passing: Promise<void> = Promise.resolve();

  constructor(fetch: FetchPage<R>, pageSize: number, onChange: () => void) {
    this.#fetch = fetch;
    this.#pageSize = pageSize;
    this.#onChange = onChange;
  }

  /** Whoever asks while one pass waits to begin shares that one. Throws what fetching throws. */
  load(revision: number): Promise<void> {
    this.#queued ??= this.#passing.then(async () => {
      this.#queued = null;
      const pass = this.#pass(revision);
      this.#passing = pass.catch(() => undefined);
      await pass;
    });
    return this.#queued;
  }

  clear(): void {
    this.rows = [];
    this.isWhole = false;
    this.revision = null;
  }

  async #pass(asked: number): Promise<void> {
    let revision = asked;
    let rows: R[] = [];
    for (;;) {
      const limit = rows.length === 0 ? Math.min(firstPage, this.#pageSize) : this.#pageSize;
      const page = await this.#fetch(revision, rows.length, limit);
      const isOther = page.revision !== revision && rows.length > 0;
      rows = isOther ? [] : [...rows, ...page.rows];
      revision = page.revision;
      const isAll = !isOther && (rows.length >= page.total || page.rows.length === 0);
      // Later passes replace the list as a whole, so that it doesn't shrink and grow under the pointer.
      if (isAll || !this.isWhole) this.rows = rows;
      if (isAll) break;
      this.#onChange();
    }
    this.isWhole = true;
    this.revision = revision;
    this.#onChange();
  }
}

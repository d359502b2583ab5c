/** What counts as a difference. One value, passed down; no global switches. */
export interface CompareOptions {
  /** lax: columns in another order are consistent. */
  readonly columnOrder: 'strict' | 'lax';
  /** ignored: comments of table, columns, indexes and partitions are left as the shadow has them. */
  readonly comments: 'strict' | 'ignored';
  /** map: to the mapped shadow parent, or left out with a notice; keep: to the source's parent; omit: none (existing ones are dropped). */
  readonly foreignKeys: 'map' | 'keep' | 'omit';
  /**
   * ignored: how rows are kept stays as the shadow has it: ENGINE and ROW_FORMAT (with KEY_BLOCK_SIZE); on Oracle tablespaces,
   * compression, logging, memory, caching and parallelism.
   */
  readonly storage: 'strict' | 'ignored';
  /** lax: partitioning stays as the shadow has it; new shadows still get the source's. */
  readonly partitions: 'strict' | 'lax';
}

export const defaultCompareOptions: CompareOptions = {
  columnOrder: 'strict',
  comments: 'strict',
  foreignKeys: 'map',
  storage: 'strict',
  partitions: 'strict',
};

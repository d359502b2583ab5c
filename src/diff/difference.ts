/** One structural change between a source table and its shadow, fit to be shown and to be put into JSON. */
export interface Difference {
  readonly object: DifferenceObject;
  /** The object's name; an option's name; for `table` (missing shadow) and `order` the table's. */
  readonly name: string;
  /** Seen from the source: `added` is in the source only, `removed` in the shadow only. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The definition on each side as SQL text without the object's name; null where it is not there. For `moved`: after which column. */
  readonly source: string | null;
  readonly shadow: string | null;
}

export type DifferenceObject =
  | 'column'
  | 'primary key'
  | 'index'
  | 'foreign key'
  | 'check'
  | 'period'
  | 'partitioning'
  | 'partition'
  | 'option';

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

/** A difference of something that may be on either side only. */
export function difference(
  object: DifferenceObject,
  name: string,
  source: string | null,
  shadow: string | null,
): Difference {
  const kind = shadow === null ? 'added' : source === null ? 'removed' : 'changed';
  return { object, name, kind, source, shadow };
}

/** "Consistent" must never be said of tables that differ: what the parts did not see, the whole (canonical) texts show. */
export function wholeDifference(source: string, shadow: string): readonly Difference[] {
  return source === shadow ? [] : [{ object: 'option', name: 'DEFINITION', kind: 'changed', source, shadow }];
}

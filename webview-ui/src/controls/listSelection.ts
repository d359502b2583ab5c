/** What is chosen in a list: pure, so that its rules can be read and tested without a browser. */

/** Where the keyboard is, where a range began, and what is selected; all by key, so that they outlive a new order. */
export interface ListSelection {
  readonly active: string | null;
  readonly anchor: string | null;
  readonly selected: ReadonlySet<string>;
}

export const nothingSelected: ListSelection = { active: null, anchor: null, selected: new Set() };

/** What can stand in a selection. Headings of groups can be active, never selected. */
export interface Selectable {
  readonly key: string;
  readonly isHeading: boolean;
}

/**
 * `only`: this one and nothing else (a click, an arrow key). `range`: from the anchor to this one (with Shift).
 * `toggle`: this one in or out (Ctrl+click). `move`: the keyboard goes there and the selection stays (Ctrl+arrow key).
 */
export type SelectMode = 'only' | 'range' | 'toggle' | 'move';

export function select(
  items: readonly Selectable[],
  from: ListSelection,
  target: Selectable,
  mode: SelectMode,
): ListSelection {
  switch (mode) {
    case 'move':
      return { ...from, active: target.key };
    case 'toggle': {
      const selected = new Set(from.selected);
      if (!selected.delete(target.key) && !target.isHeading) selected.add(target.key);
      return { active: target.key, anchor: target.key, selected };
    }
    case 'range':
      return { ...from, active: target.key, selected: between(items, from.anchor ?? from.active, target) };
    case 'only': {
      const selected = new Set(target.isHeading ? [] : [target.key]);
      return { active: target.key, anchor: target.key, selected };
    }
  }
}

/** Everything that is shown; the keyboard stays where it is. */
export function selectAll(items: readonly Selectable[], from: ListSelection): ListSelection {
  return { ...from, selected: new Set(items.filter(({ isHeading }) => !isHeading).map(({ key }) => key)) };
}

/** What a command works on: the selection when the keyboard is in it, else the active item alone. */
export function chosenKeys({ active, selected }: ListSelection): readonly string[] {
  if (active === null || selected.has(active)) return [...selected];
  return [active];
}

function between(
  items: readonly Selectable[],
  anchor: string | null,
  target: Selectable,
): ReadonlySet<string> {
  const to = items.indexOf(target);
  // An anchor that a filter has hidden since then is no anchor any more.
  const found = items.findIndex(({ key }) => key === anchor);
  const from = found < 0 ? to : found;
  const range = items.slice(Math.min(from, to), Math.max(from, to) + 1);
  return new Set(range.filter(({ isHeading }) => !isHeading).map(({ key }) => key));
}

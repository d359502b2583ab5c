/** What a list asks of whoever fills it, and what it tells them. */
import type { TemplateResult } from 'lit';
import type { ListSelection, Selectable } from './listSelection.ts';
import type { Check } from './tick.ts';

/** One line: the heading of a group, or one of its members. */
export interface ListItem extends Selectable {
  /** Counted from 1 among the headings, or among the members of the group. */
  readonly position: number;
  readonly setSize: number;
}

/** How a list shows its items; asked only for those in sight. */
export interface ListView<I extends ListItem> {
  readonly label: (item: I) => string;
  readonly render: (item: I) => TemplateResult;
  /** False: no item has a checkbox, and no room is left for one. */
  readonly hasChecks?: false;
  /** Null for items without a checkbox. */
  readonly check: (item: I) => Check | null;
  /** Null for items that hold no others. */
  readonly isExpanded: (item: I) => boolean | null;
  /** What is typed to get there. */
  readonly typed: (item: I) => string;
}

export interface ListListeners<I extends ListItem> {
  readonly onSelect: (selection: ListSelection) => void;
  /** The checkbox of this item was used: by a click on it, or by the space bar. */
  readonly onCheck: (item: I) => void;
  readonly onExpand: (item: I, isExpanded: boolean) => void;
  readonly onOpen: (item: I) => void;
  readonly onMenu: (item: I, at: { readonly x: number; readonly y: number }) => void;
  readonly onScroll: (offset: number) => void;
}

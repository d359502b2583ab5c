import { nothingSelected, chosenKeys } from '../controls/listSelection.ts';
import type { ListSelection } from '../controls/listSelection.ts';
import type { ListListeners } from '../controls/listView.ts';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import type { TaskFormTable } from '../../../src/protocol/taskForm.ts';
import { isTickable, keyOf } from '../schemaDiff/model/pairTree.ts';
import type { PairItem } from '../schemaDiff/model/pairTree.ts';
import { pairView } from './analysisSection.ts';
import type { PairListState } from './analysisSection.ts';
import { pairTabs } from './model/pairTabs.ts';
import type { PairTab } from './model/pairTabs.ts';
import { tableLines } from './model/tableLines.ts';
import type { TableLine } from './model/tableLines.ts';
import type { TableListState } from './rangeSection.ts';
import type { TaskFormSession } from './taskFormSession.ts';

export interface ListKeeping {
  readonly tab: PairTab;
  readonly collapsed: readonly string[];
}

export interface ListEvents {
  /** Something is to be shown anew. */
  readonly onChange: () => void;
  readonly keep: (change: Partial<ListKeeping>) => void;
  readonly openMenu: (at: { readonly x: number; readonly y: number }) => void;
}

/** The two long lists of the form: what is searched, selected and ticked in them. */
export class FormLists {
  readonly #session: TaskFormSession;
  readonly #events: ListEvents;
  #tableSearch = '';
  #tableSelection: ListSelection = nothingSelected;
  #pairSearch = '';
  #pairSelection: ListSelection = nothingSelected;
  #rows: readonly PairRow[] = [];
  #byKey: ReadonlyMap<string, PairRow> = new Map();

  constructor(session: TaskFormSession, events: ListEvents) {
    this.#session = session;
    this.#events = events;
  }

  tables(): TableListState {
    const lines = tableLines(
      this.#session.tables.rows,
      (table) => this.#session.isChosen(table),
      this.#tableSearch,
    );
    return {
      search: this.#tableSearch,
      lines,
      selection: this.#tableSelection,
      listeners: this.#tableListeners(lines),
      onSearch: (search) => {
        this.#tableSearch = search;
        this.#events.onChange();
      },
    };
  }

  pairs({ tab, collapsed }: ListKeeping): PairListState {
    const { rows, choices } = { rows: this.#session.rows.rows, choices: this.#session.choices };
    if (rows !== this.#rows) {
      this.#rows = rows;
      this.#byKey = new Map(rows.map((row) => [keyOf(row), row]));
    }
    const isSkipped = (row: PairRow): boolean => choices.isSkipped(row);
    const shown = pairTabs(rows, isSkipped, { tab, text: this.#pairSearch, collapsed });
    return {
      ...shown,
      tab,
      search: this.#pairSearch,
      selection: this.#pairSelection,
      view: this.#pairView,
      look: choices.version,
      listeners: this.#pairListeners(collapsed),
      chosen: this.chosenPairs(),
      isSkipped,
      onTab: (next) => {
        this.#pairSelection = nothingSelected;
        this.#events.keep({ tab: next });
      },
      onSearch: (search) => {
        this.#pairSearch = search;
        this.#events.onChange();
      },
      onSkip: (some, skip) => void this.#session.skip(some, skip),
    };
  }

  /** As the editor has them, in whatever group they are shown. */
  chosenPairs(): readonly PairRow[] {
    return chosenKeys(this.#pairSelection).flatMap((key) => this.#byKey.get(key) ?? []);
  }

  readonly #pairView = pairView({
    isSkipped: (row) => this.#session.choices.isSkipped(row),
    view: (row) => void this.#session.command('view', { id: row.id }),
    skip: (row, skip) => void this.#session.skip([row], skip),
  });

  #tableListeners(lines: readonly TableLine[]): ListListeners<TableLine> {
    const choosable = (some: readonly TableLine[]): readonly TaskFormTable[] =>
      some.flatMap((line) => (line.isHeading || line.table.place === 'shadow' ? [] : [line.table]));
    return {
      onSelect: (selection) => {
        this.#tableSelection = selection;
        this.#events.onChange();
      },
      onCheck: (line) => {
        if (line.isHeading) {
          void this.#session.choose(choosable(lines), line.chosen < line.total);
          return;
        }
        const { selected } = this.#tableSelection;
        const meant = selected.has(line.key) ? lines.filter(({ key }) => selected.has(key)) : [line];
        void this.#session.choose(choosable(meant), !line.isChosen);
      },
      onExpand: () => undefined,
      onOpen: (line) => {
        if (!line.isHeading) void this.#session.choose(choosable([line]), !line.isChosen);
      },
      onMenu: () => undefined,
      onScroll: () => undefined,
    };
  }

  #pairListeners(collapsed: readonly string[]): ListListeners<PairItem> {
    return {
      onSelect: (selection) => {
        this.#pairSelection = selection;
        this.#events.onChange();
      },
      onCheck: (item) => this.#check(item),
      onExpand: (item, isExpanded) => {
        if (!item.isHeading) return;
        const others = collapsed.filter((result) => result !== item.group.result);
        this.#events.keep({ collapsed: isExpanded ? others : [...others, item.group.result] });
      },
      onOpen: (item) => {
        if (!item.isHeading) void this.#session.command('view', { id: item.row.id });
      },
      onMenu: (item, at) => {
        if (!item.isHeading) this.#events.openMenu(at);
      },
      onScroll: () => undefined,
    };
  }

  #check(item: PairItem): void {
    const { choices } = this.#session;
    if (item.isHeading) {
      const rows = item.group.rows.filter(isTickable);
      void this.#session.skip(rows, item.group.ticked === item.group.tickable);
      return;
    }
    if (!isTickable(item.row)) return;
    const isSelected = this.#pairSelection.selected.has(item.key);
    const rows = isSelected ? this.chosenPairs().filter(isTickable) : [item.row];
    void this.#session.skip(rows, !choices.isSkipped(item.row));
  }
}

import { VirtualizerController, defaultRangeExtractor } from '@tanstack/lit-virtual';
import type { Range } from '@tanstack/lit-virtual';
import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badgeStyles } from './badge.ts';
import { baseStyles } from './baseStyles.ts';
import { groupedListStyles } from './groupedListStyles.ts';
import { listKey } from './listKeys.ts';
import type { ItemMove, ListMove } from './listKeys.ts';
import { nothingSelected, select, selectAll } from './listSelection.ts';
import type { ListSelection, SelectMode } from './listSelection.ts';
import type { ListItem, ListListeners, ListView } from './listView.ts';
import { tick, tickStyles } from './tick.ts';

const rowHeight = 24;

/** Rows beyond the visible ones that are kept, so that a fast scroll shows no gaps. */
const overscan = 12;

/**
 * A tree of two levels for very many items: only those in sight are in the page. One stop of the Tab key; inside it, the
 * active item is told by aria-activedescendant, because rows come and go.
 */
export class GroupedList<I extends ListItem> extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    label: { type: String },
    items: { attribute: false },
    selection: { attribute: false },
    view: { attribute: false },
    listeners: { attribute: false },
    /** Changes when rows look different although the items are the same. */
    look: { attribute: false },
  };

  static override readonly styles = [baseStyles, badgeStyles, tickStyles, groupedListStyles];

  declare label: string;
  declare items: readonly I[];
  declare selection: ListSelection;
  declare view: ListView<I> | null;
  declare listeners: ListListeners<I> | null;
  declare look: unknown;

  #indexes: ReadonlyMap<string, number> = new Map();
  /** Where the active item was last, for when it goes away. */
  #lastIndex = 0;
  #offsetToRestore = 0;
  #word = '';
  #lastLetterAt = 0;
  readonly #virtualizer = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller(),
    estimateSize: () => rowHeight,
    overscan,
    rangeExtractor: (range) => this.#withActive(range),
  });

  constructor() {
    super();
    this.label = '';
    this.items = [];
    this.selection = nothingSelected;
    this.view = null;
    this.listeners = null;
    this.look = null;
  }

  override focus(): void {
    this.#scroller()?.focus();
  }

  /** Goes there as soon as there are enough rows. */
  restoreScroll(offset: number): void {
    this.#offsetToRestore = offset;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#lastIndex = this.#indexes.get(this.selection.active ?? '') ?? this.#lastIndex;
    if (!changed.has('items')) return;
    this.#indexes = new Map(this.items.map(({ key }, index) => [key, index]));
    const virtualizer = this.#virtualizer.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count: this.items.length });
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.#scroller();
    if (changed.has('items')) this.#replaceLost();
    if (this.#offsetToRestore > 0 && scroller !== null && this.items.length > 0) {
      scroller.scrollTop = this.#offsetToRestore;
      this.#offsetToRestore = 0;
    }
  }

  protected override render(): TemplateResult {
    const virtualizer = this.#virtualizer.getVirtualizer();
    const { active } = this.selection;
    return html`<div
      class=${this.view?.hasChecks === false ? 'scroller plain' : 'scroller'}
      role="tree"
      tabindex="0"
      aria-label=${this.label}
      aria-multiselectable="true"
      aria-activedescendant=${active !== null && this.#indexes.has(active) ? idOf(active) : nothing}
      @keydown=${this.#onKey}
      @focus=${this.#onFocus}
      @scroll=${this.#onScroll}
    >
      <div class="canvas" role="presentation" .style=${`height: ${virtualizer.getTotalSize()}px`}>
        ${repeat(
          virtualizer.getVirtualItems(),
          ({ index }) => this.items[index]?.key,
          ({ index, start }) => this.#renderRow(index, start),
        )}
      </div>
    </div>`;
  }

  #renderRow(index: number, start: number): TemplateResult | typeof nothing {
    const item = this.items[index];
    const { view } = this;
    if (item === undefined || view === null) return nothing;
    const check = view.check(item);
    const isExpanded = view.isExpanded(item);
    const { active, selected } = this.selection;
    const classes = `row ${item.isHeading ? 'heading' : ''} ${item.key === active ? 'active' : ''}`;
    return html`<div
      id=${idOf(item.key)}
      class=${classes}
      role="treeitem"
      .style=${`transform: translateY(${start}px)`}
      aria-label=${view.label(item)}
      aria-level=${item.isHeading ? 1 : 2}
      aria-posinset=${item.position}
      aria-setsize=${item.setSize}
      aria-selected=${item.isHeading ? nothing : selected.has(item.key)}
      aria-checked=${check ?? nothing}
      aria-expanded=${isExpanded ?? nothing}
      @mousedown=${(event: MouseEvent) => {
        this.#onPress(event, item);
      }}
      @dblclick=${() => this.listeners?.onOpen(item)}
      @contextmenu=${(event: MouseEvent) => {
        this.#onContextMenu(event, item);
      }}
    >
      ${isExpanded === null ? nothing : html`<span class="twistie" data-expanded=${isExpanded}></span>`}
      ${check === null ? html`<span class="no-tick"></span>` : tick(check)}${view.render(item)}
    </div>`;
  }

  /** The active row stays in the page while it is out of sight: aria-activedescendant has to find it. */
  #withActive(range: Range): number[] {
    const indexes = defaultRangeExtractor(range);
    const active = this.#indexes.get(this.selection.active ?? '');
    if (active === undefined || active >= range.count || indexes.includes(active)) return indexes;
    return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active];
  }

  #scroller(): HTMLElement | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.querySelector('.scroller') : null;
  }

  readonly #onScroll = (): void => {
    this.listeners?.onScroll(this.#scroller()?.scrollTop ?? 0);
  };

  readonly #onFocus = (): void => {
    const { active } = this.selection;
    if (active !== null && this.#indexes.has(active)) return;
    const first = this.items.find(({ isHeading }) => !isHeading) ?? this.items[0];
    if (first !== undefined) this.#select(first, 'move');
  };

  /** What the keyboard was on has gone, by its own command most likely: whoever goes on goes on from there. */
  #replaceLost(): void {
    const { active } = this.selection;
    const hasFocus = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    if (!hasFocus || active === null || this.#indexes.has(active)) return;
    const from = Math.min(this.#lastIndex, this.items.length - 1);
    const next = this.items.slice(from).find(({ isHeading }) => !isHeading) ?? this.items[from];
    if (next !== undefined) this.#select(next, 'only');
  }

  #onPress(event: MouseEvent, item: I): void {
    if (event.button !== 0) return;
    const isTick = event.target instanceof Element && event.target.closest('.tick') !== null;
    if (isTick) {
      if (!this.selection.selected.has(item.key)) this.#select(item, 'only');
      this.listeners?.onCheck(item);
    } else if (item.isHeading) {
      this.#select(item, 'move');
      this.#expand(item, this.view?.isExpanded(item) === false);
    } else {
      this.#select(item, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
    }
  }

  #onContextMenu(event: MouseEvent, item: I): void {
    event.preventDefault();
    if (!this.selection.selected.has(item.key)) this.#select(item, 'only');
    this.listeners?.onMenu(item, { x: event.clientX, y: event.clientY });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const move = listKey(event);
    if (move === null || this.items.length === 0) return;
    event.preventDefault();
    this.#obey(move);
  };

  #obey(move: ListMove): void {
    const at = this.#activeIndex();
    switch (move.kind) {
      case 'by':
        this.#goTo(at + move.rows, move.mode);
        break;
      case 'page':
        this.#goTo(at + move.pages * Math.max(1, this.#rowsInSight() - 1), move.mode);
        break;
      case 'first':
        this.#goTo(0, move.mode);
        break;
      case 'last':
        this.#goTo(this.items.length - 1, move.mode);
        break;
      case 'all':
        this.listeners?.onSelect(selectAll(this.items, this.selection));
        break;
      case 'letter':
        this.#type(move.letter);
        break;
      case 'check':
      case 'open':
      case 'menu':
      case 'in':
      case 'out':
        this.#obeyOn(this.items[at], at, move);
        break;
    }
  }

  #obeyOn(active: I | undefined, at: number, move: ItemMove): void {
    if (active === undefined) return;
    switch (move.kind) {
      case 'check':
        this.#checkFromKeyboard(active, move.withRange);
        break;
      case 'open':
        this.#open(active);
        break;
      case 'menu':
        this.#menuAt(active);
        break;
      case 'in':
      case 'out':
        this.#stepLevel(active, at, move.kind);
        break;
    }
  }

  #checkFromKeyboard(active: I, withRange: boolean): void {
    if (withRange) this.#select(active, 'range');
    this.listeners?.onCheck(active);
  }

  #open(active: I): void {
    const isExpanded = this.view?.isExpanded(active) ?? null;
    if (isExpanded === null) this.listeners?.onOpen(active);
    else this.#expand(active, !isExpanded);
  }

  #stepLevel(active: I, at: number, direction: 'in' | 'out'): void {
    const isExpanded = this.view?.isExpanded(active) ?? null;
    if (direction === 'in') {
      if (isExpanded === false) this.#expand(active, true);
      else if (isExpanded === true) this.#goTo(at + 1, 'only');
    } else if (isExpanded === true) {
      this.#expand(active, false);
    } else if (!active.isHeading) {
      this.#goTo(
        this.items.findLastIndex(({ isHeading }, index) => isHeading && index < at),
        'move',
      );
    }
  }

  #menuAt(active: I): void {
    const row = this.renderRoot.querySelector(`#${CSS.escape(idOf(active.key))}`);
    const { left, bottom } = (row ?? this).getBoundingClientRect();
    this.listeners?.onMenu(active, { x: left + 40, y: bottom });
  }

  #expand(item: I, isExpanded: boolean): void {
    this.listeners?.onExpand(item, isExpanded);
  }

  #type(letter: string): void {
    const now = performance.now();
    const isNew = now - this.#lastLetterAt > 800;
    this.#word = (isNew ? '' : this.#word) + letter.toLowerCase();
    this.#lastLetterAt = now;
    const from = this.#activeIndex() + (isNew ? 1 : 0);
    const { view, items } = this;
    for (let i = 0; i < items.length; i++) {
      const index = (from + i) % items.length;
      const item = items[index];
      if (item !== undefined && view?.typed(item).toLowerCase().startsWith(this.#word) === true) {
        this.#goTo(index, 'only');
        return;
      }
    }
  }

  #activeIndex(): number {
    return this.#indexes.get(this.selection.active ?? '') ?? 0;
  }

  #rowsInSight(): number {
    return Math.floor((this.#scroller()?.clientHeight ?? rowHeight) / rowHeight);
  }

  #goTo(index: number, mode: SelectMode): void {
    const bounded = Math.min(this.items.length - 1, Math.max(0, index));
    const item = this.items[bounded];
    if (item === undefined) return;
    this.#select(item, mode);
    this.#virtualizer.getVirtualizer().scrollToIndex(bounded, { align: 'auto' });
  }

  #select(item: I, mode: SelectMode): void {
    this.listeners?.onSelect(select(this.items, this.selection, item, mode));
  }
}

function idOf(key: string): string {
  return `row-${key}`;
}

customElements.define('shadow-list', GroupedList);

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CompareOptions } from '../../../src/diff/compareOptions.ts';
import type { PairRow, SchemaDiffState } from '../../../src/protocol/schemaDiff.ts';
import { badgeStyles } from '../controls/badge.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { chipStyles } from '../controls/chips.ts';
import '../controls/groupedList.ts';
import type { GroupedList } from '../controls/groupedList.ts';
import type { ListListeners } from '../controls/listView.ts';
import { chosenKeys, nothingSelected } from '../controls/listSelection.ts';
import type { ListSelection } from '../controls/listSelection.ts';
import { message, messageStyles } from '../controls/message.ts';
import '../controls/popupMenu.ts';
import type { PopupMenu } from '../controls/popupMenu.ts';
import { progressStyles } from '../controls/progressBar.ts';
import '../controls/splitView.ts';
import { t } from '../l10n.ts';
import { codeStyles } from '../panel/codeStyles.ts';
import { environmentStyles } from '../panel/environmentTag.ts';
import { FocusKeeper } from '../panel/focusKeeper.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import type { Memory, Transport } from '../transport.ts';
import { ComparisonSession } from './comparisonSession.ts';
import { detailsView } from './detailsView.ts';
import { detailsStyles } from './detailsStyles.ts';
import { filterBar } from './filterBar.ts';
import { heading, notesBar } from './heading.ts';
import { freshMemory, keptSelection, memorySchema } from './model/memory.ts';
import type { PanelMemory } from './model/memory.ts';
import { PairView } from './model/pairView.ts';
import { isTickable, keyOf } from './model/pairTree.ts';
import type { PairItem } from './model/pairTree.ts';
import { optionsDrawer } from './optionsDrawer.ts';
import { pairListView } from './pairLine.ts';
import { panelStyles } from './panelStyles.ts';
import { phaseView } from './phaseView.ts';
import { skipItems } from './skipItems.ts';
import { toolbar } from './toolbar.ts';
import type { ToolbarActions } from './toolbar.ts';

/** The schema diff panel: pairs on the left, one of them in full on the right, and what can be done with them above. */
export class SchemaDiffPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    frameStyles,
    badgeStyles,
    messageStyles,
    chipStyles,
    progressStyles,
    codeStyles,
    environmentStyles,
    panelStyles,
    detailsStyles,
  ];

  readonly #session: ComparisonSession;
  readonly #memory: Memory<PanelMemory>;
  readonly #view = new PairView();
  readonly #listView = pairListView(
    (row) => this.#session.choices.isSkipped(row),
    () => this.#view.hasOutcomes,
  );
  #kept: PanelMemory;
  #selection: ListSelection = nothingSelected;
  /** What was selected before the panel was hidden, by shadow name, until the rows are there. */
  #toRecall: PanelMemory | null;

  constructor(transport: Transport) {
    super();
    this.#memory = transport.memory(memorySchema, freshMemory);
    this.#kept = this.#memory.recalled;
    this.#toRecall = this.#kept;
    this.#session = new ComparisonSession(transport.port, () => this.requestUpdate());
    new FocusKeeper(this);
    void this.#session.start();
  }

  protected override willUpdate(): void {
    this.#view.arrange(this.#session.rows, this.#kept, this.#session.choices);
    if (this.#toRecall !== null && this.#session.hasAllRows) this.#recall(this.#toRecall);
    this.#session.look(this.#activeRow());
  }

  protected override updated(): void {
    if (this.#toRecall === null || !this.#session.hasAllRows) return;
    this.#list()?.restoreScroll(this.#toRecall.scroll);
    this.#toRecall = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#session;
    if (state === null) return startView(this.#session.link, () => void this.#session.start());
    return html`${heading(state)}
      ${toolbar(
        { state, hasPair: this.#activeRow() !== null, showsOptions: this.#kept.showsOptions },
        this.#toolbarActions,
      )}
      ${this.#kept.showsOptions ? this.#options(state) : nothing} ${problemBar(this.#session.link)}
      ${notesBar(state)}
      <div class="body">${this.#body(state)}</div>
      <shadow-menu></shadow-menu>`;
  }

  #body(state: SchemaDiffState): TemplateResult {
    const { rows, hasAllRows } = this.#session;
    const phase = phaseView(state.phase, rows.length > 0, {
      cancel: () => this.#command('cancel'),
      refresh: () => this.#command('refresh'),
    });
    if (phase !== null) return phase;
    if (rows.length === 0) {
      if (!hasAllRows) return html``;
      return message({
        icon: 'info',
        title: t(texts.noTables),
        text: t(texts.noTablesText),
        action: button({
          label: t(texts.refresh),
          icon: 'refresh',
          kind: 'primary',
          onPress: () => this.#command('refresh'),
        }),
      });
    }
    return html`<shadow-split
      label=${t(texts.moveSash)}
      .share=${this.#kept.share}
      @split-move=${({ detail }: CustomEvent<number>) => this.#keep({ share: detail })}
    >
      <div slot="start" class="pairs">${this.#pairs(state)}</div>
      <div slot="end" class="details-side">${this.#details(state)}</div>
    </shadow-split>`;
  }

  #pairs(state: SchemaDiffState): TemplateResult {
    const { rows } = this.#session;
    const { lines, shown } = this.#view;
    const isReading = state.phase.kind === 'reading';
    const { text, results, level } = this.#kept;
    return html`${filterBar(
        { filter: { text, results, level }, rows, shown, selected: this.#selection.selected.size },
        (filter) => this.#keep(filter),
      )}
      <div
        class="busy-line"
        role="status"
        aria-label=${isReading ? t(texts.readingAgain) : nothing}
        ?data-busy=${isReading}
      ></div>
      ${
        lines.length === 0
          ? message({ icon: 'search', title: t(texts.noMatch) })
          : html`<shadow-list
              label=${t(texts.pairs)}
              .items=${lines}
              .selection=${this.#selection}
              .view=${this.#listView}
              .listeners=${this.#listListeners}
              .look=${this.#view.look}
            ></shadow-list>`
      }`;
  }

  #details(state: SchemaDiffState): TemplateResult {
    const row = this.#activeRow();
    const { rows, details, choices } = this.#session;
    if (row === null && rows.every(({ result }) => result === 'consistent')) {
      const title = t(texts.allConsistent);
      return message({ icon: 'pass', tone: 'passed', title, text: t(texts.allConsistentText) });
    }
    return detailsView(
      {
        details,
        row,
        isSkipped: row !== null && choices.isSkipped(row),
        canSkip: state.phase.kind === 'ready',
        showsEverything: this.#kept.showsEverything,
      },
      {
        skip: (one, skip) => void this.#session.skip([one], skip),
        openTextDiff: () => this.#openTextDiff(),
        showEverything: (showsEverything) => this.#keep({ showsEverything }),
      },
    );
  }

  #options(state: SchemaDiffState): TemplateResult {
    const isDisabled = state.phase.kind !== 'ready';
    return optionsDrawer(state.options, isDisabled, (options: CompareOptions) => {
      void this.#session.command('setOptions', { options });
    });
  }

  readonly #listListeners: ListListeners<PairItem> = {
    onSelect: (selection) => {
      this.#selection = selection;
      this.#keepSelection();
    },
    onCheck: (item) => this.#check(item),
    onExpand: (item, isExpanded) => {
      if (!item.isHeading) return;
      const others = this.#kept.collapsed.filter((result) => result !== item.group.result);
      this.#keep({ collapsed: isExpanded ? others : [...others, item.group.result] });
    },
    onOpen: () => {
      this.renderRoot.querySelector<HTMLElement>('.details-body')?.focus();
    },
    onMenu: (item, at) => {
      if (!item.isHeading) void this.#openMenu(at);
    },
    onScroll: (scroll) => {
      this.#kept = { ...this.#kept, scroll };
      this.#memory.keep(this.#kept);
    },
  };

  readonly #toolbarActions: ToolbarActions = {
    openChangeSql: () => this.#command('openChangeSql'),
    openUndoSql: () => this.#command('openUndoSql'),
    openTextDiff: () => this.#openTextDiff(),
    openAllDifferences: () => this.#command('openAllDifferences'),
    refresh: () => this.#command('refresh'),
    cancel: () => this.#command('cancel'),
    run: () => this.#command('run'),
    export: () => void this.#openExportMenu(),
    toggleOptions: () => this.#keep({ showsOptions: !this.#kept.showsOptions }),
  };

  #command(
    name: 'openChangeSql' | 'openUndoSql' | 'openAllDifferences' | 'refresh' | 'cancel' | 'run',
  ): void {
    void this.#session.command(name, {});
  }

  #openTextDiff(): void {
    const row = this.#activeRow();
    if (row !== null) void this.#session.command('openTextDiff', { id: row.id });
  }

  #check(item: PairItem): void {
    if (this.#session.state?.phase.kind !== 'ready') return;
    if (item.isHeading) {
      const { rows, tickable, ticked } = item.group;
      void this.#session.skip(rows.filter(isTickable), ticked === tickable);
    } else if (isTickable(item.row)) {
      const isSelected = this.#selection.selected.has(item.key);
      const rows = isSelected ? this.#chosenRows() : [item.row];
      void this.#session.skip(rows.filter(isTickable), !this.#session.choices.isSkipped(item.row));
    }
  }

  async #openMenu(at: { readonly x: number; readonly y: number }): Promise<void> {
    const isReady = this.#session.state?.phase.kind === 'ready';
    await this.#menu()?.open(
      t(texts.commands),
      [
        ...skipItems({
          rows: this.#chosenRows(),
          isSkipped: (row) => this.#session.choices.isSkipped(row),
          canSkip: isReady,
          onSkip: (rows, skip) => void this.#session.skip(rows, skip),
        }),
        { label: t(texts.openTextDiff), isDisabled: !isReady, onChoose: () => this.#openTextDiff() },
      ],
      at,
    );
  }

  async #openExportMenu(): Promise<void> {
    const { left = 0, bottom = 0 } =
      this.renderRoot.querySelector('#tool-export')?.getBoundingClientRect() ?? {};
    const labels = { html: texts.exportHtml, json: texts.exportJson, sql: texts.exportSql };
    const items = (['html', 'json', 'sql'] as const).map((format) => ({
      label: t(labels[format]),
      onChoose: () => void this.#session.command('exportReport', { format }),
    }));
    await this.#menu()?.open(t(texts.export), items, { x: left, y: bottom });
  }

  #activeRow(): PairRow | null {
    return this.#view.rowOf(this.#selection.active);
  }

  #chosenRows(): readonly PairRow[] {
    return this.#view.rowsOf(chosenKeys(this.#selection));
  }

  #recall({ active, selected }: PanelMemory): void {
    const byName = new Map(this.#session.rows.map((row) => [row.shadow, keyOf(row)]));
    const keys = selected.map((name) => byName.get(name)).filter((key) => key !== undefined);
    const key = active === null ? undefined : byName.get(active);
    this.#selection = { active: key ?? null, anchor: key ?? null, selected: new Set(keys) };
  }

  #keepSelection(): void {
    const selected = this.#view.rowsOf([...this.#selection.selected]).map(({ shadow }) => shadow);
    this.#keep({ active: this.#activeRow()?.shadow ?? null, selected: keptSelection(selected) });
  }

  #keep(change: Partial<PanelMemory>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#memory.keep(this.#kept);
    this.requestUpdate();
  }

  #list(): GroupedList<PairItem> | null {
    return this.renderRoot.querySelector<GroupedList<PairItem>>('shadow-list');
  }

  #menu(): PopupMenu | null {
    return this.renderRoot.querySelector<PopupMenu>('shadow-menu');
  }
}

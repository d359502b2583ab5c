import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import '../controls/groupedList.ts';
import { icon } from '../controls/icon.ts';
import type { ListListeners, ListView } from '../controls/listView.ts';
import type { ListSelection } from '../controls/listSelection.ts';
import { message } from '../controls/message.ts';
import { progressRing } from '../controls/progressRing.ts';
import { textField } from '../controls/textField.ts';
import { number, t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';
import { noteOf, problemAt, radioRow, textRow } from './fields.ts';
import type { FormContext } from './fields.ts';
import type { TableLine } from './model/tableLines.ts';

export interface TableListState {
  readonly search: string;
  readonly lines: readonly TableLine[];
  readonly selection: ListSelection;
  readonly listeners: ListListeners<TableLine>;
  readonly onSearch: (search: string) => void;
}

/** Which tables of the database: all, or those that are ticked or named by patterns. */
export function rangeSection(context: FormContext, list: TableListState): TemplateResult {
  const { fields, session } = context;
  const isPartial = fields.rangeMode === 'partial';
  return html`${radioRow(
      t(texts.rangeMode),
      [
        { value: 'all', label: t(texts.allTables), help: t(texts.allTablesHelp) },
        { value: 'partial', label: t(texts.partialTables), help: t(texts.partialTablesHelp) },
      ],
      fields.rangeMode,
      (value) => session.change({ field: 'rangeMode', value }),
    )}
    ${isPartial ? tablePicker(context, list) : tablesNotice(context)}
    <div class="line">
      ${
        isPartial
          ? textRow(context, { field: 'include', label: t(texts.include), help: t(texts.includeHelp) })
          : nothing
      }
      ${textRow(context, { field: 'exclude', label: t(texts.exclude), help: t(texts.excludeHelp) })}
    </div>
    ${rangeNote(context)}`;
}

function rangeNote(context: FormContext): TemplateResult {
  const { tables } = context.state;
  const problem = problemAt(context, 'range');
  if (problem !== null || tables.kind !== 'ready') return noteOf(undefined, problem);
  return html`<p class="note" role="status">
    ${icon('filter')} ${t(texts.inRangeCount, number(tables.inRange), number(tables.total))}
  </p>`;
}

/** Where all tables are taken, only what goes wrong with them is worth a place. */
function tablesNotice({ state, session }: FormContext): TemplateResult | typeof nothing {
  if (state.tables.kind === 'reading') {
    return html`<p class="note quiet" role="status">${icon('loading')} ${t(texts.readingTables)}</p>`;
  }
  if (state.tables.kind !== 'failed') return nothing;
  return html`<div class="framed short-frame">${failedTables(state.tables, session)}</div>`;
}

function tablePicker(context: FormContext, list: TableListState): TemplateResult {
  const { session } = context;
  return html`<div class="framed tables">
    <div class="frame-head">
      ${textField({
        id: 'search-tables',
        label: t(texts.searchTables),
        placeholder: t(texts.searchTables),
        value: list.search,
        onInput: list.onSearch,
        start: icon('search', { slot: 'start' }),
      })}
      ${button({
        label: t(texts.refreshTables),
        icon: 'refresh',
        kind: 'icon',
        onPress: () => void session.command('refreshTables', {}),
      })}
    </div>
    <div class="frame-body">${tablesBody(context, list)}</div>
  </div>`;
}

function tablesBody({ state, session }: FormContext, list: TableListState): TemplateResult {
  const { tables } = state;
  switch (tables.kind) {
    case 'none':
      return message({ icon: 'database', title: t(texts.tablesAfterTarget) });
    case 'reading':
      return html`<div class="message">
        ${progressRing(t(texts.readingTables))}
        <p role="status">${t(texts.readingTables)}</p>
      </div>`;
    case 'failed':
      return failedTables(tables, session);
    case 'ready':
      if (tables.total === 0) return message({ icon: 'info', title: t(texts.noTables) });
      if (list.lines.length === 0) {
        return message({ icon: 'search', title: session.tables.isWhole ? t(texts.noTableMatches) : '' });
      }
      return html`<shadow-list
        id="tables"
        label=${t(texts.tables)}
        .items=${list.lines}
        .selection=${list.selection}
        .view=${tableView}
        .listeners=${list.listeners}
      ></shadow-list>`;
  }
}

function failedTables(
  { message: text, remedy }: { readonly message: string; readonly remedy: string | null },
  session: FormContext['session'],
): TemplateResult {
  return message({
    icon: 'error',
    tone: 'error',
    title: t(texts.tablesFailed),
    text: [text, remedy ?? ''].map(visibleText).join(' '),
    action: button({
      label: t(sharedTexts.retry),
      onPress: () => void session.command('refreshTables', {}),
    }),
    isAlert: true,
  });
}

const tableView: ListView<TableLine> = {
  label: (line) =>
    line.isHeading
      ? `${t(texts.tablesShown)} ${t(texts.tableCount, number(line.chosen), number(line.total))}`
      : [visibleText(line.table.name), placeText(line)].filter((part) => part !== '').join(' '),
  render: (line) =>
    line.isHeading
      ? html`<span class="name">${`${t(texts.tablesShown)} `}</span>
          <span class="figures quiet">${t(texts.tableCount, number(line.chosen), number(line.total))}</span>`
      : html`<span class="names"
            ><span class="name" title=${visibleText(line.table.name)}
              >${`${visibleText(line.table.name)} `}</span
            ></span
          >
          <span class="figures quiet">${placeText(line)}</span>`,
  check: (line) => {
    if (!line.isHeading) return line.table.place === 'shadow' ? null : line.isChosen;
    if (line.total === 0) return null;
    return line.chosen === 0 ? false : line.chosen === line.total ? true : 'mixed';
  },
  isExpanded: () => null,
  typed: (line) => (line.isHeading ? '' : line.table.name),
};

/** What a tick alone does not say. */
function placeText(line: TableLine): string {
  if (line.isHeading) return '';
  if (line.table.place === 'shadow') return t(texts.isShadow);
  return line.table.place === 'in' && !line.isChosen ? t(texts.inRange) : '';
}

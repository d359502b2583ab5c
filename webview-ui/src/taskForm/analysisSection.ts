import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import type { TaskFormAnalysis } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import type { ListListeners, ListView } from '../controls/listView.ts';
import type { ListSelection } from '../controls/listSelection.ts';
import { message } from '../controls/message.ts';
import { progressBar } from '../controls/progressBar.ts';
import { progressRing } from '../controls/progressRing.ts';
import { tabs } from '../controls/tabs.ts';
import { textField } from '../controls/textField.ts';
import { number, shownTime, t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';
import { pairListView } from '../schemaDiff/pairLine.ts';
import { isTickable } from '../schemaDiff/model/pairTree.ts';
import type { IsSkipped, PairItem } from '../schemaDiff/model/pairTree.ts';
import { saidNote } from './fields.ts';
import type { FormContext } from './fields.ts';
import type { PairTab, PairTabs } from './model/pairTabs.ts';

export interface PairListState extends PairTabs {
  readonly tab: PairTab;
  readonly search: string;
  readonly selection: ListSelection;
  readonly view: ListView<PairItem>;
  readonly look: unknown;
  readonly listeners: ListListeners<PairItem>;
  /** What the commands above the list work on. */
  readonly chosen: readonly PairRow[];
  readonly isSkipped: IsSkipped;
  readonly onTab: (tab: PairTab) => void;
  readonly onSearch: (search: string) => void;
  readonly onSkip: (rows: readonly PairRow[], skip: boolean) => void;
}

/** What the analysis found, table by table, and what of it will be synchronized. */
export function analysisSection(context: FormContext, list: PairListState): TemplateResult {
  const { state } = context;
  const { analysis } = state;
  return html`<div class="analysis-head">${analyzeButton(context)} ${progressOf(analysis)}</div>
    ${bodyOf(context, list)} ${state.notes.map(saidNote)}`;
}

function analyzeButton({ state, session }: FormContext): TemplateResult {
  const { analysis, canAnalyse } = state;
  if (analysis.kind === 'reading') {
    return button({
      id: 'cancel-analysis',
      label: t(sharedTexts.cancel),
      icon: 'close',
      onPress: () => void session.command('cancelAnalysis', {}),
    });
  }
  const isShown = analysis.kind === 'ready' && !analysis.isOutdated;
  return button({
    id: 'analyze',
    label: t(analysis.kind === 'none' ? texts.analyze : texts.analyzeAgain),
    icon: 'git-compare',
    kind: isShown ? 'secondary' : 'primary',
    isDisabled: !canAnalyse,
    onPress: () => void session.command('analyse', {}),
  });
}

const steps = {
  connecting: texts.connecting,
  listing: texts.listing,
  reading: texts.reading,
  comparing: texts.comparing,
} as const;

function progressOf(analysis: TaskFormAnalysis): TemplateResult {
  if (analysis.kind === 'reading') {
    const { step, done, of } = analysis;
    const label = t(steps[step]);
    return html`${progressBar(label, done, of)}
      <span class="quiet" role="status"
        >${label} ${of === 0 ? nothing : t(texts.progress, number(done), number(of))}</span
      >`;
  }
  if (analysis.kind !== 'ready') return html`<span class="quiet">${t(texts.notAnalyzedText)}</span>`;
  return html`<span class="quiet" role="status"
    >${analysis.isUpdating ? t(texts.updating) : t(texts.analyzedAt, shownTime(analysis.readAt))}</span
  >`;
}

function bodyOf(context: FormContext, list: PairListState): TemplateResult {
  const { analysis } = context.state;
  const { rows } = context.session;
  switch (analysis.kind) {
    case 'failed':
      return framed(
        message({
          icon: 'error',
          tone: 'error',
          title: t(texts.analysisFailed),
          text: [analysis.message, analysis.remedy ?? ''].map(visibleText).join(' '),
          isAlert: true,
        }),
      );
    case 'cancelled':
      return framed(message({ icon: 'circle-slash', title: t(texts.analysisCancelled) }));
    case 'none':
      return framed(
        message({
          icon: 'git-compare',
          title: t(texts.notAnalyzed),
          text: context.state.canAnalyse ? null : t(texts.tablesAfterTarget),
        }),
      );
    case 'reading':
      // What was found before stays in sight, so that nothing jumps.
      return rows.rows.length === 0
        ? framed(html`<div class="message">${progressRing(t(steps[analysis.step]))}</div>`, '')
        : pairTabs(context, list);
    case 'ready':
      return html`${analysis.isOutdated ? warning(t(texts.outdated)) : nothing}
      ${analysis.isRunning ? warning(t(texts.isRun)) : nothing} ${pairTabs(context, list)}`;
  }
}

function warning(text: string): TemplateResult {
  return html`<p class="hint" role="status">${icon('warning', { tone: 'warning' })} ${text}</p>`;
}

function framed(content: TemplateResult, size = 'small'): TemplateResult {
  return html`<div class=${`framed results ${size}`}>${content}</div>`;
}

function pairTabs(context: FormContext, list: PairListState): TemplateResult {
  return tabs<PairTab>({
    id: 'pairs',
    label: t(texts.resultTabs),
    tabs: [
      { value: 'synchronized', label: t(texts.synchronized), count: number(list.counts.synchronized) },
      { value: 'unsynchronized', label: t(texts.unsynchronized), count: number(list.counts.unsynchronized) },
    ],
    chosen: list.tab,
    onChange: list.onTab,
    panel: html`<div class="framed results">
      <div class="frame-head">${listHead(context, list)}</div>
      <div class="frame-body">${pairList(context, list)}</div>
    </div>`,
  });
}

function listHead(context: FormContext, list: PairListState): TemplateResult {
  const { chosen, isSkipped } = list;
  const skippable = chosen.filter(isTickable);
  const isReady = canSkip(context);
  return html`${textField({
      id: 'search-pairs',
      label: t(texts.searchPairs),
      placeholder: t(texts.searchPairs),
      value: list.search,
      onInput: list.onSearch,
      start: icon('search', { slot: 'start' }),
    })}
    <div class="row-commands" role="group" aria-label=${t(texts.rowCommands)}>
      ${button({
        id: 'view',
        label: t(texts.view),
        hint: t(texts.viewHint),
        onPress: () => void context.session.command('view', { id: chosen[0]?.id ?? null }),
      })}
      ${button({
        id: 'skip',
        label: t(texts.skip),
        isDisabled: !isReady || skippable.every(isSkipped),
        onPress: () => list.onSkip(skippable, true),
      })}
      ${button({
        id: 'undo-skip',
        label: t(texts.undoSkip),
        isDisabled: !isReady || !skippable.some(isSkipped),
        onPress: () => list.onSkip(skippable, false),
      })}
    </div>`;
}

/** Skips are the comparison's: while it is outdated, read or run there is nothing to skip. */
export function canSkip({ state }: Pick<FormContext, 'state'>): boolean {
  const { analysis } = state;
  return analysis.kind === 'ready' && !analysis.isOutdated && !analysis.isRunning && !state.isSubmitting;
}

function pairList({ session }: FormContext, list: PairListState): TemplateResult {
  if (list.lines.length > 0) {
    return html`<shadow-list
      id="pairs-list"
      label=${t(list.tab === 'synchronized' ? texts.synchronized : texts.unsynchronized)}
      .items=${list.lines}
      .selection=${list.selection}
      .view=${list.view}
      .listeners=${list.listeners}
      .look=${list.look}
    ></shadow-list>`;
  }
  if (!session.rows.isWhole) return html``;
  if (list.search.trim() !== '') return message({ icon: 'search', title: t(texts.noTableMatches) });
  return list.tab === 'synchronized'
    ? message({
        icon: 'pass',
        tone: 'passed',
        title: t(texts.nothingSynchronized),
        text: t(texts.nothingSynchronizedText),
      })
    : message({ icon: 'info', title: t(texts.nothingUnsynchronized) });
}

export interface RowActions {
  readonly isSkipped: IsSkipped;
  readonly view: (row: PairRow) => void;
  readonly skip: (row: PairRow, skip: boolean) => void;
}

/** As the schema diff shows its pairs, with what can be done to one at its end. */
export function pairView({ isSkipped, view, skip }: RowActions): ListView<PairItem> {
  const base = pairListView(isSkipped);
  return {
    ...base,
    render: (item) =>
      item.isHeading
        ? base.render(item)
        : html`${base.render(item)}
            <span class="row-actions" aria-hidden="true">
              ${rowAction(t(texts.view), () => view(item.row))}
              ${
                isTickable(item.row)
                  ? rowAction(t(isSkipped(item.row) ? texts.undoSkip : texts.skip), () =>
                      skip(item.row, !isSkipped(item.row)),
                    )
                  : nothing
              }
            </span>`,
  };
}

function rowAction(label: string, onPress: () => void): TemplateResult {
  return html`<span
    class="row-action"
    data-label=${label}
    @mousedown=${(event: Event) => {
      event.stopPropagation();
    }}
    @click=${onPress}
  ></span>`;
}

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { PairDetails, PairRow } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { badge } from '../controls/badge.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { message } from '../controls/message.ts';
import { progressRing } from '../controls/progressRing.ts';
import { t } from '../l10n.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import type { DetailsState } from './comparisonSession.ts';
import { findingList } from './findingList.ts';
import { resultLabels } from './labels.ts';
import { isTickable } from './model/pairTree.ts';
import { statementList } from './statementList.ts';
import { hasChanges, structureView } from './structureView.ts';
import { textsView } from './textsView.ts';

export interface DetailsViewState {
  readonly details: DetailsState;
  /** The pair that is looked at, as the list has it. */
  readonly row: PairRow | null;
  readonly isSkipped: boolean;
  readonly canSkip: boolean;
  readonly showsEverything: boolean;
}

export interface DetailsActions {
  readonly skip: (row: PairRow, skip: boolean) => void;
  readonly openTextDiff: () => void;
  readonly showEverything: (showsEverything: boolean) => void;
}

/** One pair in full: structure side by side, findings, statements. */
export function detailsView(state: DetailsViewState, actions: DetailsActions): TemplateResult {
  const { row, details } = state;
  if (row === null || details.kind === 'none') {
    return message({ icon: 'git-compare', title: t(texts.nothingChosen) });
  }
  const source = visibleText(row.source);
  return html`<section class="details" aria-label=${t(texts.detailsOf, source)}>
    ${detailsHeading(state, row, actions)}
    <div class="details-body" tabindex="0" role="group" aria-label=${t(texts.detailsOf, source)}>
      ${bodyOf(details, state.showsEverything)}
    </div>
  </section>`;
}

function detailsHeading(state: DetailsViewState, row: PairRow, actions: DetailsActions): TemplateResult {
  const { text, icon: name, tone } = resultLabels[row.result];
  const { isSkipped, canSkip, showsEverything } = state;
  return html`<header class="details-heading">
    <h2 class="details-title" title=${`${visibleText(row.source)} → ${visibleText(row.shadow)}`}>
      <span class="name">${visibleText(row.source)}</span>
      ${icon('arrow-right')}
      <span class="name">${visibleText(row.shadow)}</span>
    </h2>
    <div class="details-line">
      ${icon(name, { tone })} <span>${t(text)}</span>
      ${isSkipped && isTickable(row) ? badge(t(texts.skippedByUser)) : nothing}
      <span class="grow"></span>
      ${
        isTickable(row)
          ? button({
              label: t(isSkipped ? texts.undoSkip : texts.skip),
              isDisabled: !canSkip,
              onPress: () => actions.skip(row, !isSkipped),
            })
          : nothing
      }
      ${button({ label: t(texts.openTextDiff), icon: 'git-compare', onPress: actions.openTextDiff })}
    </div>
    ${row.reason === null ? nothing : html`<p class="reason">${visibleText(row.reason)}</p>`}
    <div class="switch" role="group" aria-label=${t(texts.shownParts)}>
      ${[false, true].map(
        (isAll) =>
          html`<button
            type="button"
            class="switch-part"
            aria-pressed=${showsEverything === isAll}
            @click=${() => actions.showEverything(isAll)}
          >
            ${t(isAll ? texts.everything : texts.onlyDifferences)}
          </button>`,
      )}
    </div>
  </header>`;
}

function bodyOf(state: DetailsState, showsEverything: boolean): unknown {
  switch (state.kind) {
    case 'none':
      return nothing;
    case 'failed':
      return message({
        icon: 'error',
        tone: 'error',
        title: visibleText(state.error.message),
        text: state.error.remedy,
        isAlert: true,
      });
    case 'loading':
      return state.earlier === null
        ? html`<div class="waiting">${progressRing(t(texts.reading))}</div>`
        : html`<div class="earlier" aria-busy="true">${guarded(state.earlier, showsEverything)}</div>`;
    case 'shown':
      return html`<div>${guarded(state.details, showsEverything)}</div>`;
  }
}

/** Thousands of definitions are compared by words here: only when they are others than before. */
function guarded(details: PairDetails, showsEverything: boolean): unknown {
  return guard([details, showsEverything], () => contentOf(details, showsEverything));
}

function contentOf(details: PairDetails, showsEverything: boolean): TemplateResult {
  const { sections, findings, statements, texts: bothTexts, result } = details;
  const isSame = sections.length > 0 && !hasChanges(sections);
  const isEmpty = sections.length === 0 && findings.length === 0 && statements.length === 0;
  return html`
    ${isSame && !showsEverything ? html`<p class="quiet">${t(texts.noDifferences)}</p>` : nothing}
    ${
      isEmpty && bothTexts === null && result !== 'consistent'
        ? html`<p class="quiet">${t(texts.noDetails)}</p>`
        : nothing
    }
    ${bothTexts === null ? nothing : textsView(bothTexts)} ${findingList(findings)}
    ${structureView(sections, showsEverything)} ${statementList(statements)}
  `;
}

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairSection } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import { changeLabels, sectionLabels } from './labels.ts';
import { wordChanges } from './model/wordChanges.ts';
import type { Piece } from './model/wordChanges.ts';

type Row = PairSection['rows'][number];

export function hasChanges(sections: readonly PairSection[]): boolean {
  return sections.some(({ rows }) => rows.some(({ kind }) => kind !== 'same'));
}

/** The two structures side by side, by sections; with only the differences or with everything. */
export function structureView(
  sections: readonly PairSection[],
  showsEverything: boolean,
): readonly (TemplateResult | typeof nothing)[] {
  return sections.map(({ kind, rows }) => {
    const shown = showsEverything ? rows : rows.filter((row) => row.kind !== 'same');
    if (shown.length === 0) return nothing;
    const title = t(sectionLabels[kind]);
    return html`<h3 class="section-title">${title}</h3>
      <div class="table" role="table" aria-label=${title} data-section=${kind}>
        <div class="table-head" role="row">
          <span role="columnheader">${t(texts.name)}</span>
          <span role="columnheader">${t(texts.sourceTable)}</span>
          <span role="columnheader">${t(texts.shadowTable)}</span>
        </div>
        ${shown.map(structureRow)}
      </div>`;
  });
}

function structureRow(row: Row): TemplateResult {
  const label = changeLabels[row.kind];
  const { source, shadow } = piecesOf(row);
  return html`<div class="table-row" role="row" data-kind=${row.kind}>
    <span class="part-name" role="rowheader">
      ${
        label === null
          ? html`<span class="icon"></span>`
          : icon(label.icon, { tone: label.tone, label: t(label.text) })
      }
      <span class="part-text">${visibleText(row.name)}</span>
    </span>
    <span class="definition" role="cell">${side(source, 'ins')}</span>
    <span class="definition" role="cell">${side(shadow, 'del')}</span>
  </div>`;
}

interface Sides {
  readonly source: readonly Piece[];
  readonly shadow: readonly Piece[];
}

function piecesOf({ kind, source, shadow }: Row): Sides {
  const shown = { source: shownText(source), shadow: shownText(shadow) };
  if (kind === 'changed' && shown.source !== null && shown.shadow !== null) {
    return wordChanges(shown.source, shown.shadow);
  }
  const whole = (text: string | null): readonly Piece[] =>
    text === null ? [] : [{ text, isChanged: kind === 'added' || kind === 'removed' }];
  return { source: whole(shown.source), shadow: whole(shown.shadow) };
}

function shownText(text: string | null): string | null {
  return text === null ? null : visibleText(text);
}

/** What differs is marked as the editor marks it, and as an insertion or a deletion for those who don't see colours. */
function side(pieces: readonly Piece[], mark: 'ins' | 'del'): unknown {
  if (pieces.length === 0) return html`<span class="absent" aria-hidden="true"></span>`;
  return pieces.map(({ text, isChanged }) => {
    if (!isChanged) return text;
    return mark === 'ins' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
  });
}

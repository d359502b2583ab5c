import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { badge } from '../controls/badge.ts';
import type { ListView } from '../controls/listView.ts';
import { icon } from '../controls/icon.ts';
import { counted, number, t } from '../l10n.ts';
import { levelLabels, outcomeLabels } from '../panel/labels.ts';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { schemaDiffCounts as counts, schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import { resultLabels } from './labels.ts';
import { isTickable } from './model/pairTree.ts';
import type { IsSkipped, PairGroup, PairItem } from './model/pairTree.ts';

/** How the list shows groups and pairs. */
export function pairListView(
  isSkipped: IsSkipped,
  hasOutcomes: () => boolean = () => false,
): ListView<PairItem> {
  return {
    label: (item) => (item.isHeading ? groupLabel(item.group) : pairLabel(item.row, isSkipped(item.row))),
    render: (item) =>
      item.isHeading ? groupLine(item.group) : pairLine(item.row, isSkipped(item.row), hasOutcomes()),
    check: (item) => {
      if (item.isHeading) return groupCheck(item.group);
      return isTickable(item.row) ? !isSkipped(item.row) : null;
    },
    isExpanded: (item) => (item.isHeading ? item.group.isExpanded : null),
    typed: (item) => (item.isHeading ? t(resultLabels[item.group.result].text) : item.row.source),
  };
}

function groupCheck({ tickable, ticked }: PairGroup): boolean | 'mixed' | null {
  if (tickable === 0) return null;
  return ticked === 0 ? false : ticked === tickable ? true : 'mixed';
}

function shownCount({ rows, total }: PairGroup): string {
  return rows.length === total ? number(total) : t(texts.shownOfAll, number(rows.length), number(total));
}

function groupLabel(group: PairGroup): string {
  const name = t(resultLabels[group.result].text);
  return group.tickable === 0
    ? t(texts.groupLabelPlain, name, shownCount(group))
    : t(texts.groupLabel, name, shownCount(group), number(group.ticked), number(group.tickable));
}

function pairLabel(row: PairRow, isSkipped: boolean): string {
  // In the order in which it is seen: who speaks to the computer says what is seen (WCAG 2.5.3).
  const parts = [`${visibleText(row.source)} → ${visibleText(row.shadow)}`];
  if (row.differences > 0) parts.push(counted(row.differences, counts.differences));
  parts.push(t(resultLabels[row.result].text));
  if (row.isSkippedByUser || (isSkipped && isTickable(row))) parts.push(t(texts.skippedByUser));
  if (row.level !== null) parts.push(t(levelLabels[row.level].text));
  if (row.outcome !== null) parts.push(t(outcomeLabels[row.outcome].text));
  return parts.join(', ');
}

function groupLine(group: PairGroup): TemplateResult {
  const { text, icon: name, tone } = resultLabels[group.result];
  return html`${icon(name, { tone })}<span class="name">${t(text)}</span>
    <span class="figures">${badge(shownCount(group))}</span>`;
}

function pairLine(row: PairRow, isSkipped: boolean, hasOutcomes: boolean): TemplateResult {
  const source = visibleText(row.source);
  const shadow = visibleText(row.shadow);
  const reason = row.reason === null ? '' : `\n${visibleText(row.reason)}`;
  const isOff = isSkipped && isTickable(row);
  return html`<span class=${isOff ? 'names off' : 'names'} title=${`${source} → ${shadow}${reason}`}
      ><span class="name">${source}</span><span class="shadow-name quiet">→ ${shadow}</span></span
    ><span class="figures">
      ${
        row.differences > 0
          ? html`<span class="quiet" title=${counted(row.differences, counts.differences)}
              >${number(row.differences)}</span
            >`
          : nothing
      }
      ${levelIcon(row)} ${hasOutcomes ? outcomeIcon(row) : nothing}</span
    >`;
}

/** Keeps the place, so that what stands beside it is in line with the other rows. */
const noIcon = html`<span class="icon"></span>`;

function levelIcon({ level, codes }: PairRow): TemplateResult {
  if (level === null || level === 'info') return noIcon;
  const { icon: name, tone, text } = levelLabels[level];
  return icon(name, { tone, label: `${t(text)}: ${codes.join(', ')}` });
}

function outcomeIcon({ outcome }: PairRow): TemplateResult {
  if (outcome === null) return noIcon;
  const { icon: name, tone, text } = outcomeLabels[outcome];
  return icon(name, { tone, label: t(text) });
}

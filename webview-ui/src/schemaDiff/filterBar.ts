import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import { button } from '../controls/button.ts';
import { chips } from '../controls/chips.ts';
import { dropdown } from '../controls/dropdown.ts';
import { icon } from '../controls/icon.ts';
import { textField } from '../controls/textField.ts';
import { counted, number, t } from '../l10n.ts';
import { schemaDiffCounts as counts, schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import { resultLabels } from './labels.ts';
import { isFiltering, noFilter } from './model/pairFilter.ts';
import type { PairFilter } from './model/pairFilter.ts';
import { resultOrder } from './model/pairTree.ts';

export interface FilterBarState {
  readonly filter: PairFilter;
  readonly rows: readonly PairRow[];
  readonly shown: number;
  readonly selected: number;
}

/** Above the list: what of it is shown, and how much that is. */
export function filterBar(state: FilterBarState, onChange: (filter: PairFilter) => void): TemplateResult {
  const { filter, rows } = state;
  const totals = countResults(rows);
  const present = resultOrder.filter((result) => totals.has(result));
  return html`<div class="filter" role="search">
    ${textField({
      id: 'search',
      label: t(texts.search),
      placeholder: t(texts.search),
      value: filter.text,
      onInput: (text) => onChange({ ...filter, text }),
      start: icon('search', { slot: 'start' }),
    })}
    ${chips({
      label: t(texts.results),
      choices: present.map((value) => ({
        value,
        label: t(resultLabels[value].text),
        count: number(totals.get(value) ?? 0),
      })),
      chosen: filter.results,
      onChange: (results) => onChange({ ...filter, results }),
    })}
    <div class="filter-end">
      ${dropdown({
        label: t(texts.findingLevel),
        choices: [
          { value: 'any', label: t(texts.anyFinding) },
          { value: 'caution', label: t(texts.cautionOrWorse) },
          { value: 'unsafe', label: t(texts.unsafeOrWorse) },
        ],
        value: filter.level,
        onChange: (level) => onChange({ ...filter, level }),
      })}
      <span class="quiet" role="status">${shownText(state)}</span>
      ${
        isFiltering(filter)
          ? button({
              label: t(texts.clearFilter),
              icon: 'close',
              kind: 'icon',
              onPress: () => onChange(noFilter),
            })
          : nothing
      }
    </div>
  </div>`;
}

function shownText({ rows, shown, selected }: FilterBarState): string {
  const all = counted(rows.length, counts.tables);
  const parts = [shown === rows.length ? all : t(texts.shownOfAll, number(shown), all)];
  if (selected > 1) parts.push(counted(selected, counts.selected));
  return parts.join(' · ');
}

function countResults(rows: readonly PairRow[]): ReadonlyMap<PairRow['result'], number> {
  const totals = new Map<PairRow['result'], number>();
  for (const { result } of rows) totals.set(result, (totals.get(result) ?? 0) + 1);
  return totals;
}

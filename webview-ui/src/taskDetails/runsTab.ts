import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownRun, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { message } from '../controls/message.ts';
import { number, shownTime, t } from '../l10n.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import { runPictures } from './labels.ts';
import { shownDuration } from './numbers.ts';

export interface RunsActions {
  readonly choose: (run: string) => void;
  readonly openChangeSql: (run: string) => void;
  readonly showLog: (run: string) => void;
  readonly undo: (run: string) => void;
}

/** The history on the left, one run with its statements on the right, what comes next above. */
export function runsTab(
  task: ShownTask,
  chosen: ShownRun | null,
  pane: TemplateResult,
  actions: RunsActions,
): TemplateResult {
  const next = nextRuns(task);
  if (task.runs.length === 0) {
    return html`${next} ${message({ icon: 'history', title: t(texts.noRuns), text: t(texts.noRunsText) })}`;
  }
  return html`${next}
    <div class="runs">
      <ul class="run-list" role="listbox" aria-label=${t(texts.runList)} tabindex="0" @keydown=${onKey}>
        ${task.runs.map((run) => runLine(run, run.run === chosen?.run, actions))}
      </ul>
      <section class="run">${chosen === null ? nothing : html`${runHead(chosen, actions)} ${pane}`}</section>
    </div>`;
}

function nextRuns({ nextRuns: times }: ShownTask): TemplateResult | typeof nothing {
  if (times.length === 0) return nothing;
  return html`<p class="next">
    ${icon('clock')} <span class="step-title">${t(texts.nextRuns)}</span>
    ${times.map((at) => html`<span class="tag">${shownTime(at)}</span>`)}
  </p>`;
}

function runLine(run: ShownRun, isChosen: boolean, { choose }: RunsActions): TemplateResult {
  const { icon: name, tone } = runPictures[run.outcome];
  const label = `${shownTime(run.startedAt)}, ${visibleText(run.outcomeName)}`;
  return html`<li
    class="run-line"
    role="option"
    aria-selected=${isChosen}
    aria-label=${label}
    data-run=${run.run}
    @click=${() => choose(run.run)}
  >
    ${icon(name, { tone })}
    <span class="run-name">
      <span>${shownTime(run.startedAt)}</span>
      <span class="quiet">${visibleText(run.outcomeName)}</span>
    </span>
  </li>`;
}

/** Arrow keys, Home and End choose; the list is one stop of the Tab key. */
function onKey(event: KeyboardEvent): void {
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>('.run-line')];
  const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, all.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: all.length - 1,
  };
  const next = all[moves[event.key] ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.click();
  next.scrollIntoView({ block: 'nearest' });
}

function runHead(run: ShownRun, actions: RunsActions): TemplateResult {
  const { icon: name, tone } = runPictures[run.outcome];
  const hasRun = run.outcome !== 'missed' && run.outcome !== 'skipped';
  return html`<div class="run-head">
    <div class="full-head">
      <h2>${icon(name, { tone })} ${visibleText(run.outcomeName)}</h2>
      <span class="quiet">${visibleText(run.run)}</span>
      <span class="grow"></span>
      ${
        hasRun
          ? html`${button({ label: t(texts.openChangeSql), icon: 'file-code', onPress: () => actions.openChangeSql(run.run) })}
            ${button({ label: t(texts.showLog), icon: 'output', onPress: () => actions.showLog(run.run) })}`
          : nothing
      }
      ${
        run.canUndo
          ? button({ label: t(texts.undoRun), icon: 'discard', onPress: () => actions.undo(run.run) })
          : nothing
      }
    </div>
    <dl class="run-facts">${facts(run).map(([label, value]) => fact(label, value))}</dl>
    ${leftTables(run)}
  </div>`;
}

function fact(label: string, value: string): TemplateResult {
  return html`<div class=${value.length > 40 ? 'fact wide' : 'fact'}>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

function facts(run: ShownRun): readonly (readonly [string, string])[] {
  const { startedAt, endedAt, slot, lateMs, coalesced, reason, succeeded, failed, skipped } = run;
  const planned = slot === null ? t(texts.startedByHand) : shownTime(slot);
  const late = lateMs > 60_000 ? `, ${t(texts.late, shownDuration(lateMs))}` : '';
  const more = coalesced > 0 ? `, ${t(texts.coalesced, number(coalesced))}` : '';
  return [
    [t(texts.slot), `${planned}${late}${more}`],
    [t(texts.startedAt), shownTime(startedAt)],
    [t(texts.endedAt), endedAt === null ? t(texts.goesOn) : shownTime(endedAt)],
    ...(endedAt === null ? [] : [[t(texts.duration), shownDuration(endedAt - startedAt)] as const]),
    ...(endedAt === null
      ? []
      : [[t(texts.tables), t(texts.counts, number(succeeded), number(failed), number(skipped))] as const]),
    ...(reason === null ? [] : [[t(texts.reason), visibleText(reason)] as const]),
  ];
}

function leftTables({ left }: ShownRun): TemplateResult | typeof nothing {
  if (left.length === 0) return nothing;
  return html`<details class="left-tables">
    <summary>${t(texts.leftTables)} (${number(left.length)})</summary>
    <ul>
      ${left.map(
        ({ shadow, reason }) =>
          html`<li>
            <span class="name">${visibleText(shadow)}</span> <span class="quiet">${visibleText(reason)}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LogFilter, ShownLine, ShownRun, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { chips } from '../controls/chips.ts';
import { dropdown } from '../controls/dropdown.ts';
import { icon } from '../controls/icon.ts';
import { message } from '../controls/message.ts';
import { progressRing } from '../controls/progressRing.ts';
import { textField } from '../controls/textField.ts';
import '../controls/virtualLines.ts';
import { number, shownTime, t } from '../l10n.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import { lineLabels } from './labels.ts';
import type { LogState } from './taskSession.ts';

type Level = ShownLine['level'];

/** How the log is looked at; kept while the panel is hidden. */
export interface LogView {
  readonly kind: 'all' | 'alert';
  /** Of all logs; none means every one. */
  readonly levels: readonly Level[];
  readonly text: string;
  readonly isFollowing: boolean;
}

export interface LogActions {
  readonly change: (change: Partial<LogView>) => void;
  readonly chooseRun: (run: string) => void;
  readonly copy: () => void;
  readonly save: () => void;
  readonly open: () => void;
}

const all: readonly Level[] = ['info', 'warn', 'error'];
const alerts: readonly Level[] = ['warn', 'error'];

/** What the editor is asked for. */
export function logFilterOf(run: string, { kind, levels, text }: LogView): LogFilter {
  const offered = kind === 'all' ? all : alerts;
  const chosen = offered.filter((level) => levels.includes(level));
  return { run, levels: chosen.length === 0 ? offered : chosen, text };
}

/** Runs that have a log. */
export function loggedRuns({ runs }: ShownTask): readonly ShownRun[] {
  return runs.filter(({ outcome }) => outcome !== 'missed' && outcome !== 'skipped');
}

/** The log of one run: all of it or its alerts, searched, filtered and followed. */
export function logTab(
  task: ShownTask,
  run: string | null,
  log: LogState | null,
  view: LogView,
  actions: LogActions,
): TemplateResult {
  if (run === null) return message({ icon: 'output', title: t(texts.noLog), text: t(texts.noLogText) });
  return html`<div class="log">
    ${toolbar(task, run, view, actions)} ${notes(log)}
    <div class="log-lines">${lines(log, view, actions)}</div>
  </div>`;
}

function toolbar(task: ShownTask, run: string, view: LogView, actions: LogActions): TemplateResult {
  const runs = loggedRuns(task);
  const { kind, levels, text, isFollowing } = view;
  const offered = kind === 'all' ? all : alerts;
  return html`<div class="log-bar">
    ${
      runs.length < 2
        ? nothing
        : dropdown({
            id: 'log-run',
            label: t(texts.run),
            value: run,
            choices: runs.map((one) => ({
              value: one.run,
              label: `${shownTime(one.startedAt)} · ${visibleText(one.outcomeName)}`,
            })),
            onChange: actions.chooseRun,
          })
    }
    ${dropdown({
      id: 'log-kind',
      label: t(texts.kindOfLog),
      value: kind,
      choices: [
        { value: 'all', label: t(texts.allLogs) },
        { value: 'alert', label: t(texts.alertLogs) },
      ],
      onChange: (chosen) => actions.change({ kind: chosen }),
    })}
    ${chips({
      label: t(texts.levels),
      choices: offered.map((level) => ({ value: level, label: t(lineLabels[level].text), count: '' })),
      chosen: levels.filter((level) => offered.includes(level)),
      onChange: (chosen) => actions.change({ levels: chosen }),
    })}
    ${textField({
      id: 'log-search',
      label: t(texts.searchLog),
      placeholder: t(texts.searchLog),
      value: text,
      onInput: (typed) => actions.change({ text: typed }),
      start: icon('search', { slot: 'start' }),
    })}
    <span class="grow"></span>
    ${checkbox({
      id: 'log-follow',
      label: t(texts.follow),
      isChecked: isFollowing,
      onChange: (isChecked) => actions.change({ isFollowing: isChecked }),
    })}
    <span class="log-commands">
      ${button({ label: t(texts.copyLog), icon: 'copy', kind: 'icon', onPress: actions.copy })}
      ${button({ label: t(texts.saveLog), icon: 'save', kind: 'icon', onPress: actions.save })}
      ${button({ label: t(texts.openLog), icon: 'go-to-file', kind: 'icon', onPress: actions.open })}
    </span>
  </div>`;
}

function notes(log: LogState | null): TemplateResult | typeof nothing {
  if (log === null) return nothing;
  const parts = [
    t(texts.lineCount, number(log.total), number(log.of)),
    ...(log.torn > 0 ? [t(texts.torn, number(log.torn))] : []),
    ...(log.isCut ? [t(texts.cut)] : []),
  ];
  return html`<p class="log-notes quiet" role="status">${parts.join(' · ')}</p>`;
}

function lines(log: LogState | null, { isFollowing }: LogView, { change }: LogActions): TemplateResult {
  if (log === null) return html`<div class="waiting">${progressRing(t(texts.logs))}</div>`;
  if (log.total === 0) {
    return message({ icon: 'output', title: t(texts.noLines), text: t(texts.noLinesText) });
  }
  return html`<shadow-lines
    label=${t(texts.logLines)}
    .count=${log.lines.length}
    .line=${(index: number) => lineOf(log.lines[index])}
    .isFollowing=${isFollowing}
    @follow-change=${({ detail }: CustomEvent<boolean>) => change({ isFollowing: detail })}
  ></shadow-lines>`;
}

function lineOf(line: ShownLine | undefined): { readonly kind: string; readonly text: TemplateResult } {
  if (line === undefined) return { kind: '', text: html`` };
  const { at, level, message: text } = line;
  const { icon: name, tone, text: word } = lineLabels[level];
  return {
    kind: level,
    text: html`<span class="time">${exactTime(at)}</span>${icon(name, { tone, label: t(word) })}<span
        >${visibleText(text)}</span
      >`,
  };
}

/** Time of the day with milliseconds: lines of one run are told apart by them. */
function exactTime(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** When it runs, what happens when something fails, and what people should know of it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TaskFormState } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { checkbox } from '../controls/checkbox.ts';
import { icon } from '../controls/icon.ts';
import { textArea } from '../controls/textArea.ts';
import { number, t, timeIn } from '../l10n.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';
import { dateTimeRow, labelOf, noteOf, radioRow, row, suggestRow, textRow } from './fields.ts';
import type { FormContext } from './fields.ts';

/** As many characters as a task keeps (src/task/model/readTask.ts). */
const mostRemarks = 200;

export function executionSection(context: FormContext): TemplateResult {
  const { fields, session } = context;
  const { execution } = fields;
  const isScheduled = execution === 'once' || execution === 'cron';
  return html`${radioRow(
    t(texts.executionMode),
    [
      { value: 'manual', label: t(texts.manual), help: t(texts.manualHelp) },
      { value: 'immediately', label: t(texts.immediately), help: t(texts.immediatelyHelp) },
      { value: 'schedule', label: t(texts.onSchedule), help: t(texts.onScheduleHelp) },
    ],
    isScheduled ? 'schedule' : execution,
    (value) => session.change({ field: 'execution', value: value === 'schedule' ? 'cron' : value }),
  )}
  ${isScheduled ? scheduleRows(context, execution) : nothing}`;
}

function scheduleRows(context: FormContext, execution: 'once' | 'cron'): TemplateResult {
  const { fields, session, state } = context;
  return html`${radioRow(
      t(texts.scheduleKind),
      [
        { value: 'cron', label: t(texts.recurring) },
        { value: 'once', label: t(texts.once) },
      ],
      execution,
      (value) => session.change({ field: 'execution', value }),
    )}
    <div class="line">
      ${
        execution === 'cron'
          ? textRow(context, { field: 'cron', label: t(texts.cron), help: t(texts.cronHelp) })
          : dateTimeRow(context, { field: 'onceAt', label: t(texts.onceAt) })
      }
      ${suggestRow(context, { field: 'zone', label: t(texts.zone) }, zones)}
    </div>
    ${nextRuns(state.schedule, execution, fields.zone)}
    ${radioRow(
      t(texts.missed),
      [
        { value: 'skip', label: t(texts.missedSkip) },
        { value: 'run-once', label: t(texts.missedRunOnce) },
        { value: 'ask', label: t(texts.missedAsk) },
      ],
      fields.missed,
      (value) => session.change({ field: 'missed', value }),
    )}
    ${
      execution === 'cron'
        ? html`<div class="field">
            ${checkbox({
              id: 'keepInSync',
              label: t(texts.keepInSync),
              isChecked: fields.keepInSync,
              onChange: (value) => session.change({ field: 'keepInSync', value }),
            })}
            ${noteOf(t(texts.keepInSyncHelp), null)}
          </div>`
        : nothing
    }`;
}

const zones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

function nextRuns(
  { words, next }: TaskFormState['schedule'],
  execution: 'once' | 'cron',
  zone: string,
): TemplateResult | typeof nothing {
  if (next.length === 0) return nothing;
  return html`<div class="field schedule">
    ${labelOf(t(execution === 'cron' ? texts.nextRuns : texts.nextRun))}
    ${words === null ? nothing : html`<p class="words" role="status">${words}</p>`}
    <ol class="next-runs">
      ${next.map((at) => html`<li>${timeIn(at, zone)}</li>`)}
    </ol>
  </div>`;
}

export function errorSection(context: FormContext): TemplateResult {
  const { fields, session } = context;
  return html`${radioRow(
      t(texts.onError),
      [
        { value: 'abort', label: t(texts.abort) },
        { value: 'continue', label: t(texts.continue) },
      ],
      fields.onError,
      (value) => session.change({ field: 'onError', value }),
    )}
    <div class="line">
      ${textRow(context, { field: 'lockWait', label: t(texts.lockWait), help: t(texts.lockWaitHelp) })}
      ${textRow(context, { field: 'parallel', label: t(texts.parallel), help: t(texts.parallelHelp) })}
    </div>`;
}

export function notesSection(context: FormContext): TemplateResult {
  const { length } = context.fields.remarks;
  return html`${row(
    context,
    {
      field: 'remarks',
      label: t(texts.remarks),
      help: t(texts.characters, number(length), number(mostRemarks)),
    },
    (label, isInvalid, onInput) =>
      textArea({ id: 'remarks', label, value: context.fields.remarks, isInvalid, onInput, rows: 3 }),
  )}
  ${textRow(context, { field: 'tags', label: t(texts.tags), help: t(texts.tagsHelp) })}`;
}

export function approvalSection({ state }: FormContext): TemplateResult {
  const { approval } = state;
  if (approval === null) return html`<p class="quiet">${t(texts.approvalAfterAnalysis)}</p>`;
  const { name, why, nodes, advice } = approval;
  return html`<p class="place-name">${icon('shield')} <strong>${visibleText(name)}</strong></p>
    <p class="quiet">${visibleText(why)}</p>
    ${
      nodes.length === 0
        ? html`<p>${t(texts.noNodes)}</p>`
        : html`<ol class="nodes" aria-label=${t(texts.nodes)}>
            ${nodes.map(
              (node) =>
                html`<li>${visibleText(node.name)} <span class="quiet">· ${approversText(node)}</span></li>`,
            )}
          </ol>`
    }
    ${advice === null ? nothing : html`<p class="note">${icon('info', { tone: 'info' })} ${advice}</p>`}`;
}

function approversText({
  approvers,
  isAutomatic,
}: NonNullable<TaskFormState['approval']>['nodes'][number]): string {
  if (isAutomatic) return t(texts.automatic);
  return approvers.length === 0 ? t(texts.anybody) : approvers.map(visibleText).join(', ');
}

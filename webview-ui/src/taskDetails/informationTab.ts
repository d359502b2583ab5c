import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LeftOutRow, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { message } from '../controls/message.ts';
import { tabs } from '../controls/tabs.ts';
import { number, t } from '../l10n.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import type { StatementList } from './taskSession.ts';

export interface InformationLook {
  readonly task: ShownTask;
  readonly statements: StatementList | null;
  readonly leftOut: readonly LeftOutRow[] | null;
  readonly shows: 'statements' | 'leftOut';
  readonly pane: TemplateResult;
}

export interface InformationActions {
  readonly show: (part: 'statements' | 'leftOut') => void;
  readonly openOrigin: () => void;
}

/** What the task was told to do, and beside it the statements that come of it. */
export function informationTab(look: InformationLook, actions: InformationActions): TemplateResult {
  const { task, leftOut, shows } = look;
  const count = task.plan?.statements ?? null;
  return html`<div class="information">
    <section class="settings" aria-label=${t(texts.settings)} tabindex="0">
      ${settings(task, actions)} ${advice(task)}
    </section>
    <section class="plan">
      ${tabs({
        id: 'plan',
        label: t(texts.parts),
        chosen: shows,
        onChange: actions.show,
        tabs: [
          { value: 'statements', label: t(texts.statements), count: count === null ? null : number(count) },
          {
            value: 'leftOut',
            label: t(texts.leftOut),
            count: leftOut === null || leftOut.length === 0 ? null : number(leftOut.length),
          },
        ],
        panel: shows === 'statements' ? statementsPart(look) : leftOutPart(leftOut),
      })}
    </section>
  </div>`;
}

function settings({ settings: all, origin }: ShownTask, { openOrigin }: InformationActions): TemplateResult {
  return html`<dl class="facts-list">
      ${all.map(
        ({ name, value }) =>
          html`<div class="fact">
            <dt>${visibleText(name)}</dt>
            <dd>${visibleLines(value)}</dd>
          </div>`,
      )}
    </dl>
    ${
      origin === null
        ? nothing
        : html`<div class="origin">
            ${button({ id: 'open-origin', label: t(texts.openOrigin), icon: 'link', onPress: openOrigin })}
          </div>`
    }`;
}

function advice({ advice: text }: ShownTask): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  return html`<p class="advice quiet">
    ${icon('info', { tone: 'info' })} <span>${visibleText(text)}</span>
  </p>`;
}

function statementsPart({ task, statements, pane }: InformationLook): TemplateResult {
  if (task.plan === null) {
    return message({ icon: 'file-code', title: t(texts.noPlan), text: t(texts.noPlanText) });
  }
  if (statements === null || statements.rows.length > 0) return pane;
  if (!statements.isWhole) return pane;
  return task.plan.isKept
    ? message({
        icon: 'pass',
        tone: 'passed',
        title: t(texts.nothingPlanned),
        text: t(texts.nothingPlannedText),
      })
    : message({ icon: 'question', title: t(texts.planGone), text: t(texts.planGoneText) });
}

/** So many rows are shown at once; more than that nobody reads here. */
const shownRows = 500;

function leftOutPart(rows: readonly LeftOutRow[] | null): TemplateResult {
  if (rows === null) return html``;
  if (rows.length === 0) {
    return message({ icon: 'pass', tone: 'passed', title: t(texts.noLeftOut), text: t(texts.noLeftOutText) });
  }
  return html`<ul class="left-out" aria-label=${t(texts.leftOutTables)} tabindex="0">
    ${rows.slice(0, shownRows).map(
      ({ shadow, source, isSkipped, reason }) =>
        html`<li>
          ${icon(isSkipped ? 'debug-step-over' : 'warning', { tone: isSkipped ? 'plain' : 'warning' })}
          <div>
            <p class="name">
              ${visibleText(shadow)}
              ${
                source === null
                  ? nothing
                  : html`<span class="quiet">${t(texts.fromSource, visibleText(source))}</span>`
              }
            </p>
            <p class="quiet">${isSkipped ? t(texts.skippedTable) : visibleText(reason ?? '')}</p>
          </div>
        </li>`,
    )}
    ${
      rows.length > shownRows
        ? html`<li class="and-more quiet">${t(sharedTexts.andMore, number(rows.length - shownRows))}</li>`
        : nothing
    }
  </ul>`;
}

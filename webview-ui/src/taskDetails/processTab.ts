import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownStep, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { shownTime, t } from '../l10n.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import { stepLabels } from './labels.ts';

/** From the initiation to the completion, one step below the other. */
export function processTab({ steps, advice }: ShownTask): TemplateResult {
  return html`<div class="process" tabindex="0" role="region" aria-label=${t(texts.process)}>
    ${
      advice === null
        ? nothing
        : html`<p class="advice quiet">
            ${icon('info', { tone: 'info' })} <span>${visibleText(advice)}</span>
          </p>`
    }
    <ol class="steps">
      ${steps.map(stepLine)}
    </ol>
  </div>`;
}

function stepLine(step: ShownStep): TemplateResult {
  const { title, state, detail, comment } = step;
  const { icon: name, tone, text } = stepLabels[state];
  const time = timeOf(step);
  return html`<li class="step" data-state=${state} aria-current=${state === 'current' ? 'step' : nothing}>
    <span class="step-mark">${icon(name, { tone, label: t(text) })}</span>
    <div class="step-text">
      <p class="step-title">${visibleText(title)}</p>
      ${detail === '' ? nothing : html`<p>${visibleText(detail)}</p>`}
      ${time === null ? nothing : html`<p class="quiet">${time}</p>`}
      ${
        comment === null
          ? nothing
          : html`<blockquote class="comment" aria-label=${t(texts.comment)}>
              ${icon('comment')} <span>${visibleLines(comment)}</span>
            </blockquote>`
      }
    </div>
  </li>`;
}

function timeOf({ startedAt, endedAt }: ShownStep): string | null {
  if (startedAt !== null && endedAt !== null) {
    return t(texts.fromTo, shownTime(startedAt), shownTime(endedAt));
  }
  if (endedAt !== null) return shownTime(endedAt);
  return startedAt === null ? null : t(texts.since, shownTime(startedAt));
}

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TaskActionName, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { progressBar } from '../controls/progressBar.ts';
import { number, shownTime, t } from '../l10n.ts';
import { environmentTag } from '../panel/environmentTag.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import { statusPictures } from './labels.ts';

/** Buttons that stand beside each other; the others are behind one more. */
const shownActions = 4;

export interface HeadingActions {
  readonly act: (action: TaskActionName) => void;
  readonly more: (actions: ShownTask['actions']) => void;
}

/** What the task is, how it stands, and what can be done with it. */
export function heading(task: ShownTask, actions: HeadingActions): TemplateResult {
  const { title, id, type, connection, environment, database, creator, createdAt, tags } = task;
  return html`<header class="heading">
      <div class="title-line">
        <h1 class="title">${visibleText(title)}</h1>
        ${status(task)}
      </div>
      <p class="facts">
        <span class="quiet" title=${t(texts.copyId)}>${visibleText(id)}</span>
        <span class="quiet">${visibleText(type)}</span>
        <span>${visibleText(connection)} › ${visibleText(database)}</span>
        ${environmentTag(environment)}
        <span class="quiet">${t(texts.createdBy, visibleText(creator), shownTime(createdAt))}</span>
        ${
          tags.length === 0
            ? nothing
            : html`<span class="tags" aria-label=${t(texts.tags)} role="group"
                >${tags.map((tag) => html`<span class="tag">${visibleText(tag)}</span>`)}</span
              >`
        }
      </p>
      ${actionBar(task, actions)}
    </header>
    ${progressLine(task)} ${reasonLine(task)}`;
}

function status({ status: { kind, name } }: ShownTask): TemplateResult {
  const { icon: picture, tone } = statusPictures[kind];
  return html`<span class="status" role="status" data-status=${kind}
    >${icon(picture, { tone })} ${visibleText(name)}</span
  >`;
}

function actionBar({ actions: all }: ShownTask, { act, more }: HeadingActions): TemplateResult {
  const first = all.filter(({ isPrimary }) => isPrimary);
  const others = all.filter(({ isPrimary }) => !isPrimary);
  const shown = [...first, ...others].slice(0, shownActions);
  const rest = [...first, ...others].slice(shownActions);
  return html`<div class="actions" role="toolbar" aria-label=${t(texts.actions)}>
    ${shown.map(({ action, label, isPrimary }) =>
      button({
        id: `action-${action}`,
        label: visibleText(label),
        kind: isPrimary ? 'primary' : 'secondary',
        onPress: () => act(action),
      }),
    )}
    ${
      rest.length === 0
        ? nothing
        : button({
            id: 'more-actions',
            label: t(texts.more),
            icon: 'ellipsis',
            kind: 'icon',
            onPress: () => more(rest),
          })
    }
  </div>`;
}

function progressLine({ progress }: ShownTask): TemplateResult | typeof nothing {
  if (progress === null) return nothing;
  const { done, of, hint } = progress;
  const label = t(texts.tablesDone, number(done), number(of));
  return html`<div class="bar-message">
    ${progressBar(label, done, of)}
    <span class="grow" role="status">${label}${hint === null ? '' : ` · ${visibleText(hint)}`}</span>
  </div>`;
}

function reasonLine({ status: { reason, kind }, waitsFor }: ShownTask): TemplateResult | typeof nothing {
  const text = reason ?? waitsFor;
  if (text === null) return nothing;
  const isGrave = ['failed', 'stale-plan', 'succeeded-with-errors', 'missed'].includes(kind);
  return html`<div class="bar-message" role="note">
    ${icon(isGrave ? 'warning' : 'info', { tone: isGrave ? 'warning' : 'info' })}
    <span class="grow">${visibleText(text)}</span>
  </div>`;
}

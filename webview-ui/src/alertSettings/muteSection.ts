/** What is muted until when, and one more mute: of an event, a tag or a task. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AlertSettingsState } from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { dropdown } from '../controls/dropdown.ts';
import { dateTimeInput, suggestInput } from '../controls/plainInput.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { mistake } from './fields.ts';
import { muteEnds, muteKinds } from './model/muteDraft.ts';
import type { MuteDraft, MuteEnd, MuteKind } from './model/muteDraft.ts';

export interface MuteContext {
  readonly draft: MuteDraft;
  /** Where the last attempt was wrong; null while nothing is known to be. */
  readonly problem: { readonly field: 'thing' | 'end'; readonly message: string } | null;
  readonly change: (draft: MuteDraft) => void;
  readonly add: () => void;
  readonly unmute: (id: string) => void;
  readonly clearSilent: () => void;
}

const kindTexts: Readonly<Record<MuteKind, string>> = {
  event: texts.muteEvent,
  tag: texts.muteTag,
  task: texts.muteTask,
};

const endTexts: Readonly<Record<MuteEnd, string>> = {
  day: texts.forDay,
  week: texts.forWeek,
  at: texts.untilTime,
  forever: texts.forever,
};

export function muteSection(state: AlertSettingsState, context: MuteContext): TemplateResult {
  const { mutes, silent } = state;
  return html`<section>
    <h2>${t(texts.mutes)}</h2>
    <p class="quiet">${t(texts.muteHelp)}</p>
    ${
      mutes.length === 0
        ? html`<p class="quiet">${t(texts.noMutes)}</p>`
        : html`<ul class="lines">
            ${mutes.map(
              ({ id, about, until }) =>
                html`<li class="line">
                  <p class="line-words">
                    <strong>${visibleText(about)}</strong> <span class="quiet">${until}</span>
                  </p>
                  ${button({
                    label: t(texts.unmute, visibleText(about)),
                    icon: 'close',
                    kind: 'icon',
                    onPress: () => context.unmute(id),
                  })}
                </li>`,
            )}
          </ul>`
    }
    ${newMute(state, context)}
    ${
      silent === 0
        ? nothing
        : html`<div class="silent">
            <p>${t(texts.silent, number(silent))}</p>
            ${button({ id: 'show-again', label: t(texts.showAgain), onPress: context.clearSilent })}
          </div>`
    }
  </section>`;
}

function newMute(state: AlertSettingsState, context: MuteContext): TemplateResult {
  const { draft, problem, change, add } = context;
  const kinds = muteKinds.filter((kind) => kind !== 'task' || state.tasks.length > 0);
  return html`<div class="new-mute" role="group" aria-label=${t(texts.newMute)}>
    ${dropdown({
      id: 'mute-kind',
      label: t(texts.muteWhat),
      value: draft.kind,
      choices: kinds.map((value) => ({ value, label: t(kindTexts[value]) })),
      onChange: (kind) => change({ ...draft, kind }),
    })}
    <div class="control">
      ${thing(state, context)} ${mistake(problem?.field === 'thing' ? problem.message : null)}
    </div>
    ${dropdown({
      id: 'mute-end',
      label: t(texts.muteEnd),
      value: draft.end,
      choices: muteEnds.map((value) => ({ value, label: t(endTexts[value]) })),
      onChange: (end) => change({ ...draft, end }),
    })}
    ${
      draft.end === 'at'
        ? html`<div class="control">
            ${dateTimeInput({
              id: 'mute-at',
              label: t(texts.untilTime),
              value: draft.at,
              isInvalid: problem?.field === 'end',
              onInput: (at) => change({ ...draft, at }),
            })}
            ${mistake(problem?.field === 'end' ? problem.message : null)}
          </div>`
        : nothing
    }
    ${button({ id: 'add-mute', label: t(texts.mute), onPress: add })}
  </div>`;
}

function thing(
  { values: { events }, titles, tasks, tags }: AlertSettingsState,
  { draft, problem, change }: MuteContext,
): TemplateResult {
  switch (draft.kind) {
    case 'event':
      return dropdown({
        id: 'mute-event',
        label: t(texts.event),
        value: draft.event,
        choices: events.map(({ event }) => ({ value: event, label: titles[event] ?? event })),
        onChange: (event) => change({ ...draft, event }),
      });
    case 'tag':
      return suggestInput(
        {
          id: 'mute-tag',
          label: problem === null ? t(texts.tag) : `${t(texts.tag)}. ${problem.message}`,
          value: draft.tag,
          isInvalid: problem?.field === 'thing',
          onInput: (tag) => change({ ...draft, tag }),
        },
        tags,
      );
    case 'task':
      return dropdown({
        id: 'mute-task',
        label: t(texts.task),
        value: draft.task ?? tasks[0]?.id ?? '',
        choices: tasks.map(({ id, title }) => ({ value: id, label: `${visibleText(title)} · ${id}` })),
        onChange: (task) => change({ ...draft, task }),
      });
  }
}

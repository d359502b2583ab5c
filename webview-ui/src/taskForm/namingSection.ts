import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NamedPair, TaskFormState } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { counted, number, t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskFormCounts as counts, taskFormTexts as texts } from '../strings/taskForm.ts';
import { labelOf, saidNote, textRow } from './fields.ts';
import type { FormContext } from './fields.ts';

/** How the shadow tables are called, and at once what becomes of it. */
export function namingSection(context: FormContext): TemplateResult {
  const { state } = context;
  return html`<div class="line">
      ${textRow(context, { field: 'prefix', label: t(texts.prefix) })}
      ${textRow(context, { field: 'suffix', label: t(texts.suffix) })}
    </div>
    ${shadowDatabaseRow(context)} ${preview(state.naming)}`;
}

function shadowDatabaseRow({ state, fields, session }: FormContext): TemplateResult {
  const { shadowDatabase } = fields;
  const name = shadowDatabase === null ? null : visibleText(shadowDatabase);
  return html`<div class="field">
    ${labelOf(t(texts.shadowDatabase))}
    <div class="place">
      <span class="place-name"
        >${icon('database')}
        <span class=${name === null ? 'quiet' : 'clipped'} title=${name ?? nothing}
          >${name ?? t(texts.sameDatabase)}</span
        ></span
      >
      ${button({
        id: 'pick-shadow-database',
        label: t(shadowDatabase === null ? texts.choose : texts.change),
        hint: t(texts.shadowDatabase),
        isDisabled: state.connection === null || state.database === null,
        onPress: () => void session.command('pickShadowDatabase', {}),
      })}
      ${
        shadowDatabase === null
          ? nothing
          : button({
              label: t(texts.useSameDatabase),
              onPress: () => void session.command('clearShadowDatabase', {}),
            })
      }
    </div>
  </div>`;
}

function preview(naming: TaskFormState['naming']): TemplateResult | typeof nothing {
  if (naming.pairs === 0) return nothing;
  const more = naming.pairs - naming.sample.length;
  return html`<div class="field">
    ${labelOf(t(texts.preview))}
    <table class="names-table" aria-label=${t(texts.preview)}>
      <thead>
        <tr>
          <th scope="col">${t(texts.sourceTable)}</th>
          <th scope="col">${t(texts.shadowTable)}</th>
          <th scope="col"><span class="only-spoken">${t(texts.analysis)}</span></th>
        </tr>
      </thead>
      <tbody>
        ${naming.sample.map(pairLine)}
      </tbody>
    </table>
    <p class="note quiet" role="status">
      ${[...figures(naming), ...(more > 0 ? [t(sharedTexts.andMore, number(more))] : [])].join(' · ')}
    </p>
    ${naming.problems > 0 ? html`<p class="note wrong">${icon('error', { tone: 'error' })} ${t(texts.clashes)}</p>` : nothing}
    ${naming.notes.map(saidNote)}
  </div>`;
}

function pairLine({ source, shadow, exists, problem }: NamedPair): TemplateResult {
  return html`<tr class=${problem === null ? '' : 'clash'}>
    <td class="cell-name">${visibleText(source)}</td>
    <td class="cell-name">${visibleText(shadow)}</td>
    <td>
      ${
        problem === null
          ? html`<span class="quiet">${t(exists ? texts.shadowExists : texts.shadowNew)}</span>`
          : html`<span class="why">${icon('error', { tone: 'error' })} ${visibleText(problem)}</span>`
      }
    </td>
  </tr>`;
}

function figures({ pairs, existing, problems, overrides }: TaskFormState['naming']): readonly string[] {
  return [
    counted(pairs, counts.pairs),
    ...(existing > 0 ? [counted(existing, counts.existing)] : []),
    ...(problems > 0 ? [counted(problems, counts.clashing)] : []),
    ...(overrides > 0 ? [counted(overrides, counts.overrides)] : []),
  ];
}

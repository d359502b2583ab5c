import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import type { IconName } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { environmentTag } from '../panel/environmentTag.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';
import { labelOf } from './fields.ts';
import type { FormContext } from './fields.ts';

/** Which database of which connection; the editor asks for both with its own lists. */
export function targetSection({ state, session }: FormContext): TemplateResult {
  const { connection, database } = state;
  const isProduction = connection?.environment === 'production';
  return html`${place(
    t(texts.connection),
    connection === null ? null : visibleText(connection.name),
    'server',
    connection === null ? nothing : environmentTag(connection.environment),
    button({
      id: 'change-connection',
      label: t(connection === null ? texts.choose : texts.change),
      hint: t(connection === null ? texts.chooseConnection : texts.changeConnection),
      onPress: () => void session.command('changeTarget', { part: 'connection' }),
    }),
  )}
  ${place(
    t(texts.database),
    database === null ? null : visibleText(database),
    'database',
    nothing,
    button({
      id: 'change-database',
      label: t(database === null ? texts.choose : texts.change),
      hint: t(database === null ? texts.chooseDatabase : texts.changeDatabase),
      onPress: () => void session.command('changeTarget', { part: 'database' }),
    }),
  )}
  ${
    isProduction
      ? html`<p class="hint">${icon('warning', { tone: 'warning' })} ${t(texts.productionHint)}</p>`
      : nothing
  }`;
}

function place(
  label: string,
  name: string | null,
  picture: IconName,
  mark: TemplateResult | typeof nothing,
  change: TemplateResult,
): TemplateResult {
  return html`<div class="field">
    ${labelOf(label)}
    <div class="place">
      <span class="place-name"
        >${icon(picture)}
        ${
          name === null
            ? html`<span class="quiet">${t(texts.notChosen)}</span>`
            : html`<span class="clipped" title=${name}>${name}</span>`
        }
        ${mark}</span
      >${change}
    </div>
  </div>`;
}

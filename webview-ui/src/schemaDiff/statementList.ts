import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairStatement } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { outcomeLabels } from '../panel/labels.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

/** What would run for this pair, what undoes it, and what became of it. */
export function statementList(statements: readonly PairStatement[]): TemplateResult | typeof nothing {
  if (statements.length === 0) return nothing;
  return html`<h3 class="section-title">${t(texts.statements)}</h3>
    <ol class="statements">
      ${statements.map(
        (statement) =>
          html`<li class="statement">
            ${statementHead(statement)}
            <pre class="sql">${visibleLines(statement.sql)}</pre>
            ${
              statement.error === null
                ? nothing
                : html`<p class="statement-error">
                    ${icon('error', { tone: 'error' })} ${visibleText(statement.error)}
                  </p>`
            }
            ${undoOf(statement)}
          </li>`,
      )}
    </ol>`;
}

function statementHead({ findings, outcome }: PairStatement): TemplateResult | typeof nothing {
  if (findings.length === 0 && outcome === null) return nothing;
  return html`<div class="statement-head">
    ${findings.map((code) => html`<code class="code">${code}</code>`)}
    <span class="grow"></span>
    ${outcome === null ? nothing : outcomeText(outcome)}
  </div>`;
}

function outcomeText(outcome: NonNullable<PairStatement['outcome']>): TemplateResult {
  const { icon: name, tone, text } = outcomeLabels[outcome];
  return html`${icon(name, { tone })} <span>${t(text)}</span>`;
}

function undoOf({ undo, undoNote }: PairStatement): TemplateResult {
  const note = undoNote === null ? nothing : html`<p class="quiet">${visibleText(undoNote)}</p>`;
  if (undo === null)
    return html`<p class="quiet">${t(texts.noUndo)}</p>
      ${note}`;
  return html`<details class="undo">
      <summary>${t(texts.undo)}</summary>
      <pre class="sql">${visibleLines(undo)}</pre>
    </details>
    ${note}`;
}

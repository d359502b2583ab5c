import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { diffLines } from 'diff';
import type { PairDetails } from '../../../src/protocol/schemaDiff.ts';
import { t } from '../l10n.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import { visibleLines } from '../panel/visibleLines.ts';

/** Longer texts are shown without marks: comparing them would be felt. */
const longest = 100_000;

/** Both texts of a table that is not understood, so that everyone can see what was not. */
export function textsView({ server, printed }: NonNullable<PairDetails['texts']>): TemplateResult {
  const both = { server: visibleLines(server), printed: printed === null ? null : visibleLines(printed) };
  return html`<div class="texts">
    <div class="text-side">
      <h3 class="section-title">${t(texts.serverText)}</h3>
      <pre class="sql">${marked(both.server, both.printed, 'ins')}</pre>
    </div>
    <div class="text-side">
      <h3 class="section-title">${t(texts.modelText)}</h3>
      ${
        both.printed === null
          ? html`<p class="quiet">${t(texts.notUnderstood)}</p>`
          : html`<pre class="sql">${marked(both.printed, both.server, 'del')}</pre>`
      }
    </div>
  </div>`;
}

function marked(text: string, other: string | null, mark: 'ins' | 'del'): unknown {
  if (other === null || text.length + other.length > longest) return text;
  return diffLines(other, text)
    .filter(({ removed }) => !removed)
    .map(({ value, added }) => {
      if (!added) return value;
      return mark === 'ins' ? html`<ins>${value}</ins>` : html`<del>${value}</del>`;
    });
}

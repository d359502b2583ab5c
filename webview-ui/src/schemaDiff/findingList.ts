import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairFinding } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { levelLabels } from '../panel/labels.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

/** The risks of a pair's statements, each with its level, its stable code and its sentence. */
export function findingList(findings: readonly PairFinding[]): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<h3 class="section-title">${t(texts.findings)}</h3>
    <ul class="findings">
      ${findings.map(({ code, level, message, documentation }) => {
        const { text, icon: name, tone } = levelLabels[level];
        return html`<li class="finding">
          ${icon(name, { tone })}
          <span class="finding-level">${t(text)}</span>
          <code class="code" title=${t(texts.documentation, documentation)}>${code}</code>
          <span class="finding-text">${visibleText(message)}</span>
        </li>`;
      })}
    </ul>`;
}

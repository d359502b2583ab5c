import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RequestError } from '../../../src/protocol/requestError.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { sharedTexts as texts } from '../strings/shared.ts';

/** What has the last problem of a panel: EditorLink, or a session that shows it itself. */
export interface HasProblem {
  readonly problem: Pick<RequestError, 'message' | 'remedy'> | null;
  closeProblem(): void;
}

/** The last thing that did not work, until it is closed; with frameStyles. */
export function problemBar(has: HasProblem): TemplateResult | typeof nothing {
  const { problem } = has;
  if (problem === null) return nothing;
  const text = [problem.message, problem.remedy].filter((part) => part !== null && part !== '').join(' ');
  return html`<div class="bar-message problem" role="alert">
    ${icon('error', { tone: 'error' })}
    <span class="grow">${visibleText(text === '' ? t(texts.requestFailed) : text)}</span>
    ${button({ label: t(texts.close), icon: 'close', kind: 'icon', onPress: () => has.closeProblem() })}
  </div>`;
}

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { SchemaDiffPhase } from '../../../src/protocol/schemaDiff.ts';
import { assertNever } from '../../../src/schema/assertNever.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { message } from '../controls/message.ts';
import { progressBar } from '../controls/progressBar.ts';
import { progressRing } from '../controls/progressRing.ts';
import { number, t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

const steps = {
  connecting: texts.connecting,
  listing: texts.listing,
  reading: texts.reading,
  comparing: texts.comparing,
} as const;

export interface PhaseActions {
  readonly cancel: () => void;
  readonly refresh: () => void;
}

/** What stands in place of the list while there is none; null when there can be one. */
export function phaseView(
  phase: SchemaDiffPhase,
  hasRows: boolean,
  actions: PhaseActions,
): TemplateResult | null {
  switch (phase.kind) {
    case 'reading':
      return hasRows ? null : readingView(phase, actions);
    case 'failed':
      return message({
        icon: 'error',
        tone: 'error',
        title: t(texts.readingFailed),
        text: [phase.message, phase.remedy]
          .filter((part) => part !== null)
          .map(visibleText)
          .join(' '),
        action: button({ label: t(sharedTexts.retry), kind: 'primary', onPress: actions.refresh }),
        isAlert: true,
      });
    case 'cancelled':
      return message({
        icon: 'circle-slash',
        title: t(texts.cancelled),
        text: t(texts.cancelledText),
        action: button({ label: t(texts.compareAgain), kind: 'primary', onPress: actions.refresh }),
      });
    case 'ready':
    case 'running':
      return null;
    default:
      return assertNever(phase);
  }
}

/** The room of each line is there from the beginning, so that nothing moves when numbers come. */
function readingView(
  { step, done, of }: Extract<SchemaDiffPhase, { kind: 'reading' }>,
  { cancel }: PhaseActions,
): TemplateResult {
  const label = t(steps[step]);
  return html`<div class="message">
    ${progressRing(label)}
    <p class="message-title" role="status">${label}</p>
    ${progressBar(label, done, of)}
    <p class="message-text">${of === 0 ? '\u00a0' : t(texts.progress, number(done), number(of))}</p>
    ${button({ label: t(sharedTexts.cancel), onPress: cancel })}
  </div>`;
}

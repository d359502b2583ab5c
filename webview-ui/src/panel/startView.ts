import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { message } from '../controls/message.ts';
import { t } from '../l10n.ts';
import { sharedTexts as texts } from '../strings/shared.ts';
import type { HasProblem } from './problemBar.ts';

/** Stands in the place of a panel whose first question has no answer yet, or got none; with messageStyles. */
export function startView({ problem }: HasProblem, onRetry: () => void): TemplateResult | typeof nothing {
  if (problem === null) return nothing;
  return message({
    icon: 'error',
    tone: 'error',
    title: visibleText(problem.message === '' ? t(texts.requestFailed) : problem.message),
    text: problem.remedy === null ? null : visibleText(problem.remedy),
    action: button({ id: 'retry', label: t(texts.retry), kind: 'primary', onPress: onRetry }),
    isAlert: true,
  });
}

/** The project's words for results, levels and outcomes, as people read them. */
import { l10n } from 'vscode';
import type { RunOutcomeKind } from '../../comparison/runProgress.ts';
import type { FindingLevel } from '../../diff/finding.ts';
import { assertNever } from '../../schema/assertNever.ts';
import type { ResultKind } from '../../shadow/analysis.ts';

/** One word for what an analysis found. */
export function resultWord(result: ResultKind): string {
  switch (result) {
    case 'create':
      return l10n.t('create');
    case 'update':
      return l10n.t('update');
    case 'consistent':
      return l10n.t('consistent');
    case 'skipped':
      return l10n.t('skipped');
    case 'unsupported':
      return l10n.t('unsupported');
    case 'failed':
      return l10n.t('failed');
    default:
      return assertNever(result);
  }
}

/** How much a finding matters, with an icon that says it without colour. */
export function levelWord(level: FindingLevel): string {
  switch (level) {
    case 'info':
      return withIcon('info', l10n.t('info'));
    case 'caution':
      return withIcon('info', l10n.t('caution'));
    case 'unsafe':
      return withIcon('warning', l10n.t('unsafe'));
    case 'refused':
      return withIcon('error', l10n.t('refused'));
    default:
      return assertNever(level);
  }
}

/** What became of a statement, with a sign that says it without colour. */
export function outcomeWord(outcome: RunOutcomeKind): string {
  switch (outcome) {
    case 'running':
      return `… ${l10n.t('running')}`;
    case 'succeeded':
      return `✓ ${l10n.t('succeeded')}`;
    case 'failed':
      return `✗ ${l10n.t('failed')}`;
    case 'skipped':
      return `– ${l10n.t('not run')}`;
    case 'unknown':
      return `? ${l10n.t('unknown outcome')}`;
    default:
      return assertNever(outcome);
  }
}

/** Spaces that stay: a CodeLens leaves out ordinary ones beside an icon. */
function withIcon(icon: string, word: string): string {
  return `\u00a0$(${icon})\u00a0${word}`;
}

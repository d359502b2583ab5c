/** What the form says of a draft, in the user's language. */
import { l10n } from 'vscode';
import { assertNever } from '../../../schema/assertNever.ts';
import { mistakeText } from '../../comparisons/askNaming.ts';
import { translated } from '../../ui/translated.ts';
import type { FieldMistake } from './draftProblems.ts';
import type { SubmitObstacle } from './submitObstacle.ts';

/** One sentence for each mistake. */
export function fieldMistakeText(mistake: FieldMistake): string {
  switch (mistake.kind) {
    case 'naming':
      return affixText(mistake.mistake);
    case 'number':
      return l10n.t('Give a whole number from {0} to {1}.', mistake.least, mistake.most);
    case 'too-long':
      return l10n.t('At most {0} characters.', mistake.most);
    case 'too-many':
      return l10n.t('At most {0} of them.', mistake.most);
    case 'no-connection':
      return l10n.t('Choose a connection.');
    case 'no-database':
      return l10n.t('Choose a database.');
    case 'no-tables':
      return l10n.t('Choose at least one table, or give a pattern.');
    case 'no-time':
      return l10n.t('Give a date and a time that this time zone has.');
    case 'no-zone':
      return l10n.t('Give the name of a time zone, such as Europe/Berlin or UTC.');
    case 'past':
      return l10n.t('This time is in the past.');
    case 'said':
      return translated(mistake.said);
    default:
      return assertNever(mistake);
  }
}

function affixText(mistake: Parameters<typeof mistakeText>[0]): string {
  switch (mistake) {
    case 'same-name':
    case 'empty':
      return l10n.t('Give a prefix or a suffix, or choose another database for the shadow tables.');
    case 'no-star':
    case 'two-stars':
    case 'no-database':
      return l10n.t('Prefix and suffix have neither * nor a dot.');
    case 'hidden-character':
    case 'too-long':
      return mistakeText(mistake);
    default:
      return assertNever(mistake);
  }
}

/** Why the task can't be submitted now. */
export function obstacleText(obstacle: SubmitObstacle): string {
  switch (obstacle.kind) {
    case 'mistake':
      return fieldMistakeText(obstacle.mistake);
    case 'said':
      return translated(obstacle.said);
    case 'not-trusted':
      return l10n.t('Nothing is submitted in a folder that you do not trust.');
    case 'submitting':
      return l10n.t('The task is being submitted.');
    case 'not-analyzed':
      return l10n.t('Analyze the structures first.');
    case 'outdated':
      return l10n.t('Range or naming rule were changed since the analysis: analyze again.');
    case 'analyzing':
      return l10n.t('The structures are being analyzed.');
    case 'running':
      return l10n.t('This change SQL is being run in another tab.');
    case 'nothing-to-run':
      return l10n.t('There is nothing to run: no shadow table needs a change.');
    case 'nothing-allowed':
      return l10n.t('Nothing may run yet: tick at least one unsafe statement.');
    default:
      return assertNever(obstacle);
  }
}

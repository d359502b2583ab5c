/** An alert as Markdown, to be pasted into a ticket; what servers said stands in it as plain text. */
import { l10n } from 'vscode';
import type { AlertDetails } from '../../alert/alertCentre.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { exactTime } from '../tasks/taskWords.ts';
import { translated } from '../ui/translated.ts';
import { eventTitle, levelName, lifeText, sourceName, statusName, timesText } from './alertWords.ts';

export function alertMarkdown({ alert, status, link }: AlertDetails): string {
  const facts: readonly (readonly [string, string])[] = [
    [l10n.t('ID'), alert.id],
    [l10n.t('Alert Event'), alert.event],
    [l10n.t('Level'), levelName(alert.level)],
    [l10n.t('State'), lifeText(alert.life, exactTime)],
    [l10n.t('Sending Status'), statusName(status)],
    [l10n.t('Alert Source'), sourceName(alert.source)],
    [l10n.t('Triggered'), timesText(alert)],
    [l10n.t('Link'), link],
  ];
  const lines = facts.map(([name, value]) => `- ${plain(name)}: ${plain(value)}`);
  return [
    `### ${plain(eventTitle(alert.event))}`,
    '',
    plain(translated(alert.message)),
    '',
    ...lines,
    '',
  ].join('\n');
}

/** Characters that mean something in Markdown mean nothing here. */
function plain(text: string): string {
  return visibleText(text)
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#|!]/g, '\\$&');
}

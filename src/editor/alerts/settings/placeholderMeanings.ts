/** What may be filled into the texts of a channel, in words. */
import { l10n } from 'vscode';
import type { PlaceholderName } from '../../../alert/channels/template.ts';

export function placeholderMeanings(): Readonly<Record<PlaceholderName, string>> {
  return {
    event: l10n.t('The event’s identifier'),
    title: l10n.t('The event’s name'),
    level: l10n.t('HIGH, MEDIUM or LOW'),
    status: l10n.t('firing or resolved'),
    source: l10n.t('The task, server or channel that it is about'),
    message: l10n.t('What happened'),
    count: l10n.t('How often it was triggered'),
    startsAt: l10n.t('Since when'),
    endsAt: l10n.t('Until when; empty while it goes on'),
    link: l10n.t('Opens the alert in the editor'),
    id: l10n.t('The alert’s ID'),
    summary: l10n.t('The default title'),
    total: l10n.t('How many alerts the message is about'),
    deliveryId: l10n.t('Stays the same when the message is sent again'),
    alerts_json: l10n.t('All alerts as a JSON list; without quotes around it'),
  };
}

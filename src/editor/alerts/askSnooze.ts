/** How long an alert is put aside. */
import { l10n } from 'vscode';
import { exactTime } from '../tasks/taskWords.ts';
import { pickOne } from '../ui/pick.ts';
import { snoozeEnds } from './snoozeEnds.ts';

/** The time at which it comes back; null when the user went away. */
export async function askSnooze(now: number): Promise<number | null> {
  const { halfHour, hour, tomorrow } = snoozeEnds(now);
  return await pickOne({ title: l10n.t('Snooze'), placeholder: l10n.t('Until when shall it be silent?') }, [
    { label: l10n.t('For 30 minutes'), description: exactTime(halfHour), value: halfHour },
    { label: l10n.t('For 1 hour'), description: exactTime(hour), value: hour },
    { label: l10n.t('Until tomorrow morning'), description: exactTime(tomorrow), value: tomorrow },
  ]);
}

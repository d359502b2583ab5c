/** How long something is muted. */
import { l10n } from 'vscode';
import { exactTime } from '../tasks/taskWords.ts';
import { pickOne } from '../ui/pick.ts';

const dayMs = 24 * 3_600_000;

/** `until` null: until somebody takes it back. Null when the user went away. */
export async function askMuteEnd(
  title: string,
  now: number,
): Promise<{ readonly until: number | null } | null> {
  const [day, week] = [now + dayMs, now + 7 * dayMs];
  return await pickOne<{ readonly until: number | null }>(
    { title, placeholder: l10n.t('Nobody is told meanwhile; the list still has every alert.') },
    [
      { label: l10n.t('For a day'), description: exactTime(day), value: { until: day } },
      { label: l10n.t('For a week'), description: exactTime(week), value: { until: week } },
      { label: l10n.t('Until it is taken back'), value: { until: null } },
    ],
  );
}

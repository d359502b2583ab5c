import { workspace } from 'vscode';
import { settings } from '../manifest/settings.ts';

const { minimum, maximum, default: initial } = settings['shadowSync.tasks.maxParallel'];

/** How many runs at once this window does; what the settings file says beyond the bounds is brought within them. */
export function maxParallel(): number {
  const wanted: unknown = workspace.getConfiguration('shadowSync.tasks').get('maxParallel');
  if (typeof wanted !== 'number' || !Number.isFinite(wanted)) return initial;
  return Math.min(Math.max(Math.round(wanted), minimum), maximum);
}

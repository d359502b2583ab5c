import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what the tests fetch is kept between runs, the database servers as well as the editor. */
export function cacheFolder(): string {
  const chosen = process.env['SHADOW_SYNC_CACHE'];
  return chosen === undefined || chosen === '' ? join(homedir(), '.cache', 'shadow-sync') : chosen;
}

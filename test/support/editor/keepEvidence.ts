import { cp, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder } from '../removeFolder.ts';
import { artefacts } from './artefacts.ts';
import type { EditorProfile } from './editorProfile.ts';

/**
 * Copies what tells why a run in the editor failed (the editor's logs and a picture of the page) out of the
 * profile before it is removed. Gives the folder.
 */
export async function keepEvidence(name: string, profile: EditorProfile, page?: Page): Promise<string> {
  const folder = join(artefacts, 'failures', name);
  removeFolder(folder);
  await mkdir(folder, { recursive: true });
  for (const [from, to] of [
    [profile.serverLog, 'server.log'],
    [join(profile.folder, 'data/logs'), 'logs'],
    [join(profile.folder, 'xdg/data/code-server/coder-logs'), 'coder-logs'],
  ] as const) {
    if (existsSync(from)) await cp(from, join(folder, to), { recursive: true });
  }
  // A page that has crashed can't be pictured, and its logs are the more needed.
  await page?.screenshot({ path: join(folder, 'page.png') }).catch(() => undefined);
  return folder;
}

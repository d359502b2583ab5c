/** Frozen plans as files named by their hash; read back they are checked against it, so a changed one is none (R6). */
import { randomUUID } from 'node:crypto';
import { open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { PlanFiles } from '../task/taskPorts.ts';
import { errorCode } from './journalError.ts';
import { makePrivateFolder } from './makeFolder.ts';

/** How plans become JSON and back; the floor that owns them says it. */
export interface PlanCodec {
  readonly write: (plan: Plan) => object;
  /** Null when the content is not what its hash says; throws for what is no plan. */
  readonly read: (value: unknown) => Plan | null;
}

/** A plan is saved before the task that needs it: a young file may have its task on the way. */
const youngMs = 60 * 60_000;

export function planFiles(folder: string, codec: PlanCodec, now: () => number): PlanFiles {
  const pathOf = (hash: string): string => join(folder, `${checkedHash(hash)}.json`);
  return {
    save: async (plan) => {
      const path = pathOf(plan.hash);
      const temp = `${path}.${randomUUID()}.tmp`;
      try {
        await makePrivateFolder(folder);
        const handle = await open(temp, 'wx', 0o600);
        try {
          await handle.writeFile(JSON.stringify(codec.write(plan)));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(temp, path);
      } catch (cause) {
        await unlink(temp).catch(() => undefined);
        throw new ShadowSyncError('store', phrase`The plan can't be saved at ${path}: ${errorCode(cause)}.`, {
          symbol: errorCode(cause),
          cause,
          remedy: phrase`See to it that there is room on that disk and that this account may write there.`,
        });
      }
    },
    read: async (hash) => {
      const text = await readFile(pathOf(hash), 'utf8').catch(() => null);
      if (text === null) return null;
      try {
        const plan = codec.read(JSON.parse(text));
        return plan?.hash === hash ? plan : null;
      } catch {
        // Torn or changed by hand: then there is no such plan, and what needs it says so.
        return null;
      }
    },
    collect: async (keep) => {
      for (const file of await readdir(folder).catch(() => [])) {
        const hash = /^([0-9a-f]+)\.json/.exec(file)?.[1];
        if (hash === undefined || (keep.has(hash) && file === `${hash}.json`)) continue;
        const path = join(folder, file);
        const found = await stat(path).catch(() => null);
        if (found !== null && found.mtimeMs < now() - youngMs) await unlink(path).catch(() => undefined);
      }
    },
  };
}

function checkedHash(hash: string): string {
  if (/^[0-9a-f]{16,128}$/.test(hash)) return hash;
  throw new ShadowSyncError('usage', phrase`That is no hash of a plan.`);
}

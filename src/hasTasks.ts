import { access } from 'node:fs/promises';

/** Whether there may be tasks below `folder`: much cheaper than opening them. */
export async function hasTasks(folder: string): Promise<boolean> {
  try {
    await access(`${folder}/task-centre`);
    return true;
  } catch {
    // Not there, or not to be looked at: whoever opens the store is told why.
    return false;
  }
}

import { access } from 'node:fs/promises';

/** Whether there may be alerts below `folder`, or servers that raise some: much cheaper than opening them. */
export async function hasAlerts(folder: string): Promise<boolean> {
  const looks = [isThere(`${folder}/alerts`), hasOmsConnections(folder)];
  return (await Promise.all(looks)).includes(true);
}

/** Whether there may be connections to OMS servers below `folder`. */
export async function hasOmsConnections(folder: string): Promise<boolean> {
  return await isThere(`${folder}/oms-connections`);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // Not there, or not to be looked at: whoever opens the store is told why.
    return false;
  }
}

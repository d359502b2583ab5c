/** Which process this is, and whether another one still lives: what tells a run that broke off from one that goes on. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Start of the system and of the process, so that a reused process id is not taken for it; null where it can't be had. */
  readonly started: string | null;
}

export async function thisProcess(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, started: await startOf(process.pid) };
}

/** True when that process lives. A process of another computer is taken as living: it can't be asked from here. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) return true;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
  const started = await startOf(identity.pid);
  return started === null || identity.started === null || started === identity.started;
}

/**
 * Boot id and start time in ticks since boot (proc(5): field 22 of stat, the third after the state). Null without a
 * /proc. A zombie has ended: it has no start any more that a living process could share.
 */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The command's name stands in brackets and may hold anything, so counting starts behind the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : `${boot.trim()}/${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

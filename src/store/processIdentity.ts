/** Which process this is, and what became of another one: what tells a run that broke off from one that goes on. */
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { phrase, type Phrase } from '../schema/phrase.ts';

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Start of the system and of the process, so that a reused process id is not taken for it; null where it can't be had. */
  readonly started: string | null;
  /** The pid namespace: the same number is another process in another container. Null where there are none. */
  readonly space?: string | null;
}

/**
 * `elsewhere`: on another computer or in another container, so nobody here can see it. `own`: this very process.
 */
export type ProcessState = 'own' | 'alive' | 'gone' | 'elsewhere';

export async function thisProcess(): Promise<ProcessIdentity> {
  const [started, space] = await Promise.all([startOf(process.pid), pidSpace()]);
  return { host: hostname(), pid: process.pid, started, space };
}

/** What can be found out from here about a process that has written down its identity. */
export async function processState(identity: ProcessIdentity): Promise<ProcessState> {
  const own = await thisProcess();
  if (identity.host !== own.host) return 'elsewhere';
  // The system was started anew since, and nothing survives that. Before the space: its number means nothing then.
  if (isOtherBoot(identity.started, own.started)) return 'gone';
  if (isKnownUnlike(identity.space ?? null, own.space ?? null)) return 'elsewhere';
  const started = await startOf(identity.pid);
  if (isKnownUnlike(identity.started, started)) return 'gone';
  if (identity.pid === own.pid) return 'own';
  return canBeSignalled(identity.pid) ? 'alive' : 'gone';
}

/** True unless the process is known to have ended; one that can't be seen from here is taken as living. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await processState(identity)) !== 'gone';
}

/** For messages: who it is. */
export function processInWords({ host, pid }: ProcessIdentity): Phrase {
  return phrase`process ${pid} on ${host}`;
}

function isKnownUnlike(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

function isOtherBoot(a: string | null, b: string | null): boolean {
  const boot = (started: string | null): string | null => started?.split('/')[0] ?? null;
  return isKnownUnlike(boot(a), boot(b));
}

function canBeSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}

/** pid_namespaces(7): two processes are in the same one exactly when these links are equal. */
async function pidSpace(): Promise<string | null> {
  return await readlink('/proc/self/ns/pid').catch(() => null);
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

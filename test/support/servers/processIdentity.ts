import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Names a living process so that a later process with the same number is not taken for it: PID namespace,
 * number and start time (proc(5), field 22 of /proc/PID/stat). Undefined when there is no such process.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The program's name, field 2, stands in parentheses and may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTime = fields[19];
    if (startTime === undefined || state === 'Z' || state === 'X') return undefined;
    return `${readlinkSync('/proc/self/ns/pid')} ${String(pid)} ${startTime}`;
  } catch {
    return undefined;
  }
}

/**
 * Whether the process of an identity still lives. A process of another PID namespace (a container that shares
 * the folder) can't be seen from here and counts as living: better a folder too many than one taken away.
 */
export function isLiving(identity: string): boolean {
  const [namespace, pid] = identity.split(' ');
  if (namespace === undefined || pid === undefined) return false;
  if (namespace !== identityNamespace()) return true;
  return processIdentity(Number(pid)) === identity;
}

/** The process number inside an identity. */
export function identityPid(identity: string): number {
  return Number(identity.split(' ')[1]);
}

/** The identity of this very process. Throws where there is no /proc: the test servers are for Linux. */
export function ownIdentity(): string {
  const identity = processIdentity(process.pid);
  if (identity === undefined) throw new Error('This process has no entry under /proc.');
  return identity;
}

function identityNamespace(): string | undefined {
  return processIdentity(process.pid)?.split(' ')[0];
}

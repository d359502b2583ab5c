import { readFileSync, readdirSync } from 'node:fs';
import type { EditorProfile } from './editorProfile.ts';

/**
 * The process numbers of a profile's extension hosts, one for each of its windows. The profile's folder is in the
 * environment of everything that its editor starts, and in nobody else's.
 */
export function extensionHosts({ folder }: EditorProfile): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = procFile(pid, 'cmdline');
      return (
        command.includes('--type=extensionHost') && procFile(pid, 'environ').includes(`HOME=${folder}\0`)
      );
    });
}

/** Empty for a process that has ended meanwhile, or is somebody else's. */
function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** OpenSSH's own server, for what our idea of SSH has to be held against. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../freePort.ts';
import { removeFolder } from '../removeFolder.ts';
import { runProcess } from '../servers/runProcess.ts';

const program = '/usr/sbin/sshd';

/** Where sshd, started as root, insists on an empty folder. */
const separationFolder = '/run/sshd';

export interface OpenSshServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: string;
  /** The lines of known_hosts for this server, hashed by ssh-keygen. */
  readonly knownHosts: string;
  stop(): Promise<void>;
}

export interface OpenSshOptions {
  /** The public keys that are let in. */
  readonly authorized: readonly string[];
  /** More lines for sshd_config(5). */
  readonly config?: readonly string[];
}

/** Starts one on a free port, or says why there is none. Whoever starts it stops it. */
export async function startOpenSshServer(
  options: OpenSshOptions,
): Promise<OpenSshServer | { readonly missing: string }> {
  if (!existsSync(program)) return { missing: 'sshd (the package openssh-server) is not installed' };
  const { uid, username } = userInfo();
  if (uid === 0) mkdirSync(separationFolder, { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(join(tmpdir(), 'shsync-sshd-'));
  const file = (name: string): string => join(folder, name);
  for (const type of ['ed25519', 'rsa']) {
    await runProcess('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file(`host_${type}`)]);
  }
  const port = await freePort();
  writeFileSync(file('authorized'), options.authorized.map((key) => `${key}\n`).join(''), { mode: 0o600 });
  writeFileSync(
    file('config'),
    [
      `ListenAddress 127.0.0.1:${String(port)}`,
      `HostKey ${file('host_ed25519')}`,
      `HostKey ${file('host_rsa')}`,
      `AuthorizedKeysFile ${file('authorized')}`,
      `PidFile ${file('pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      ...(options.config ?? []),
    ].join('\n'),
  );
  const process = spawn(program, ['-D', '-e', '-f', file('config')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    process.kill('SIGTERM');
    await ended;
    removeFolder(folder);
  };
  if (!(await answers(port, () => process.exitCode !== null))) {
    await stop();
    return { missing: 'sshd did not start' };
  }
  return { host: '127.0.0.1', port, user: username, knownHosts: await hashedHosts(folder, port), stop };
}

/** The RSA key alone: the server has a better one, which is not known. */
async function hashedHosts(folder: string, port: number): Promise<string> {
  const [type = '', key = ''] = readFileSync(join(folder, 'host_rsa.pub'), 'utf8').split(' ');
  const path = join(folder, 'known_hosts');
  writeFileSync(path, `[127.0.0.1]:${String(port)} ${type} ${key}\n`);
  await runProcess('ssh-keygen', ['-q', '-H', '-f', path]);
  return readFileSync(path, 'utf8');
}

async function answers(port: number, hasEnded: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 2400 && !hasEnded(); attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

/** From the command's words, the environment and standard input to a connection target. */
import { parseConnectionUrl } from '../compose.ts';
import type { ConnectionTarget } from '../compose.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { WorkCommand } from './arguments.ts';

export interface TargetSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The first line of standard input; asked only with --password-stdin. */
  readonly readFirstLine: () => Promise<string>;
  readonly readFile: (path: string) => Promise<string>;
}

export interface ResolvedTarget {
  readonly target: ConnectionTarget;
  readonly database: string;
  /** Parts of the URL that were not taken. */
  readonly dropped: readonly Said[];
}

/** Throws ShadowSyncError 'usage' when the URL, the password's source or a certificate file is not usable. */
export async function resolveTarget(command: WorkCommand, sources: TargetSources): Promise<ResolvedTarget> {
  const { target, dropped } = parseConnectionUrl(command.url);
  if (target.database === null) {
    throw new ShadowSyncError('usage', 'the connection URL names no database', {
      remedy: 'Add it at the end: …:3306/shop',
    });
  }
  return {
    target: {
      ...target,
      password: await password(command, target.password, sources),
      tls: await tls(command, target, sources),
    },
    database: target.database,
    dropped,
  };
}

async function password(command: WorkCommand, inUrl: string, sources: TargetSources): Promise<string> {
  if (command.passwordFromStdin) return await sources.readFirstLine();
  if (inUrl !== '') return inUrl;
  return sources.environment['SHADOW_SYNC_PASSWORD'] ?? '';
}

async function tls(
  command: WorkCommand,
  target: ConnectionTarget,
  sources: TargetSources,
): Promise<ConnectionTarget['tls']> {
  const ca = await pem('--tls-ca', command.tlsCa, sources);
  const cert = await pem('--tls-cert', command.tlsCert, sources);
  const key = await pem('--tls-key', command.tlsKey, sources);
  if ((cert === null) !== (key === null)) {
    throw new ShadowSyncError('usage', '--tls-cert and --tls-key go together', {
      remedy: 'Give both, or none.',
    });
  }
  // Who names a certificate wants it to be checked, also on loopback.
  const mode = command.tls ?? (ca === null && cert === null ? target.tls.mode : 'verify-identity');
  return {
    mode,
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
  };
}

async function pem(option: string, path: string | null, sources: TargetSources): Promise<string | null> {
  if (path === null) return null;
  try {
    return await sources.readFile(path);
  } catch (cause) {
    throw new ShadowSyncError('usage', `${option}: the file ${JSON.stringify(path)} can't be read`, {
      remedy: 'Name a readable PEM file.',
      cause,
    });
  }
}

import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { withHome } from '../localFiles.ts';
import type { LocalFiles } from '../localFiles.ts';
import type { OmsConnection, OmsTarget } from '../omsConnection.ts';
import type { ConnectionSources } from '../resolveConnection.ts';

/**
 * Takes a kept connection, gives what the client is handed: the password fetched, the authority's file read. A password
 * that isn't kept is an empty one. Throws ShadowSyncError 'usage' that names the file which can't be read.
 */
export async function resolveOmsConnection(
  connection: OmsConnection,
  { secrets, files }: ConnectionSources,
): Promise<OmsTarget> {
  const { id, host, port, basePath, user } = connection;
  const password = (await secrets.get(id, 'password')) ?? '';
  return { host, port, basePath, user, password, tls: await resolveTls(connection, files) };
}

async function resolveTls({ name, tls }: OmsConnection, files: LocalFiles): Promise<OmsTarget['tls']> {
  const { mode, caFile, fingerprint } = tls;
  if (mode === 'off') return { mode };
  if (mode === 'fingerprint') return { mode, fingerprint: fingerprint ?? '' };
  if (caFile === null) return { mode };
  const ca = await textOf(caFile, files);
  if (ca !== null) return { mode, ca };
  throw new ShadowSyncError(
    'usage',
    phrase`The connection "${name}" can't be used: tls.caFile names ${JSON.stringify(caFile)}, which can't be read.`,
    { remedy: phrase`Choose the file anew.` },
  );
}

async function textOf(path: string, files: LocalFiles): Promise<string | null> {
  try {
    return await files.readText(withHome(path, files));
  } catch {
    // What a reader says may repeat a piece of the file.
    return null;
  }
}

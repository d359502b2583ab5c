import type { ConnectionSecrets } from './connectionSecrets.ts';
import type { ConnectionStore, SeenConnection } from './connectionStore.ts';

/**
 * Removes connections and then their secrets (C-11): a connection that could not be removed keeps its secrets, and
 * what a crash leaves behind in between is a secret that nothing refers to any more. Throws ShadowSyncError.
 */
export async function removeConnections(
  seen: readonly SeenConnection[],
  store: Pick<ConnectionStore, 'remove'>,
  secrets: Pick<ConnectionSecrets, 'deleteAll'>,
): Promise<void> {
  await store.remove(seen);
  for (const { id } of seen) await secrets.deleteAll(id);
}

import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

/** Whatever was thrown as an error that may be shown; one that is not ours is a mistake of this program and says so. */
export function asShadowSyncError(thrown: unknown): ShadowSyncError {
  if (ShadowSyncError.is(thrown)) return thrown;
  return new ShadowSyncError('internal', thrown instanceof Error ? thrown.message : String(thrown), {
    remedy: phrase`This is a mistake in Shadow Sync; please report it.`,
    cause: thrown,
  });
}

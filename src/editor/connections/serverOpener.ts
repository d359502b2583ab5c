/**
 * From a connection's id to an open server: secrets that are missing are asked for, and kept only when the server took
 * them. Without `vscode`.
 */
import type { OpenedServer, ServerOpener } from '../../comparison/openedServer.ts';
import type { Connection } from '../../connection/connection.ts';
import type { StoredConnection } from '../../connection/connectionStore.ts';
import type { SecretKind } from '../../connection/connectionSecrets.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { LocalFiles } from '../../connection/localFiles.ts';
import { resolveConnection } from '../../connection/resolveConnection.ts';
import { english, phrase } from '../../schema/phrase.ts';
import type { Saying } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { missingSecret, neededSecrets } from './missingSecret.ts';
import { SecretAnswers } from './secretAnswers.ts';
import type { SecretAnswer, SecretKeeper } from './secretAnswers.ts';

export interface OpenerParts {
  readonly find: (connectionId: string) => Promise<StoredConnection>;
  readonly secrets: SecretKeeper;
  readonly files: LocalFiles;
  readonly open: (target: ConnectionTarget, signal: AbortSignal) => Promise<OpenedServer>;
  /** In which language a reason is; English by itself. */
  readonly say?: Saying;
  /** Null when the user gave none. `reason` is what went wrong without it; null when nothing was tried yet. */
  readonly ask: (
    connection: Connection,
    kind: SecretKind,
    reason: string | null,
    signal: AbortSignal,
  ) => Promise<SecretAnswer | null>;
}

/** Makes the opener of a pool. */
export function makeServerOpener(parts: OpenerParts): ServerOpener {
  let asking: Promise<unknown> = Promise.resolve();
  // One question at a time: VS Code shows one input box and would drop the one before it.
  const ask: OpenerParts['ask'] = (...question) => {
    const answer = asking.then(() => parts.ask(...question));
    asking = answer.catch(() => undefined);
    return answer;
  };
  return async (connectionId, signal) => {
    const { connection } = await parts.find(connectionId);
    const answers = new SecretAnswers(parts.secrets);
    const server = await openAsking({ ...parts, ask }, connection, answers, signal);
    await answers.keep(connectionId);
    return server;
  };
}

async function openAsking(
  parts: OpenerParts,
  connection: Connection,
  answers: SecretAnswers,
  signal: AbortSignal,
): Promise<OpenedServer> {
  for (const kind of neededSecrets(connection)) {
    if ((await answers.get(connection.id, kind)) !== undefined) continue;
    answers.add(kind, await asked(parts, connection, kind, null, signal));
  }
  for (;;) {
    try {
      const target = await resolveConnection(connection, { secrets: answers, files: parts.files });
      return await parts.open(target, signal);
    } catch (error) {
      const kind = missingSecret(connection, error);
      // One that was given, now or earlier, and is wrong, is not asked for again and again (C-10).
      if (kind === null || signal.aborted || (await answers.get(connection.id, kind)) !== undefined)
        throw error;
      answers.add(kind, await asked(parts, connection, kind, messageOf(error, parts.say), signal));
    }
  }
}

async function asked(parts: OpenerParts, ...question: Parameters<OpenerParts['ask']>): Promise<SecretAnswer> {
  const answer = await parts.ask(...question);
  if (answer !== null) return answer;
  throw new ShadowSyncError(
    'cancelled',
    phrase`The connecting was cancelled: a secret was asked for, and none given.`,
  );
}

function messageOf(error: unknown, say: Saying = english): string | null {
  return error instanceof ShadowSyncError ? say(error.said) : null;
}

/** Secrets that a run turns out to need, which may begin while nobody is there. Without `vscode`. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { OpenerParts } from '../connections/serverOpener.ts';

/** Whoever is there answers within it; a question that nobody answers must not hold up other runs on that server. */
const patienceMs = 120_000;

/** Asks where somebody can answer; otherwise, or without an answer, the run ends with what has to be done about it. */
export function askIfPresent(ask: OpenerParts['ask'], isPresent: () => boolean): OpenerParts['ask'] {
  return async (connection, kind, reason, signal) => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const answer = isPresent() ? await ask(connection, kind, reason, patience) : null;
    if (answer !== null) return answer;
    throw new ShadowSyncError(
      'authentication',
      phrase`A secret of the connection ${connection.name} is not kept here, and nobody gave it when it was needed.`,
      { remedy: phrase`Use “Set Password…” on the connection, and retry the task.` },
    );
  };
}

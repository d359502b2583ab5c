/** What was found in other programs, sorted into what can be added and what can't. Without `vscode`. */
import type { Connection } from '../../connection/connection.ts';
import type { SecretKind } from '../../connection/connectionSecrets.ts';
import type { FoundImport } from '../../connection/import/findImports.ts';
import type { ImportedConnection } from '../../connection/import/importedConnection.ts';
import { connectionProblems, readConnection } from '../../connection/readConnection.ts';
import { joined, phrase, type Said } from '../../schema/phrase.ts';
import { howReached } from './forgetChanged.ts';

export interface ImportCandidate {
  readonly connection: Connection;
  readonly secrets: Readonly<Partial<Record<SecretKind, string>>>;
  /** The program and where in it. */
  readonly source: string;
  /** Names of what is not taken. */
  readonly dropped: readonly Said[];
  /** The same server is reached in the same way by a connection that is there. */
  readonly isThere: boolean;
}

export interface ImportChoices {
  readonly candidates: readonly ImportCandidate[];
  /** Why files or connections can't be used; a sentence each. */
  readonly problems: readonly Said[];
}

/** Makes the choices; `newId` gives each candidate an id of its own. */
export function importCandidates(
  found: readonly FoundImport[],
  present: readonly Connection[],
  given: { readonly newId: () => string; readonly createdAt: number },
): ImportChoices {
  const known = new Set(present.map(howReached));
  const candidates: ImportCandidate[] = [];
  const problems: Said[] = [];
  for (const { program, connections, problem } of found) {
    if (problem !== null) problems.push(phrase`${program}: ${problem}`);
    for (const imported of connections) {
      const value = { ...imported.draft, id: given.newId(), createdAt: given.createdAt };
      const wrong = connectionProblems(value);
      const source = `${program}: ${imported.source}`;
      if (wrong.length > 0) {
        const causes = wrong.map(({ field, cause }) => phrase`${field} ${cause}`);
        problems.push(phrase`${source}: ${joined(causes, '; ')}.`);
        continue;
      }
      candidates.push(candidateOf(imported, readConnection(value), source, known));
    }
  }
  return { candidates, problems };
}

function candidateOf(
  { secrets, dropped }: ImportedConnection,
  connection: Connection,
  source: string,
  known: ReadonlySet<string>,
): ImportCandidate {
  return { connection, secrets, source, dropped, isThere: known.has(howReached(connection)) };
}

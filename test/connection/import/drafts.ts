/** What the tests of imports share. */
import assert from 'node:assert/strict';
import type { ImportedConnection } from '../../../src/connection/import/importedConnection.ts';
import { connectionProblems } from '../../../src/connection/readConnection.ts';

/** Stands in the files wherever a secret would; nothing but the secrets may repeat it. */
export const secret = 'Canary-import-8314';

export function only(found: readonly ImportedConnection[]): ImportedConnection {
  assert.equal(found.length, 1, JSON.stringify(found));
  return found[0]!;
}

/** What keeps a draft from being a connection. */
export function missing({ draft }: ImportedConnection): readonly string[] {
  return connectionProblems({ ...draft, id: 'c', createdAt: 0 }).map(({ field }) => field);
}

export function assertSecretsApart(found: readonly ImportedConnection[]): void {
  for (const { draft, dropped, source } of found) {
    assert.ok(!JSON.stringify([draft, dropped, source]).includes(secret));
  }
}

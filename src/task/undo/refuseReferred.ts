/** Tables that an undo is to drop, and that a foreign key from elsewhere points at by now. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { displayName } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Plan } from '../../shadow/analysis.ts';
import { fingerprintOfNothing } from '../../shadow/fingerprint.ts';
import { foldedKey } from '../../shadow/pairing.ts';
import type { IncomingKey } from '../../shadow/schemaReader.ts';

/** The tables that this plan drops. */
export function droppedTables({ groups }: Plan): readonly TableName[] {
  return groups.flatMap(({ statements }) =>
    statements.flatMap(({ pair, after }) => (after === fingerprintOfNothing ? [pair.shadow] : [])),
  );
}

/**
 * Throws ShadowSyncError 'stale-plan' before anything is dropped: the server would refuse such a table in the middle of the
 * run (1451, 3730). Foreign keys of the plan's own tables are out of the way by then.
 */
export function refuseReferred(
  plan: Plan,
  incoming: readonly IncomingKey[],
  names: Parameters<typeof foldedKey>[0],
): void {
  const dropped = new Set(droppedTables(plan).map((name) => foldedKey(names, name)));
  const own = new Set(plan.groups.flatMap(({ tables }) => tables.map((name) => foldedKey(names, name))));
  const key = incoming.find(
    ({ parent, child }) => dropped.has(foldedKey(names, parent)) && !own.has(foldedKey(names, child)),
  );
  if (key === undefined) return;
  throw new ShadowSyncError(
    'stale-plan',
    phrase`${displayName(key.parent)} can't be dropped: the foreign key ${key.constraint} of ${displayName(key.child)} refers to it.`,
    { remedy: phrase`Drop that foreign key first.` },
  );
}

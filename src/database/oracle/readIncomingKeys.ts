/** Which foreign keys point at tables of a schema. */
import { keyOf } from './dictionary/readRows.ts';
import { viewName } from './dictionary/ask.ts';
import type { Asking } from './dictionary/ask.ts';
import * as views from './dictionary/views.ts';
import type { IncomingKey } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';

/** From all schemas that the account may see, in one question. Throws ShadowSyncError. */
export async function readIncomingKeys(
  { catalog, limits, source }: Asking,
  schema: string,
): Promise<readonly IncomingKey[]> {
  const constraints = viewName(catalog, views.constraints);
  const columns = viewName(catalog, views.constraintColumns);
  const rows = await source.rows(
    (bind) =>
      'SELECT C.OWNER, C.TABLE_NAME, C.CONSTRAINT_NAME, K.OWNER, K.TABLE_NAME, K.COLUMN_NAME ' +
      `FROM ${constraints} C JOIN ${columns} K ON K.OWNER = C.R_OWNER AND K.CONSTRAINT_NAME = C.R_CONSTRAINT_NAME ` +
      `WHERE C.CONSTRAINT_TYPE = ${bind('R')} AND C.R_OWNER = ${bind(schema)} ` +
      'ORDER BY C.OWNER, C.TABLE_NAME, C.CONSTRAINT_NAME, K.POSITION',
    { timeoutMs: metadataTimeoutMs, ...limits },
  );
  const keys = new Map<string, IncomingKey & { readonly columns: string[] }>();
  for (const [owner, child, name, parentOwner, parent, column] of rows) {
    const id = keyOf(owner ?? '', name ?? '');
    const known = keys.get(id);
    if (known !== undefined) known.columns.push(column ?? '');
    else {
      keys.set(id, {
        parent: { database: parentOwner ?? '', table: parent ?? '' },
        child: { database: owner ?? '', table: child ?? '' },
        constraint: name ?? '',
        columns: [column ?? ''],
      });
    }
  }
  return [...keys.values()];
}

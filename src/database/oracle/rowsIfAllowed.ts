import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { QueryLimits } from '../queryLimits.ts';
import type { Query, Row, RowSource } from './rowSource.ts';

/** Null where the server says no: in this version the view does not exist, or this account may not ask. */
export async function rowsIfAllowed(
  source: RowSource,
  query: Query,
  limits: QueryLimits,
): Promise<readonly Row[] | null> {
  try {
    return await source.rows(query, limits);
  } catch (error) {
    if (isServersNo(error, source)) return null;
    throw error;
  }
}

/** Whether the server itself refused, on a connection that is still good. */
export function isServersNo(error: unknown, source: Pick<RowSource, 'lost'>): boolean {
  return ShadowSyncError.is(error) && error.errno !== null && source.lost === null;
}

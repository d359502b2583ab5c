/** Type changes that the server refuses whatever the rows hold. */
import { isByteType, isCharacterType, isGeometryType } from '../../schema/mysql/columnTypes.ts';
import type { Column } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';

const closed = new Set(['uuid', 'inet4', 'inet6', 'vector']);

/**
 * Whether MODIFY fails on an empty table already. Tried with every pair of types on MariaDB 10.11 and 11.8 (4078 "Cannot
 * cast 'uuid' as 'int'"): its closed types and shapes convert from and to strings only, shapes among each other too;
 * MySQL refuses none. Such a column is dropped and added: its values could not be kept anyway.
 */
export function castRefused(before: Column, after: Column, facts: MysqlServerFacts): boolean {
  if (facts.dialect !== 'mariadb') return false;
  const [from, to] = [kindOf(before.type.name), kindOf(after.type.name)];
  return from !== to && from !== 'string' && to !== 'string';
}

/** All that convert into each other have one kind; what is left (numbers, dates) is one of them. */
function kindOf(type: string): string {
  if (closed.has(type)) return type;
  if (isGeometryType(type)) return 'shape';
  return isCharacterType(type) || isByteType(type) ? 'string' : 'plain';
}

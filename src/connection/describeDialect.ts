import type { ConnectionDialect } from './connectionDialect.ts';
import type { DialectDescription } from './dialects/dialectDescription.ts';
import { mariadb, mysql, oceanbase, oceanbaseOracle } from './dialects/mysqlFamily.ts';
import { oracle } from './dialects/oracle.ts';

const descriptions: Readonly<Record<ConnectionDialect, DialectDescription>> = {
  mysql,
  mariadb,
  oceanbase,
  oracle,
  'oceanbase-oracle': oceanbaseOracle,
};

/** What a dialect asks of a connection. */
export function describeDialect(dialect: ConnectionDialect): DialectDescription {
  return descriptions[dialect];
}

/** The port of a server for which nobody named one. */
export function defaultPort(dialect: ConnectionDialect): number {
  return descriptions[dialect].port;
}

import { atLeast } from '../../../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../../../schema/mysql/serverFacts.ts';

/**
 * What a server can do without copying, by version. From the manuals (MySQL "Online DDL Operations" of 5.6, 5.7, 8.0, 9.x;
 * MariaDB "InnoDB Online DDL Overview") and measured with forced ALGORITHM on MySQL 5.6.24 and 9.7, MariaDB 10.11 and
 * 11.8 (test/contract/algorithm.test.ts). Where the two disagree, or only some tables allow it, the slower one stands.
 */
export interface ServerPowers {
  readonly isMariadb: boolean;
  /** Defaults, comments, appended enum members, names of columns. */
  readonly instantMetadata: boolean;
  readonly instantRename: boolean;
  readonly instantAddLast: boolean;
  readonly instantAddAnywhere: boolean;
  readonly instantDrop: boolean;
  readonly instantMove: boolean;
  /** Longer VARCHAR without touching rows: at once, in place, or not. */
  readonly varchar: 'instant' | 'inplace' | 'copy';
  /** Adding and dropping VIRTUAL columns. */
  readonly virtualColumns: 'instant' | 'inplace' | 'copy';
  /** Partitions of InnoDB itself: ADD, DROP and REORGANIZE PARTITION go in place. */
  readonly nativePartitions: boolean;
  /** A copy during which others write (MariaDB 11.2). */
  readonly onlineCopy: boolean;
}

/** The powers of a MySQL or MariaDB server; OceanBase has another model (oceanbaseEffects). */
export function serverPowers(server: MysqlServerFacts): ServerPowers {
  return server.dialect === 'mariadb' ? mariadbPowers(server) : mysqlPowers(server);
}

function mariadbPowers(server: MysqlServerFacts): ServerPowers {
  const has103 = atLeast(server, 10, 3, 2);
  // 10.4.3 brought the instant changes of type beside those of position.
  const has104 = atLeast(server, 10, 4, 3);
  return {
    isMariadb: true,
    instantMetadata: has103,
    instantRename: has104,
    instantAddLast: has103,
    instantAddAnywhere: has104,
    instantDrop: has104,
    instantMove: has104,
    varchar: has104 ? 'instant' : 'copy',
    virtualColumns: has103 ? 'instant' : 'copy',
    nativePartitions: false,
    onlineCopy: atLeast(server, 11, 2),
  };
}

function mysqlPowers(server: MysqlServerFacts): ServerPowers {
  const has57 = atLeast(server, 5, 7);
  const has8012 = atLeast(server, 8, 0, 12);
  return {
    isMariadb: false,
    instantMetadata: has8012,
    instantRename: atLeast(server, 8, 0, 28),
    instantAddLast: has8012,
    instantAddAnywhere: atLeast(server, 8, 0, 29),
    instantDrop: atLeast(server, 8, 0, 29),
    instantMove: false,
    varchar: has57 ? 'inplace' : 'copy',
    virtualColumns: has8012 ? 'instant' : has57 ? 'inplace' : 'copy',
    nativePartitions: atLeast(server, 8),
    onlineCopy: false,
  };
}

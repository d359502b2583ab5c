import type { OracleInmemoryColumns } from '../../../schema/oracle/dictionary.ts';
import type { Cells } from './cells.ts';

/** What a view says of memory; `DEF_` stands in front where it is about partitions to come. */
export function inmemoryColumns(row: Cells, prefix: '' | 'DEF_'): OracleInmemoryColumns {
  return {
    inmemory: row.choiceOrNull(`${prefix}INMEMORY`, ['ENABLED', 'DISABLED', 'NONE']),
    inmemoryCompression: row.trimmed(`${prefix}INMEMORY_COMPRESSION`),
    inmemoryPriority: row.trimmed(`${prefix}INMEMORY_PRIORITY`),
    inmemoryDistribute: row.trimmed(`${prefix}INMEMORY_DISTRIBUTE`),
    inmemoryDuplicate: row.trimmed(`${prefix}INMEMORY_DUPLICATE`),
  };
}

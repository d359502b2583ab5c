import { essence } from '../../../schema/oracle/canonicalText.ts';
import type { OracleTable, SubPart } from '../../../schema/oracle/model.ts';

/** Whether a statement moves rows or LOBs that are there to another place. */
export function movesRows(before: OracleTable, after: OracleTable): boolean {
  const isTableMoved = before.partitioning === null && before.options.tablespace !== after.options.tablespace;
  return isTableMoved || movesLobs(before, after) || movesPartitions(before, after);
}

function movesLobs(before: OracleTable, after: OracleTable): boolean {
  const old = new Map(before.columns.map(({ name, lob }) => [name, lob]));
  return after.columns.some(({ name, lob }) => {
    const was = old.get(name);
    return was != null && lob !== null && was.tablespace !== lob.tablespace;
  });
}

/** A subpartition changes with its rows only, whatever changes of it. */
function movesPartitions({ partitioning: old }: OracleTable, { partitioning: now }: OracleTable): boolean {
  if (old === null || now === null) return false;
  const partitions = new Map(old.partitions.map((one) => [one.name, one]));
  return now.partitions.some(({ name, storage, subpartitions }) => {
    const was = partitions.get(name);
    if (was === undefined) return false;
    const parts = new Map(was.subpartitions.map((part) => [part.name, part]));
    const isMoved = (part: SubPart): boolean => {
      const before = parts.get(part.name);
      return before !== undefined && essence(before.storage) !== essence(part.storage);
    };
    return was.storage.tablespace !== storage.tablespace || subpartitions.some(isMoved);
  });
}

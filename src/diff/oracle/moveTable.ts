/** ALTER TABLE … MOVE: to other tablespaces, with all rows. */
import type { Column, OracleTable } from '../../schema/oracle/model.ts';
import { printColumnStorage } from '../../schema/oracle/print/printColumn.ts';
import { isSameInmemory, printTablespace } from '../../schema/oracle/print/printStorage.ts';
import { atLeast, isOceanBase } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import type { StepChain } from './stepChain.ts';

/** One statement for the table and its LOBs: each of them writes the rows anew. Of a partitioned table, its partitions move. */
export function moveTable(chain: StepChain, to: OracleTable, facts: OracleServerFacts): void {
  const { table } = chain;
  const { options } = table;
  const { tablespace } = to.options;
  if (table.partitioning !== null) return;
  const lobs = movedLobs(table, to);
  const isMoved = options.tablespace !== tablespace;
  if (!isMoved && lobs.length === 0) return;
  // The indexes of an index-organized table find its rows by the key.
  const update = table.organization === null && hasIndexes(table) && atLeast(facts, 12, 2);
  const clause = [
    'MOVE',
    ...(isMoved ? printTablespace(tablespace) : []),
    ...lobs.flatMap((column) => printColumnStorage(column, null) ?? []),
    ...(update ? ['UPDATE INDEXES'] : []),
  ].join(' ');
  const byName = new Map(lobs.map((column) => [column.name, column]));
  chain.alter(clause, {
    columns: table.columns.map((column) => byName.get(column.name) ?? column),
    options: { ...options, tablespace },
  });
}

/** The columns whose LOBs are elsewhere, as they are but for that. */
function movedLobs(from: OracleTable, to: OracleTable): readonly Column[] {
  const wanted = new Map(to.columns.map(({ name, lob }) => [name, lob]));
  return from.columns.flatMap((column) => {
    const lob = wanted.get(column.name) ?? null;
    return lob === null || column.lob === null || lob.tablespace === column.lob.tablespace
      ? []
      : [{ ...column, lob: { ...column.lob, tablespace: lob.tablespace } }];
  });
}

function hasIndexes({ indexes, primaryKey, uniqueKeys }: OracleTable): boolean {
  const keys = [...uniqueKeys, ...(primaryKey === null ? [] : [primaryKey])];
  return indexes.length > 0 || keys.some(({ state }) => state.isEnabled);
}

/** Why the rows can't be kept as they should be; null when they can. */
export function refuseMove(from: OracleTable, to: OracleTable, facts: OracleServerFacts): Phrase | null {
  if (isOceanBase(facts))
    return isSameStorage(from, to)
      ? null
      : phrase`OceanBase can’t change how the rows of a table are kept. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;
  // VLDB and Partitioning Guide, Modifying Default Attributes of a Table.
  if (from.partitioning?.method === 'HASH' && !isSameButPlace(from, to))
    return phrase`Of a table with hash partitions only the tablespace can be changed. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;
  const lobs = movedLobs(from, to);
  const isMoved = from.options.tablespace !== to.options.tablespace;
  if (!isMoved && lobs.length === 0) return null;
  const isNowhere =
    (isMoved && to.options.tablespace === null) || lobs.some(({ lob }) => lob?.tablespace == null);
  if (isNowhere || from.temporary !== null)
    return phrase`The shadow can’t be moved to the source’s tablespace. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;
  return from.partitioning === null ? refuseRewrite(from, facts) : null;
}

/** Why a table without partitions can't be written anew elsewhere; null when it can. */
function refuseRewrite(from: OracleTable, facts: OracleServerFacts): Phrase | null {
  const long = from.columns.find(({ type }) => type.kind === 'plain' && type.name.startsWith('LONG'));
  if (long !== undefined)
    return phrase`A table with a LONG column (${long.name}) can’t be moved to another tablespace. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;
  return from.organization === null && hasIndexes(from) && !atLeast(facts, 12, 2)
    ? phrase`Before Oracle 12.2, moving a table to another tablespace makes its indexes unusable. Move it and rebuild them, drop the shadow, or leave the storage as it is (option storage: ignored).`
    : null;
}

function isSameStorage(from: OracleTable, to: OracleTable): boolean {
  return (
    from.options.tablespace === to.options.tablespace &&
    isSameButPlace(from, to) &&
    movedLobs(from, to).length === 0
  );
}

function isSameButPlace({ options: a }: OracleTable, { options: b }: OracleTable): boolean {
  return a.compress === b.compress && a.isLogging === b.isLogging && isSameInmemory(a.inmemory, b.inmemory);
}

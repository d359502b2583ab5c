/** Where and how rows are kept, as clauses. */
import { usualInmemory } from '../model.ts';
import type { Inmemory, Storage, TableOptions } from '../model.ts';
import { quoteIdentifier } from '../quote.ts';

/** In the order of the grammar: segment_attributes_clause, table_compression, inmemory_table_clause. */
export function printStorage({ tablespace, isLogging, compress, inmemory }: TableOptions): readonly string[] {
  return [
    ...printTablespace(tablespace),
    ...(isLogging ? [] : ['NOLOGGING']),
    ...(compress === null ? [] : [compress]),
    ...(inmemory === null ? [] : [printInmemory(inmemory)]),
  ];
}

/** `TABLESPACE "USERS"`. */
export function printTablespace(tablespace: string | null): readonly string[] {
  return tablespace === null ? [] : [`TABLESPACE ${quoteIdentifier(tablespace)}`];
}

/** What a partition or subpartition says of itself beside what it gets anyway; null: that is not known, so everything unusual. */
export function printPartStorage(storage: Storage, defaults: Storage | null): readonly string[] {
  const usual = defaults ?? { tablespace: null, compress: null, isLogging: true, inmemory: null };
  const { tablespace, isLogging, compress, inmemory } = storage;
  return [
    ...(tablespace === usual.tablespace ? [] : printTablespace(tablespace)),
    ...(isLogging === null || isLogging === usual.isLogging ? [] : [printLogging(isLogging)]),
    ...(compress === usual.compress ? [] : [compress ?? 'NOCOMPRESS']),
    ...(isSameInmemory(inmemory, usual.inmemory) ? [] : [printInmemory(inmemory, usual.inmemory !== null)]),
  ];
}

/** `NOLOGGING`. */
export function printLogging(isLogging: boolean | null): string {
  return isLogging === false ? 'NOLOGGING' : 'LOGGING';
}

/** `INMEMORY` with what is not usual, or in full where something else may have been said before. */
export function printInmemory(inmemory: Inmemory | null, isFull = false): string {
  if (inmemory === null) return 'NO INMEMORY';
  const { memcompress, priority, distribute, duplicate } = inmemory;
  const usual = usualInmemory;
  return [
    'INMEMORY',
    ...(isFull || memcompress !== usual.memcompress ? [memcompress] : []),
    ...(isFull || priority !== usual.priority ? [priority] : []),
    ...(isFull || distribute !== usual.distribute ? [distribute] : []),
    ...(isFull || duplicate !== usual.duplicate ? [duplicate] : []),
  ].join(' ');
}

/** Whether both say the same. */
export function isSameInmemory(a: Inmemory | null, b: Inmemory | null): boolean {
  return a === b || (a !== null && b !== null && printInmemory(a) === printInmemory(b));
}

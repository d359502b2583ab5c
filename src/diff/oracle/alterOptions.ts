/** The statements for what a table is as a whole. */
import type { OracleTable, Storage, TableOptions } from '../../schema/oracle/model.ts';
import {
  isSameInmemory,
  printInmemory,
  printLogging,
  printPartStorage,
} from '../../schema/oracle/print/printStorage.ts';
import { printParallel } from '../../schema/oracle/print/printTable.ts';
import type { StepChain } from './stepChain.ts';

/** One ALTER TABLE for each option, none of which touches a row. Where the rows are is told by `moveTable`. */
export function alterOptions(chain: StepChain, to: OracleTable): void {
  if (chain.table.partitioning !== null) alterDefaults(chain, to.options);
  for (const { differs, clause, take } of changes) {
    const { options } = chain.table;
    if (differs(options, to.options))
      chain.alter(clause(to.options, options), { options: { ...options, ...take(to.options) } });
  }
}

/** Of a partitioned table they hold for partitions to come: what ALTER TABLE alone would do to those that are there differs. */
function alterDefaults(chain: StepChain, { tablespace, compress, isLogging, inmemory }: TableOptions): void {
  const { options } = chain.table;
  const storage: Storage & { readonly isLogging: boolean } = { tablespace, compress, isLogging, inmemory };
  const attributes = printPartStorage(storage, options);
  if (attributes.length > 0)
    chain.alter(`MODIFY DEFAULT ATTRIBUTES ${attributes.join(' ')}`, { options: { ...options, ...storage } });
}

interface OptionChange {
  readonly differs: (from: TableOptions, to: TableOptions) => boolean;
  readonly clause: (to: TableOptions, from: TableOptions) => string;
  readonly take: (to: TableOptions) => Partial<TableOptions>;
}

function change<K extends keyof TableOptions>(
  name: K,
  clause: (value: TableOptions[K]) => string,
): OptionChange {
  return {
    differs: (from, to) => from[name] !== to[name],
    clause: (to) => clause(to[name]),
    take: (to) => ({ [name]: to[name] }),
  };
}

/** Said in full where something else was said before: what is left out may stay. */
const inmemoryChange: OptionChange = {
  differs: (from, to) => !isSameInmemory(from.inmemory, to.inmemory),
  clause: (to, from) => printInmemory(to.inmemory, from.inmemory !== null),
  take: ({ inmemory }) => ({ inmemory }),
};

/** Compression holds for rows to come; those that are there stay as they are kept. */
const changes: readonly OptionChange[] = [
  change('defaultCollation', (value) => `DEFAULT COLLATION ${value ?? 'USING_NLS_COMP'}`),
  change('compress', (value) => value ?? 'NOCOMPRESS'),
  change('isLogging', printLogging),
  inmemoryChange,
  change('isCached', (value) => (value ? 'CACHE' : 'NOCACHE')),
  change('resultCache', (value) => `RESULT_CACHE (MODE ${value ?? 'DEFAULT'})`),
  change('parallel', printParallel),
  change('rowMovement', (value) => `${value ? 'ENABLE' : 'DISABLE'} ROW MOVEMENT`),
];

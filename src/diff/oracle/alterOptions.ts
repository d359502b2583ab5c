/** The statements for what a table is as a whole. */
import type { OracleTable, TableOptions } from '../../schema/oracle/model.ts';
import { printParallel } from '../../schema/oracle/print/printTable.ts';
import type { StepChain } from './stepChain.ts';

/** One ALTER TABLE for each option: none of them touches a row. */
export function alterOptions(chain: StepChain, to: OracleTable): void {
  for (const { differs, clause, take } of changes) {
    const { options } = chain.table;
    if (differs(options, to.options))
      chain.alter(clause(to.options), { options: { ...options, ...take(to.options) } });
  }
}

interface OptionChange {
  readonly differs: (from: TableOptions, to: TableOptions) => boolean;
  readonly clause: (to: TableOptions) => string;
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

/** Compression holds for rows to come; those that are there stay as they are kept. */
const changes: readonly OptionChange[] = [
  change('defaultCollation', (value) => `DEFAULT COLLATION ${value ?? 'USING_NLS_COMP'}`),
  change('compress', (value) => value ?? 'NOCOMPRESS'),
  change('isLogging', (value) => (value ? 'LOGGING' : 'NOLOGGING')),
  change('isInmemory', (value) => (value ? 'INMEMORY' : 'NO INMEMORY')),
  change('isCached', (value) => (value ? 'CACHE' : 'NOCACHE')),
  change('resultCache', (value) => `RESULT_CACHE (MODE ${value ?? 'DEFAULT'})`),
  change('parallel', printParallel),
  change('rowMovement', (value) => `${value ? 'ENABLE' : 'DISABLE'} ROW MOVEMENT`),
];

import type { OracleTable } from '../../schema/oracle/model.ts';
import { quoteTable } from '../../schema/oracle/quote.ts';
import type { Step } from '../dialect.ts';

/** Collects statements; each begins where the one before ended. */
export class StepChain {
  readonly steps: Step<OracleTable>[] = [];
  #table: OracleTable;

  constructor(table: OracleTable) {
    this.#table = table;
  }

  /** What the table is after the statements so far. */
  get table(): OracleTable {
    return this.#table;
  }

  /** A statement of any kind, and what it changes. */
  add(phase: Step['phase'], sql: string, change: Partial<OracleTable>): void {
    const after = { ...this.#table, ...change };
    this.steps.push({ sql, before: this.#table, after, phase });
    this.#table = after;
  }

  /** An ALTER TABLE of phase build. */
  alter(clause: string, change: Partial<OracleTable>): void {
    this.add('build', `ALTER TABLE ${quoteTable(this.#table.name)} ${clause}`, change);
  }
}

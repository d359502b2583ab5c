/** What a run says while it goes on, for the command line and the editor. Observers can't change a run. */
import type { Said } from '../schema/phrase.ts';
import type { TableName } from '../schema/tableName.ts';
import type { RunOutcome, StatementRun, TableRun } from './runResult.ts';

export type RunEvent =
  | {
      readonly kind: 'run-started';
      readonly run: string;
      readonly tables: number;
      readonly statements: number;
    }
  /** `resumeAt`: how many of its statements were found done. */
  | {
      readonly kind: 'table-started';
      readonly shadow: TableName;
      readonly statements: number;
      readonly resumeAt: number;
    }
  | {
      readonly kind: 'statement-sent';
      readonly shadow: TableName;
      readonly statement: number;
      readonly sql: string;
      readonly attempt: number;
    }
  /** The statement waits for somebody else's lock on the table; `blockers` says whose. */
  | {
      readonly kind: 'waiting';
      readonly shadow: TableName;
      readonly statement: number;
      readonly blockers: readonly Said[];
    }
  | {
      readonly kind: 'retry';
      readonly shadow: TableName;
      readonly statement: number;
      readonly attempt: number;
      readonly of: number;
      readonly delayMs: number;
      readonly reason: string;
      readonly saidReason: Said;
    }
  /** The answer was lost; the server is being asked what became of the statement. */
  | {
      readonly kind: 'reconciling';
      readonly shadow: TableName;
      readonly statement: number;
      readonly reason: string;
      readonly saidReason: Said;
    }
  | { readonly kind: 'statement-done'; readonly shadow: TableName; readonly statement: StatementRun }
  /** `done` of `of` tables are settled, this one among them. */
  | { readonly kind: 'table-done'; readonly table: TableRun; readonly done: number; readonly of: number }
  | { readonly kind: 'notice'; readonly message: string; readonly said: Said }
  | { readonly kind: 'run-finished'; readonly outcome: RunOutcome };

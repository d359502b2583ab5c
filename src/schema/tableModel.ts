import type { Said } from './phrase.ts';
import type { TableName } from './tableName.ts';

/** What every dialect's table model has in common. Floors above see no more of it than this and ask the dialect. */
export interface TableModel {
  readonly name: TableName;
}

/** What reading and parsing one table gave. */
export type Parsed<T extends TableModel = TableModel> =
  | { readonly kind: 'table'; readonly table: T }
  /** Right or refused (R2): something in it is not modelled. Both texts are shown; `printedText` is null when it could not
   *  even be parsed. */
  | {
      readonly kind: 'unsupported';
      readonly reason: string;
      /** The reason as whoever shows it in another language needs it. */
      readonly saidReason: Said;
      readonly serverText: string;
      readonly printedText: string | null;
    };

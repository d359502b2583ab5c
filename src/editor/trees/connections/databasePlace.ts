/** A database of one connection. */
export interface DatabasePlace {
  readonly connectionId: string;
  readonly database: string;
}

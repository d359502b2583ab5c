/** The part of the driver that is used here; it comes without types. */
// eslint-disable-next-line no-restricted-syntax -- declares a package that has no types; Node never sees this file
declare module 'oracledb' {
  export interface ColumnMetadata {
    readonly name: string;
    readonly dbType: DbType;
  }

  /** One of the driver's `DB_TYPE_…` constants, compared by identity. */
  export type DbType = object;

  export interface ExecuteOptions {
    readonly outFormat?: number;
    readonly maxRows?: number;
    readonly fetchArraySize?: number;
    readonly prefetchRows?: number;
    readonly fetchTypeHandler?: (column: ColumnMetadata) => { readonly type: DbType } | undefined;
  }

  export interface OutBind {
    readonly dir: number;
    readonly type: DbType;
    readonly maxSize?: number;
  }

  export interface ExecuteResult {
    readonly rows?: readonly (readonly unknown[])[];
    /** By position. */
    readonly outBinds?: readonly unknown[];
    /** A success with a remark, such as a compilation error. */
    readonly warning?: Error;
  }

  export interface Connection {
    action: string;
    clientInfo: string;
    module: string;
    execute(
      sql: string,
      binds: readonly (string | number | OutBind)[],
      options: ExecuteOptions,
    ): Promise<ExecuteResult>;
    /** Asks the server to stop what this connection is doing; that then ends with ORA-01013. */
    breakExecution(): Promise<void>;
    ping(): Promise<void>;
    close(options?: { readonly drop?: boolean }): Promise<void>;
  }

  export interface ConnectionAttributes {
    readonly user: string;
    readonly password: string;
    readonly connectString: string;
    /** Whole seconds. */
    readonly connectTimeout: number;
    readonly walletContent?: string;
    readonly walletPassword?: string;
    readonly sslServerDNMatch?: boolean;
  }

  interface Driver {
    readonly OUT_FORMAT_ARRAY: number;
    readonly BIND_OUT: number;
    readonly STRING: DbType;
    readonly NUMBER: DbType;
    readonly DB_TYPE_NUMBER: DbType;
    readonly DB_TYPE_CLOB: DbType;
    readonly DB_TYPE_NCLOB: DbType;
    getConnection(attributes: ConnectionAttributes): Promise<Connection>;
  }

  const driver: Driver;
  // eslint-disable-next-line no-restricted-syntax -- it is the package that exports so
  export default driver;
}

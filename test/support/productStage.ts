/** The product connected to a shared server, and a database of its own for each test. */
import { query, runScript, type Row } from './servers/connect.ts';
import { dropDatabase, freshDatabase } from './servers/sharedServer.ts';
import type { TestServer } from './servers/startServer.ts';
import { openProduct, type Product } from './syncDatabase.ts';

export interface ProductStage {
  readonly product: Product;
  readonly database: string;
  /** Runs statements in the database. */
  readonly run: (script: string) => Promise<void>;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
}

/** Sets the stage for the tests of the suite that calls it; what it gives may be asked in its tests only. */
export function useProduct(getServer: () => TestServer): ProductStage {
  let product: Product | null = null;
  let database = '';
  before(async () => {
    product = await openProduct(getServer());
  });
  after(() => product?.close());
  beforeEach(async () => {
    database = await freshDatabase(getServer());
  });
  afterEach(() => dropDatabase(getServer(), database));
  return {
    get product(): Product {
      if (product === null) throw new Error('The stage is not set yet.');
      return product;
    },
    get database(): string {
      return database;
    },
    run: (script) => runScript(getServer(), script, database),
    rows: (sql) => query(getServer(), sql, database),
  };
}

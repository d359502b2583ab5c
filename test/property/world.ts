/** One database with generated sources and drifted shadows, the product connected to it, and both oracles. */
import type { Connection } from 'mysql2/promise';
import type { NamingRule } from '../../src/shadow/namingRule.ts';
import { createSchema, relaxSession, shadowPlace, sourcePlace } from '../support/generate/create.ts';
import type { Flavour } from '../support/generate/flavour.ts';
import type { Schema } from '../support/generate/model.ts';
import { identifier } from '../support/generate/print.ts';
import { openConnection } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { openProduct, type Product } from '../support/syncDatabase.ts';

/** Everything that one engine's laws share. */
export interface LawServer {
  readonly server: TestServer;
  readonly flavour: Flavour;
  readonly connection: Connection;
  readonly product: Product;
  readonly tally: Tally;
}

/** What was tried and thrown away. */
export interface Tally {
  /** Pairs of tables that a law was tried on. */
  pairs: number;
  tables: number;
  refused: number;
  unsupported: number;
  readonly reasons: Map<string, number>;
}

/** Connects test and product to a server. */
export async function openLaws(server: TestServer, flavour: Flavour): Promise<LawServer> {
  const connection = await openConnection(server);
  await relaxSession(connection, flavour);
  const tally = { pairs: 0, tables: 0, refused: 0, unsupported: 0, reasons: new Map<string, number>() };
  return { server, flavour, connection, product: await openProduct(server), tally };
}

/** Ends both connections. */
export async function closeLaws({ connection, product }: LawServer): Promise<void> {
  connection.destroy();
  await product.close();
}

let worlds = 0;

/** A database of sources with the shadows that the rule gives them. */
export interface World {
  readonly laws: LawServer;
  readonly database: string;
  readonly rule: NamingRule;
  readonly sources: ReadonlySet<string>;
}

/** What a world is made of. */
export interface WorldRequest {
  readonly sources: Schema;
  readonly shadows: Schema;
  readonly prefix: string;
  readonly suffix: string;
  readonly elsewhere: boolean;
}

/** Makes the databases and tables, gives them to `use`, and drops them, whatever happens. */
export async function withWorld<T>(
  laws: LawServer,
  { sources, shadows, prefix, suffix, elsewhere }: WorldRequest,
  use: (world: World) => Promise<T>,
): Promise<T> {
  worlds += 1;
  const database = `law_${String(process.pid)}_${String(worlds)}`;
  const shadowDatabase = elsewhere ? `${database}_s` : null;
  const rule: NamingRule = { prefix, suffix, shadowDatabase };
  const { connection, flavour, tally } = laws;
  const databases = [database, ...(shadowDatabase === null ? [] : [shadowDatabase])];
  try {
    for (const name of databases) await connection.query(`CREATE DATABASE ${identifier(name)}`);
    const made = await createSchema(connection, sources, sourcePlace(database), { flavour });
    const standing = { tables: shadows.tables.filter(({ name }) => made.made.has(name)) };
    const others = await createSchema(connection, standing, shadowPlace(database, rule), { flavour });
    tally.pairs += made.made.size;
    tally.tables += made.tried + others.tried;
    for (const { why, isTable } of [...made.refused, ...others.refused]) {
      const reason = why.replace(/'[^']*'/g, '…');
      if (isTable) tally.refused += 1;
      tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
    }
    return await use({ laws, database, rule, sources: made.made });
  } finally {
    await connection.query('SET SESSION foreign_key_checks = 0');
    for (const name of databases) await connection.query(`DROP DATABASE IF EXISTS ${identifier(name)}`);
    await connection.query('SET SESSION foreign_key_checks = 1');
  }
}

/** The name of a source's shadow. */
export function shadowOf({ rule }: World, source: string): string {
  return `${rule.prefix}${source}${rule.suffix}`;
}

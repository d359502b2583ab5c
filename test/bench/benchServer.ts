/** A server with the measured databases, and the measured processes pointed at it. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { query } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import type { AnalysisOrder } from './analysisChild.ts';
import type { Children } from './bundleChildren.ts';
import type { ReadingOrder } from './floorChild.ts';
import { measureChild, type Measured } from './measureChild.ts';
import { expectedResults, makePairs, shadowPrefix, tablesOf } from './samplePairs.ts';

/** Where the processes connect: to the server itself or to a proxy before it. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export class BenchServer {
  readonly server: TestServer;
  private readonly children: Children;
  private readonly made = new Set<number>();

  constructor(server: TestServer, children: Children) {
    this.server = server;
    this.children = children;
  }

  /** Makes the database of so many pairs, once. */
  async make(pairs: number): Promise<void> {
    if (this.made.has(pairs)) return;
    this.made.add(pairs);
    await makePairs(this.server, databaseOf(pairs), pairs);
    await writeFile(this.tablesFile(pairs), JSON.stringify(tablesOf(pairs)));
  }

  /** Lets the server forget the tables that it has open, as it has before anybody's first analysis of the day. */
  async chill(): Promise<void> {
    await query(this.server, 'FLUSH TABLES');
  }

  async floor(pairs: number, at: Address = this.server): Promise<Measured> {
    const order: ReadingOrder = {
      host: at.host,
      port: at.port,
      database: databaseOf(pairs),
      tablesFile: this.tablesFile(pairs),
    };
    const measured = await this.measure(this.children.floor, [JSON.stringify(order)]);
    assert.equal(measured.said['tables'], tablesOf(pairs).length);
    return measured;
  }

  async reading(pairs: number): Promise<Measured> {
    const measured = await this.measure(this.children.reading, [this.order(pairs, this.server, [])]);
    assert.equal(measured.said['tables'], tablesOf(pairs).length);
    return measured;
  }

  async analysis(
    pairs: number,
    at: Address = this.server,
    include: readonly string[] = [],
  ): Promise<Measured> {
    const measured = await this.measure(this.children.analysis, [this.order(pairs, at, include)]);
    // Nothing is a figure that comes from a wrong answer.
    if (include.length === 0) assert.deepEqual(measured.said['results'], { ...expectedResults(pairs) });
    return measured;
  }

  async cli(pairs: number, at: Address = this.server): Promise<Measured> {
    const args = ['analyze', '--url', this.url(pairs, at), '--prefix', shadowPrefix, '--json'];
    const measured = await this.measure(this.children.cli, args);
    const { consistent, update, create } = measured.said['summary'] as Record<string, number>;
    assert.deepEqual({ consistent, update, create }, { ...expectedResults(pairs) });
    return measured;
  }

  private order(pairs: number, at: Address, include: readonly string[]): string {
    const order: AnalysisOrder = {
      url: this.url(pairs, at),
      database: databaseOf(pairs),
      prefix: shadowPrefix,
      include,
    };
    return JSON.stringify(order);
  }

  private measure(script: string, args: readonly string[]): Promise<Measured> {
    const { report } = this.children;
    return measureChild({ script, args, report, serverPid: this.server.pid, exitCodes: [0, 2] });
  }

  private url(pairs: number, { host, port }: Address): string {
    return `${this.server.dialect}://root@${host}:${port}/${databaseOf(pairs)}`;
  }

  private tablesFile(pairs: number): string {
    return join(this.children.folder, `tables${pairs}.json`);
  }
}

function databaseOf(pairs: number): string {
  return `pairs${pairs}`;
}

/** How long a comparison of 10,000 pairs keeps the extension host from everything else. */
import { ensureEngine } from '../support/servers/engines.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { whole, type BenchPage } from './benchPage.ts';
import { bundleChildren, type Children } from './bundleChildren.ts';
import type { ComparisonOrder } from './comparisonChild.ts';
import type { OperationTime } from './loopWatch.ts';
import { measureChild } from './measureChild.ts';
import { readTimes, sayTimes } from './operationTimes.ts';
import { makePairs, shadowPrefix } from './samplePairs.ts';

const engine = 'mariadb-10.11';

/** `pairs`: fewer are quicker to try. */
export async function benchComparison(page: BenchPage, rounds: number, pairs = 10_000): Promise<void> {
  const installed = await ensureEngine(engine);
  if ('missing' in installed) {
    page.say(`Not measured: ${installed.missing}`);
    return;
  }
  const children = await bundleChildren();
  const server = await startServer(engine);
  try {
    await makePairs(server, 'mixed', pairs);
    sayTimes(page, `${whole(pairs)} pairs`, await runAll(server, children, 'mixed', rounds));
    await makePairs(server, 'differing', pairs, () => 'differs');
    const title = `${whole(pairs)} pairs that all differ`;
    sayTimes(page, title, await runAll(server, children, 'differing', rounds));
  } finally {
    await server.stop();
    children.remove();
  }
}

async function runAll(
  server: TestServer,
  children: Children,
  database: string,
  rounds: number,
): Promise<readonly (readonly OperationTime[])[]> {
  const url = `${server.dialect}://root@${server.host}:${server.port}/${database}`;
  const order: ComparisonOrder = { url, database, prefix: shadowPrefix };
  const all: (readonly OperationTime[])[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = { script: children.comparison, args: [JSON.stringify(order)] };
    const measured = await measureChild({ ...run, report: children.report, serverPid: server.pid });
    all.push(readTimes(measured.said));
  }
  return all;
}

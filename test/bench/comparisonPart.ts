/** How long a comparison of 10,000 pairs keeps the extension host from everything else. */
import * as v from 'valibot';
import { ensureEngine } from '../support/servers/engines.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { whole, type BenchPage } from './benchPage.ts';
import { bundleChildren, type Children } from './bundleChildren.ts';
import type { ComparisonOrder, ComparisonTime } from './comparisonChild.ts';
import { measureChild, median } from './measureChild.ts';
import { makePairs, shadowPrefix } from './samplePairs.ts';

const engine = 'mariadb-10.11';

const said = v.object({
  times: v.array(v.object({ title: v.string(), cpuMs: v.number(), stallMs: v.number(), gcMs: v.number() })),
});

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
    await children.remove();
  }
}

async function runAll(
  server: TestServer,
  children: Children,
  database: string,
  rounds: number,
): Promise<readonly (readonly ComparisonTime[])[]> {
  const url = `${server.dialect}://root@${server.host}:${server.port}/${database}`;
  const order: ComparisonOrder = { url, database, prefix: shadowPrefix };
  const all: (readonly ComparisonTime[])[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = { script: children.comparison, args: [JSON.stringify(order)] };
    const measured = await measureChild({ ...run, report: children.report, serverPid: server.pid });
    all.push(v.parse(said, measured.said).times);
  }
  return all;
}

function sayTimes(page: BenchPage, title: string, all: readonly (readonly ComparisonTime[])[]): void {
  const [first = []] = all;
  page.say(`#### ${title}`);
  page.sayTable(
    ['', 'cpu ms', 'stall ms', 'worst stall ms', 'longest gc ms'],
    first.map(({ title: name }, i) => {
      const times = all.flatMap((one) => one[i] ?? []);
      return [
        name,
        whole(median(times.map(({ cpuMs }) => cpuMs))),
        whole(median(times.map(({ stallMs }) => stallMs))),
        whole(Math.max(...times.map(({ stallMs }) => stallMs))),
        whole(median(times.map(({ gcMs }) => gcMs))),
      ];
    }),
  );
}

/** An analysis against its floor, the bare reading of the same texts in the same run. */
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import { engineNames, type EngineName } from '../support/servers/engineRecipe.ts';
import { ensureEngine } from '../support/servers/engines.ts';
import { startServer } from '../support/servers/startServer.ts';
import { ratio, whole, type BenchPage } from './benchPage.ts';
import { BenchServer } from './benchServer.ts';
import { bundleChildren, type Children } from './bundleChildren.ts';
import { runRounds, type Contest, type Standing } from './rounds.ts';
import { sourceName } from './samplePairs.ts';

/** What is measured, and how often. */
interface AnalysisBench {
  readonly engines: readonly string[];
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/** 2,000 tables: 1,053 sources and the shadows of nine in ten. */
const latencyPairs = 1053;
const addedRoundTripMs = 20;
const chosenPairs = 50;

export async function benchAnalysis(page: BenchPage, bench: AnalysisBench): Promise<void> {
  const children = await bundleChildren();
  try {
    for (const name of bench.engines) await benchNamed(page, name, children, bench);
  } finally {
    children.remove();
  }
}

async function benchNamed(
  page: BenchPage,
  name: string,
  children: Children,
  bench: AnalysisBench,
): Promise<void> {
  const engine = engineNames.find((known): known is EngineName => known === name);
  if (engine === undefined) throw new Error(`${name} is not one of ${engineNames.join(', ')}`);
  const installed = await ensureEngine(engine);
  page.say(`\n### ${engine}\n`);
  if ('missing' in installed) {
    page.say(`Not here: ${installed.missing}`);
    return;
  }
  const server = await startServer(engine);
  try {
    const measured = new BenchServer(server, children);
    await benchSizes(page, measured, bench);
    await benchLatency(page, measured, bench.rounds);
    await benchChosen(page, measured, Math.max(...bench.sizes), bench.rounds);
  } finally {
    await server.stop();
  }
}

async function benchSizes(
  page: BenchPage,
  bench: BenchServer,
  { sizes, rounds }: AnalysisBench,
): Promise<void> {
  const perPair: (readonly [number, number])[] = [];
  for (const pairs of sizes) {
    await bench.make(pairs);
    const contest: Contest = {
      floor: () => bench.floor(pairs),
      reading: () => bench.reading(pairs),
      analysis: () => bench.analysis(pairs),
      'analyze --json': () => bench.cli(pairs),
    };
    const title = `${whole(pairs)} pairs`;
    const standings = await runRounds(contest, rounds);
    sayStandings(page, `${title}, tables that the server may have open`, standings);
    const cold = await runRounds(contest, rounds, () => bench.chill());
    sayStandings(page, `${title}, after FLUSH TABLES`, cold);
    perPair.push([pairs, (standings[2]?.cpuMs ?? 0) / pairs]);
  }
  const growth = perPair
    .map(([pairs, ms]) => `${whole(pairs)} pairs ${(ms * 1000).toFixed(0)} µs`)
    .join(', ');
  page.say(`Processor time of an analysis and its plan per pair: ${growth}.\n`);
}

function sayStandings(page: BenchPage, title: string, standings: readonly Standing[]): void {
  page.say(`#### ${title}`);
  page.sayTable(
    [
      '',
      'work ms',
      '× floor',
      'process ms',
      '× floor',
      'cpu ms',
      'server cpu ms',
      'cpu × floor',
      'peak MB',
      'stall ms',
    ],
    standings.map((one) => [
      one.name,
      whole(one.innerMs),
      ratio(one.innerRatio),
      whole(one.wallMs),
      ratio(one.wallRatio),
      whole(one.cpuMs),
      whole(one.serverMs),
      ratio(one.costRatio),
      whole(one.peakMb),
      whole(one.stallMs),
    ]),
  );
  const plan = standings.find(({ planMs }) => planMs > 0);
  if (plan !== undefined) page.say(`Making the plan from the analysis: ${whole(plan.planMs)} ms.\n`);
}

async function benchLatency(page: BenchPage, bench: BenchServer, rounds: number): Promise<void> {
  await bench.make(latencyPairs);
  const proxy = await startChaosProxy(bench.server, { roundTripMs: addedRoundTripMs });
  try {
    const standings = await runRounds(
      {
        loopback: () => bench.analysis(latencyPairs),
        [`+${addedRoundTripMs} ms`]: () => bench.analysis(latencyPairs, proxy),
        [`floor +${addedRoundTripMs} ms`]: () => bench.floor(latencyPairs, proxy),
      },
      rounds,
    );
    page.say(`#### 2,000 tables, ${addedRoundTripMs} ms added to each round trip`);
    page.sayTable(
      ['', 'work ms'],
      standings.map(({ name, innerMs }) => [name, whole(innerMs)]),
    );
    const [near, far] = standings;
    page.say(`${whole((far?.innerMs ?? NaN) - (near?.innerMs ?? NaN))} ms more than on loopback.\n`);
  } finally {
    await proxy.close();
  }
}

/** What was not chosen must not cost. */
async function benchChosen(
  page: BenchPage,
  bench: BenchServer,
  pairs: number,
  rounds: number,
): Promise<void> {
  await bench.make(pairs);
  await bench.make(chosenPairs);
  const include = Array.from({ length: chosenPairs }, (_, i) => sourceName(i));
  const standings = await runRounds(
    {
      [`a database of ${chosenPairs}`]: () => bench.analysis(chosenPairs),
      [`${chosenPairs} of ${whole(pairs)}`]: () => bench.analysis(pairs, bench.server, include),
    },
    rounds,
  );
  page.say(`#### ${chosenPairs} chosen pairs`);
  page.sayTable(
    ['', 'work ms', 'cpu ms', 'server cpu ms'],
    standings.map((one) => [one.name, whole(one.innerMs), whole(one.cpuMs), whole(one.serverMs)]),
  );
}

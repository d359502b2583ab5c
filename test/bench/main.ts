/**
 * `npm run bench`: an analysis against its floor, the bare reading of the same texts in the same run. Prints ratios; the
 * milliseconds beside them are those of this machine, now. `--write` keeps them in docs/performance.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import { engineNames, type EngineName } from '../support/servers/engineRecipe.ts';
import { ensureEngine } from '../support/servers/engines.ts';
import { startServer } from '../support/servers/startServer.ts';
import { BenchServer } from './benchServer.ts';
import { bundleChildren } from './bundleChildren.ts';
import { runRounds, type Contest, type Standing } from './rounds.ts';
import { sourceName } from './samplePairs.ts';

const { values } = parseArgs({
  options: {
    engines: { type: 'string', default: 'mariadb-10.11,mysql-9' },
    pairs: { type: 'string', default: '1000,5000' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});

const rounds = Number(values.rounds);
const sizes = values.pairs.split(',').map(Number);
/** 2,000 tables: 1,053 sources and the shadows of nine in ten. */
const latencyPairs = 1053;
const addedRoundTripMs = 20;
const chosenPairs = 50;

const lines: string[] = [];

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
  lines.push(line);
}

function sayTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const print = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  say();
  say(print(head));
  say(
    `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`,
  );
  for (const row of rows) say(print(row));
  say();
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ratio = (value: number): string => value.toFixed(2);

function sayStandings(title: string, standings: readonly Standing[]): void {
  say(`#### ${title}`);
  sayTable(
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
  if (plan !== undefined) say(`Making the plan from the analysis: ${whole(plan.planMs)} ms.\n`);
}

async function benchEngine(bench: BenchServer): Promise<void> {
  const perPair: (readonly [number, number])[] = [];
  for (const pairs of sizes) {
    await bench.make(pairs);
    const contest: Contest = {
      floor: () => bench.floor(pairs),
      analysis: () => bench.analysis(pairs),
      'analyze --json': () => bench.cli(pairs),
    };
    const title = `${whole(pairs)} pairs`;
    const standings = await runRounds(contest, rounds);
    sayStandings(`${title}, tables that the server may have open`, standings);
    sayStandings(`${title}, after FLUSH TABLES`, await runRounds(contest, rounds, () => bench.chill()));
    perPair.push([pairs, (standings[1]?.cpuMs ?? 0) / pairs]);
  }
  const growth = perPair
    .map(([pairs, ms]) => `${whole(pairs)} pairs ${(ms * 1000).toFixed(0)} µs`)
    .join(', ');
  say(`Processor time of an analysis and its plan per pair: ${growth}.\n`);
  await benchLatency(bench);
  await benchChosen(bench, Math.max(...sizes));
}

async function benchLatency(bench: BenchServer): Promise<void> {
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
    say(`#### 2,000 tables, ${addedRoundTripMs} ms added to each round trip`);
    sayTable(
      ['', 'work ms'],
      standings.map(({ name, innerMs }) => [name, whole(innerMs)]),
    );
    const [near, far] = standings;
    say(`${whole((far?.innerMs ?? NaN) - (near?.innerMs ?? NaN))} ms more than on loopback.\n`);
  } finally {
    await proxy.close();
  }
}

/** What was not chosen must not cost. */
async function benchChosen(bench: BenchServer, pairs: number): Promise<void> {
  await bench.make(chosenPairs);
  const include = Array.from({ length: chosenPairs }, (_, i) => sourceName(i));
  const standings = await runRounds(
    {
      [`a database of ${chosenPairs}`]: () => bench.analysis(chosenPairs),
      [`${chosenPairs} of ${whole(pairs)}`]: () => bench.analysis(pairs, bench.server, include),
    },
    rounds,
  );
  say(`#### ${chosenPairs} chosen pairs`);
  sayTable(
    ['', 'work ms', 'cpu ms', 'server cpu ms'],
    standings.map((one) => [one.name, whole(one.innerMs), whole(one.cpuMs), whole(one.serverMs)]),
  );
}

async function main(): Promise<void> {
  const [cpu] = cpus();
  say(
    `${cpus().length} × ${cpu?.model ?? 'processor'}, ${whole(totalmem() / 1024 ** 3)} GB, Node ${process.version}, load ${ratio(loadavg()[0] ?? 0)} at the start, ${rounds} rounds, medians.`,
  );
  const children = await bundleChildren();
  try {
    for (const name of values.engines.split(',')) await benchNamed(name, children);
  } finally {
    await children.remove();
  }
  if (values.write) await keep();
}

async function benchNamed(name: string, children: Awaited<ReturnType<typeof bundleChildren>>): Promise<void> {
  const engine = engineNames.find((known): known is EngineName => known === name);
  if (engine === undefined) throw new Error(`${name} is not one of ${engineNames.join(', ')}`);
  const installed = await ensureEngine(engine);
  say(`\n### ${engine}\n`);
  if ('missing' in installed) {
    say(`Not here: ${installed.missing}`);
    return;
  }
  const server = await startServer(engine);
  try {
    await benchEngine(new BenchServer(server, children));
  } finally {
    await server.stop();
  }
}

/** Everything behind this line of the document is made here. */
const marker = '## Figures\n';

async function keep(): Promise<void> {
  const file = join(import.meta.dirname, '../../docs/performance.md');
  const [before = ''] = (await readFile(file, 'utf8')).split(marker);
  const text = `${before}${marker}\n${lines.join('\n')}\n`;
  const config = await resolveConfig(file);
  await writeFile(file, await format(text, { ...config, filepath: file }));
}

await main();

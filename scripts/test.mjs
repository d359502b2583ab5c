/**
 * `npm test`: everything that must hold, from a fresh clone, in one go. The last line of its output is
 * always `N passed, N failed, N skipped`, and the exit code is 1 when anything failed.
 */
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError, ensurePackages, root, toolEnvironment } from './bootstrap.mjs';
import { runTool, stopAllTools } from './runTool.mjs';
import { runSteadied } from './secondAttempt.mjs';
import { findSuites, isOnScreen, runSuite } from './testSuites.mjs';

const USAGE = `npm test -- [--only NAME,NAME …] [--grep PATTERN] [--laws]
  --only   these steps and suites only
  --grep   only tests whose title matches
  --laws   the property suite alone, with 2,000 pairs for each law`;

/** The laws run with this many pairs when they have the time. */
const LAW_RUNS = '2000';

/** At most two suites at once: each may start several database servers. */
const SUITES_AT_ONCE = 2;

/** Each step is a script of package.json, so that what is checked here is what a developer runs. */
const STEPS = [
  { name: 'format', script: 'format:check' },
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'check' },
  { name: 'boundaries', script: 'boundaries' },
  { name: 'deadcode', script: 'deadcode' },
  { name: 'build', script: 'build' },
];

/** Fetches and prepares the database servers that the suites start. */
const PREPARE_SERVERS = 'test/support/servers/prepare.ts';

/** Fetches and prepares the editor and the browser that the suites on a screen run in. */
const PREPARE_EDITOR = 'scripts/editor/prepareEditor.ts';

/**
 * @typedef {import('./testSuites.mjs').Skipped} Skipped
 * @typedef {import('./testSuites.mjs').Suite} Suite
 */

/** @type {{ passed: number, failed: number, skipped: Skipped[], unsteady: string[] }} */
const total = { passed: 0, failed: 0, skipped: [], unsteady: [] };

const countTests = () => total.passed + total.failed + total.skipped.length;

/** Printed to standard output, so that a shell that merges both outputs still ends with the count. */
function printTotal() {
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** @param {number} started */
const seconds = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

/**
 * Runs a command as one test: a line when it is well, all of its output when it isn't.
 * @param {string} name
 * @param {string} command
 * @param {NodeJS.ProcessEnv} environment
 * @param {{ readonly shown?: boolean }} [options] `shown`: what it prints is of interest either way
 */
async function runStep(name, command, environment, { shown = false } = {}) {
  const started = Date.now();
  /** @type {string[]} */
  const lines = [];
  const exit = await runTool({ command, environment, onLine: (line) => lines.push(line) });
  const failed = exit !== 0;
  total[failed ? 'failed' : 'passed'] += 1;
  console.log(`${failed ? 'not ok' : 'ok    '} ${name} (${seconds(started)})`);
  if (failed || shown) for (const line of lines) console.log(`       ${line}`);
}

/** @param {string} script */
function commandOf(script) {
  /** @type {{ readonly scripts: Record<string, string> }} */
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const command = manifest.scripts[script];
  if (command === undefined) throw new SetupError(`package.json has no script "${script}".`);
  return command;
}

/**
 * @param {readonly Suite[]} suites
 * @param {NodeJS.ProcessEnv} environment
 * @param {string | undefined} grep
 */
async function runSuites(suites, environment, grep) {
  const waiting = [...suites];
  const width = Math.max(0, ...suites.map(({ name }) => name.length));
  const worker = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      const started = Date.now();
      const label = suite.name.padEnd(width);
      const onLine = (/** @type {string} */ line) => console.log(`${label} | ${line}`);
      const run = (/** @type {Suite} */ one) => runSuite(one, { environment, grep, onLine });
      const { files, problem, unsteady } = await runSteadied(suite, run, onLine);
      const passed = sum(files.map((file) => file.passed));
      const failed = sum(files.map((file) => file.failed)) + (problem === undefined ? 0 : 1);
      const skipped = files.flatMap((file) => file.skipped);
      total.passed += passed;
      total.failed += failed;
      total.skipped.push(...skipped);
      total.unsteady.push(...unsteady);
      const counts = `${passed} passed, ${failed} failed, ${skipped.length} skipped (${seconds(started)})`;
      console.log(`${failed > 0 ? 'not ok' : 'ok    '} suite ${suite.name}: ${counts}`);
      if (problem !== undefined) console.log(`       The suite failed: ${problem}.`);
    }
  };
  const before = countTests();
  await Promise.all(Array.from({ length: SUITES_AT_ONCE }, worker));
  if (grep !== undefined && countTests() === before) {
    total.failed += 1;
    console.log(`No test matches ${grep}.`);
  }
}

/** @throws {SetupError} when the command line makes no sense */
function readArguments() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        grep: { type: 'string' },
        laws: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** @throws {SetupError} when a step or suite is asked for that there is not */
function readOptions() {
  const values = readArguments();
  const suites = findSuites();
  const known = [...STEPS.map(({ name }) => name), 'servers', 'editor', ...suites.map(({ name }) => name)];
  const only = values.laws ? ['property'] : values.only?.flatMap((names) => names.split(','));
  const unknown = only?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no step or suite "${unknown}"; there are ${known.join(', ')}.`);
  }
  const wanted = (/** @type {string} */ name) => only === undefined || only.includes(name);
  return { ...values, wanted, suites: suites.filter(({ name }) => wanted(name)) };
}

/**
 * @param {readonly Suite[]} suites
 * @param {(name: string) => boolean} wanted
 * @param {NodeJS.ProcessEnv} environment
 */
async function prepare(suites, wanted, environment) {
  if (suites.length > 0 || wanted('servers')) {
    await runStep('servers', `node ${PREPARE_SERVERS}`, environment, { shown: true });
  }
  if (suites.some(isOnScreen) || wanted('editor')) {
    await runStep('editor', `node ${PREPARE_EDITOR}`, environment, { shown: true });
  }
}

async function main() {
  const { help, laws, grep, wanted, suites } = readOptions();
  if (help) {
    console.log(USAGE);
    return;
  }
  const node = await ensurePackages();
  const tools = toolEnvironment(node);
  const environment = {
    ...tools,
    PATH: [tools['PATH'], join(root, 'node_modules', '.bin')].join(delimiter),
    // What the machine wants of colours would be in every output that a test reads.
    FORCE_COLOR: undefined,
    NO_COLOR: undefined,
    ...(laws ? { SHADOW_SYNC_LAW_RUNS: LAW_RUNS } : {}),
  };
  // Fetching waits for the network, so the other steps run meanwhile; one after the other, for both call apt.
  const preparation = prepare(suites, wanted, environment);
  for (const { name, script } of STEPS) {
    // The suites run the bundles, so a build comes before them whatever was asked for.
    const needed = wanted(name) || (name === 'build' && suites.length > 0);
    if (needed) await runStep(name, commandOf(script), environment);
  }
  await preparation;
  await runSuites(suites, environment, grep);
  for (const { title, reason } of total.skipped) console.log(`skipped: ${title}: ${reason}`);
  for (const file of total.unsteady) {
    console.log(
      `unsteady: ${file}: it failed, and passed when it was run once more; what it said first is above`,
    );
  }
  if (countTests() === 0) {
    total.failed = 1;
    console.log('Nothing ran.');
  }
  printTotal();
}

/** @param {NodeJS.Signals} signal */
async function stop(signal) {
  await stopAllTools();
  console.log(`Stopped by ${signal}.`);
  total.failed += 1;
  printTotal();
  process.exit(1);
}

/** @type {readonly NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of stopSignals) process.once(signal, () => void stop(signal));

try {
  await main();
} catch (error) {
  console.log(error instanceof SetupError ? error.message : error);
  total.failed += 1;
  printTotal();
}
if (total.failed > 0) process.exitCode = 1;

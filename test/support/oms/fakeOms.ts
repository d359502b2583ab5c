/**
 * The fake OMS server as a program, for hands and for tests in other processes:
 *
 *     node test/support/oms/fakeOms.ts --port 0 [--scenario delay] [--speed 10] [--tls] [--password P] [--base /oms]
 *
 * Prints one line of JSON with its url, user, password and, with --tls, the certificate's fingerprint and its authority.
 * Each line of JSON on standard input changes it: {"task":"np_sync1","set":{"status":"FAILED"}}, {"password":"new"},
 * {"fault":{"kind":"status","status":502},"action":"ListProjects","times":3}, {"heal":true}, {"sparse":true}.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { FakeFault } from './fakeFault.ts';
import { startFakeOms } from './fakeOmsServer.ts';
import type { FakeOms } from './fakeOmsServer.ts';
import { fakeScenarios, playScenario, scenarioTasks } from './fakeScenario.ts';
import type { FakeTask } from './fakeTask.ts';

interface Command {
  readonly task?: string;
  readonly set?: Partial<FakeTask>;
  readonly password?: string;
  readonly fault?: FakeFault;
  readonly action?: string;
  readonly times?: number;
  readonly heal?: boolean;
  readonly sparse?: boolean;
  readonly drifted?: boolean;
}

/** Takes the program's words, gives the server that they ask for; it listens. */
export async function fakeOmsOf(words: readonly string[]): Promise<FakeOms> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string', default: '0' },
      scenario: { type: 'string', default: 'calm' },
      speed: { type: 'string', default: '1' },
      tls: { type: 'boolean', default: false },
      password: { type: 'string', default: 'secret' },
      base: { type: 'string', default: '' },
    },
  });
  const scenario = fakeScenarios.find((name) => name === values.scenario);
  if (scenario === undefined) throw new Error(`--scenario is one of ${fakeScenarios.join(', ')}`);
  const begun = Date.now();
  const speed = Number(values.speed);
  return await startFakeOms({
    port: Number(values.port),
    password: values.password,
    basePath: values.base,
    tls: values.tls,
    tasks: scenarioTasks(),
    onRequest: ({ tasks }) => playScenario(scenario, tasks, ((Date.now() - begun) / 1000) * speed),
  });
}

/** Does what a line of standard input says. */
export function obey(fake: FakeOms, line: string): void {
  const command = JSON.parse(line) as Command;
  const task = command.task === undefined ? undefined : fake.tasks.get(command.task);
  if (task !== undefined) Object.assign(task, command.set);
  if (command.password !== undefined) fake.password = command.password;
  if (command.fault !== undefined) fake.breakNext(command.action ?? '*', command.fault, command.times);
  if (command.heal === true) fake.heal();
  if (command.sparse !== undefined) fake.settings.isSparse = command.sparse;
  if (command.drifted !== undefined) fake.settings.isDrifted = command.drifted;
}

async function main(): Promise<void> {
  const fake = await fakeOmsOf(process.argv.slice(2));
  const { url, user, password, fingerprint, authority } = fake;
  process.stdout.write(`${JSON.stringify({ url, user, password, fingerprint, authority })}\n`);
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() !== '') obey(fake, line);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void fake.close().then(() => process.exit(0)));
  }
}

if (process.argv[1] === import.meta.filename) await main();

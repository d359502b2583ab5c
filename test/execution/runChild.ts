/**
 * One process of its own that does what `sync` does: completes what broke off, analyses, plans, runs. Prints one JSON line
 * per thing that happens. Arguments: the address, database and journal folder as one JSON text.
 */
import { armFailPoint } from '../support/failPoints.ts';
import { openLive, planLive, recoverLive, runLive } from './liveRun.ts';
import type { Address } from './liveRun.ts';

export interface ChildWork {
  readonly address: Address;
  readonly database: string;
  readonly folder: string;
  readonly parallel?: number;
}

function say(kind: string, value: unknown): void {
  process.stdout.write(`${JSON.stringify({ kind, value })}\n`);
}

const { address, database, folder, parallel = 1 } = JSON.parse(process.argv[2] ?? '{}') as ChildWork;
const armed = armFailPoint(process.env['SHSYNC_FP'], (name) => say('paused', name));
const abort = new AbortController();
process.on('SIGINT', () => abort.abort());
const server = await openLive(address);
try {
  const recovered = await recoverLive(server, folder, {
    failPoint: armed.failPoint,
    onWaiting: (run) => say('waiting', run),
  });
  say('recovered', recovered);
  const plan = await planLive(server, database);
  say('planned', plan.groups.length);
  const result = await runLive(server, plan, folder, {
    policy: { parallel },
    signal: abort.signal,
    failPoint: armed.failPoint,
    wrapJournal: armed.journal,
    onEvent: (event) => say(event.kind, event.kind === 'table-done' ? event.done : null),
  });
  say('result', {
    outcome: result.outcome,
    counts: result.counts,
    error: result.error,
    durationMs: result.durationMs,
  });
  say('memory', process.resourceUsage().maxRSS / 1024);
} finally {
  await server.close();
}

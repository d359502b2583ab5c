import { english, joined } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';
import type { RunContext } from './runContext.ts';

/** Short enough to see a blocker before `lock_wait_timeout` (5 s, R8) is over. */
const lookEveryMs = 1500;

/**
 * Looks, while a statement runs, at who is in its way, and tells it when that changes. `seen` gives the last ones seen.
 * Whatever goes wrong in looking is nobody's failure: this only informs.
 */
export function watchBlockers(
  context: RunContext,
  statement: PlannedStatement,
): { readonly seen: () => readonly Said[]; readonly end: () => void } {
  const over = new AbortController();
  let last: readonly Said[] = [];
  const look = async (): Promise<void> => {
    for (;;) {
      await context.clock.sleep(lookEveryMs, over.signal);
      if (over.signal.aborted) return;
      if (!(await isWaiting(context, statement))) continue;
      const blockers = await context.server.blockers(statement.pair.shadow);
      if (blockers.length === 0 || english(joined(blockers, '; ')) === english(joined(last, '; '))) continue;
      last = blockers;
      context.tell({ kind: 'waiting', shadow: statement.pair.shadow, statement: statement.id, blockers });
    }
  };
  look().catch(() => undefined);
  return { seen: () => last, end: () => over.abort() };
}

/**
 * A table that is merely being read while the ALTER copies has lock holders too; they are in nobody's way. Both servers
 * show a wait as `Waiting for table metadata lock` (seen on MariaDB 10.11 and MySQL 9.7).
 */
async function isWaiting({ server, run }: RunContext, statement: PlannedStatement): Promise<boolean> {
  const running = await server.findRunning(run);
  return running.some((one) => one.statement === statement.id && /waiting for .*lock/i.test(one.state));
}

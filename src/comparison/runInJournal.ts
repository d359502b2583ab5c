/** A plan run with its record, and the records of runs that broke off before it: for the command line and the editor. */
import { assertNever } from '../schema/assertNever.ts';
import { joined, phrase, type Phrase, type Said } from '../schema/phrase.ts';
import { displayName } from '../schema/tableName.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { Clock, JournalStore } from '../task/ports.ts';
import { recoverRuns } from '../task/recover.ts';
import type { RecoveredRun } from '../task/recover.ts';
import type { RunEvent } from '../task/runEvents.ts';
import { runPlan } from '../task/runPlan.ts';
import { defaultRunPolicy } from '../task/runPolicy.ts';
import type { RunPolicy } from '../task/runPolicy.ts';
import type { RunResult } from '../task/runResult.ts';
import type { OpenedServer } from './openedServer.ts';

export interface Recovery {
  readonly journals: JournalStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told what people should know: a statement that is waited for, what became of a run that broke off. */
  readonly say: (said: Said) => void;
}

export interface JournaledRun {
  readonly journals: JournalStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly newRunName: () => string;
  readonly policy: RunPolicy;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Completes the records of runs that broke off on this server; changes no table. Comes before every run, so that none
 * begins beside a statement of a dead one. Gives what was found. Throws like `recoverRuns`.
 */
export async function recoverBrokenRuns(
  server: OpenedServer,
  { journals, clock, signal, say }: Recovery,
): Promise<readonly RecoveredRun[]> {
  const recovered = await recoverRuns(journals, {
    server: server.ddlServer,
    reader: server.reader,
    dialect: server.dialect,
    clock,
    signal,
    policy: defaultRunPolicy,
    onWaiting: (run, statements) => {
      say(
        phrase`run ${run} broke off; the server still works on statement ${statements.join(', ')}: waiting for it`,
      );
    },
  });
  for (const run of recovered) {
    const text = recoveredText(run);
    if (text !== null) say(text);
  }
  return recovered;
}

/** Runs the plan in a journal of its own. Throws like `runPlan`, and 'journal' when no record can be made. */
export async function runInJournal(
  server: OpenedServer,
  plan: Plan,
  { journals, newRunName, clock, signal, policy, onEvent }: JournaledRun,
): Promise<RunResult> {
  const journal = await journals.create(newRunName());
  try {
    return await runPlan(plan, {
      server: server.ddlServer,
      reader: server.reader,
      dialect: server.dialect,
      journal,
      clock,
      signal,
      policy,
      onEvent,
    });
  } finally {
    await journal.close();
  }
}

function recoveredText(run: RecoveredRun): Phrase | null {
  switch (run.kind) {
    case 'recovered': {
      const found = run.statements.map(({ statement, shadow, outcome }) => {
        const words = {
          succeeded: phrase`done (recovered)`,
          'not-applied': phrase`not applied`,
          stale: phrase`changed by somebody else`,
        };
        return phrase`statement ${statement} on ${displayName(shadow)}: ${words[outcome]}`;
      });
      return found.length === 0
        ? phrase`run ${run.run} broke off earlier; no statement was under way`
        : phrase`run ${run.run} broke off earlier; ${joined(found, '; ')}`;
    }
    case 'other-server':
      return null;
    case 'left':
      return phrase`run ${run.run} broke off earlier and could not be settled yet: ${run.saidReason}`;
    default:
      return assertNever(run);
  }
}

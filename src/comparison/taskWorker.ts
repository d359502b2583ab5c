/** The task centre's way to servers: the same reading, planning and running that comparisons do, behind its port. */
import { phrase, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { Analysis, OmittedPair, Plan } from '../shadow/analysis.ts';
import { escapeGlob } from '../shadow/glob.ts';
import { resultName } from '../shadow/resultName.ts';
import { AbortGrace } from '../task/abortGrace.ts';
import { readLiveTables } from '../task/liveTables.ts';
import type { Clock, JournalStore, RunJournal } from '../task/ports.ts';
import type { Planned, TaskWorker, WorkSession } from '../task/taskPorts.ts';
import { droppedTables, refuseReferred } from '../task/undo/refuseReferred.ts';
import { undoAsItStands } from '../task/undo/undoAsItStands.ts';
import { namingRuleOf } from './comparisonRequest.ts';
import type { ComparisonServices } from './comparisonServices.ts';
import type { OpenedServer } from './openedServer.ts';
import { readAndPlan } from './readAndPlan.ts';
import { recoverBrokenRuns, runInJournal } from './runInJournal.ts';
import { withServer } from './withServer.ts';

export function makeTaskWorker(services: ComparisonServices): TaskWorker {
  return {
    withSession: (connectionId, signal, work) =>
      withServer(services.servers, { connectionId, signal, isRepeatable: false }, (server) =>
        work(sessionOn(server, services)),
      ),
  };
}

function sessionOn(server: OpenedServer, services: ComparisonServices): WorkSession {
  const { clock, journals } = services;
  return {
    serverIdentity: server.serverIdentity,
    recover: (signal, say) => recoverBrokenRuns(server, { journals, clock, signal, say }),
    plan: async (intent, signal, onProgress = () => undefined) => {
      const { database, range, options, adopt, skip } = intent;
      const rule = namingRuleOf(intent.rule);
      // Names; the analysis takes patterns.
      const confirmed = adopt.map(escapeGlob);
      const request = { database, rule, range, options, adopt: confirmed, skip, signal, onProgress };
      const { analysis, plan } = await readAndPlan(server, request, services);
      return {
        plan,
        problems: problemsOf(analysis, plan.omitted),
        notes: analysis.saidNotes ?? analysis.notes,
      };
    },
    planUndo: (_intent, frozen, signal) => planUndo(server, frozen, clock, signal),
    run: (plan, { run, policy, signal, mayGoOn, onEvent }) =>
      runInJournal(server, plan, {
        journals: guarded(journals, mayGoOn),
        clock,
        signal,
        newRunName: () => run,
        policy,
        onEvent,
      }),
  };
}

async function planUndo(
  { reader, dialect, serverIdentity }: OpenedServer,
  frozen: Plan,
  clock: Clock,
  signal: AbortSignal,
): Promise<Planned> {
  const grace = new AbortGrace(clock, signal);
  try {
    const shadows = frozen.groups.flatMap(({ tables }) => tables);
    const patience = { clock, grace, reconnectMs: 0, pollMs: 0 };
    const live = await readLiveTables(reader, dialect, shadows, patience);
    const planned = undoAsItStands(frozen, live, serverIdentity);
    if (droppedTables(planned.plan).length > 0) {
      const { database, shadowDatabase } = frozen;
      const incoming = await reader.readIncomingKeys(shadowDatabase, [database], signal);
      refuseReferred(planned.plan, incoming, dialect.names);
    }
    return planned;
  } finally {
    grace.end();
  }
}

/** Tables that differ, or may, and that no plan brings in line; those that were skipped by choice are none of them. */
function problemsOf({ results }: Analysis, omitted: readonly OmittedPair[]): readonly Said[] {
  const found = results.flatMap(({ pair, result, reason, saidReason }) =>
    result === 'failed' || result === 'unsupported'
      ? [phrase`${displayName(pair.source)}: ${resultName(result)}: ${saidReason ?? reason ?? ''}`]
      : [],
  );
  return [
    ...found,
    ...omitted.map(
      ({ pair, reason, saidReason }) =>
        phrase`${displayName(pair.shadow)}: left as it is: ${saidReason ?? reason}`,
    ),
  ];
}

/**
 * Journals that take no further intent once this process has lost the right to run tasks. Without its intent on the disk no
 * statement is sent (R11), so this is the last look at the lease before each one (S8, S11).
 */
function guarded(journals: JournalStore, mayGoOn: () => boolean): JournalStore {
  return {
    create: async (run) => guardedJournal(await journals.create(run), mayGoOn),
    unfinished: () => journals.unfinished(),
    read: (prefix) => journals.read(prefix),
    reopen: (run) => journals.reopen(run),
  };
}

function guardedJournal(journal: RunJournal, mayGoOn: () => boolean): RunJournal {
  return {
    run: journal.run,
    append: async (entry) => {
      if (entry.kind === 'intent' && !mayGoOn()) {
        throw new ShadowSyncError(
          'lock',
          phrase`Another process runs the tasks now: nothing further is sent from here.`,
          {
            remedy: phrase`Nothing is to be done: that process goes on with it.`,
          },
        );
      }
      await journal.append(entry);
    },
    close: () => journal.close(),
  };
}

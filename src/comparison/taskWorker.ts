/** The task centre's way to servers: the same reading, planning and running that comparisons do, behind its port. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { Analysis, OmittedPair } from '../shadow/analysis.ts';
import type { JournalStore, RunJournal } from '../task/ports.ts';
import type { TaskWorker, WorkSession } from '../task/taskPorts.ts';
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
      const request = { database, rule, range, options, adopt, skip, signal, onProgress };
      const { analysis, plan } = await readAndPlan(server, request, services);
      return { plan, problems: problemsOf(analysis, plan.omitted), notes: analysis.notes };
    },
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

/** Tables that differ, or may, and that no plan brings in line; those that were skipped by choice are none of them. */
function problemsOf({ results }: Analysis, omitted: readonly OmittedPair[]): readonly string[] {
  const found = results.flatMap(({ pair, result, reason }) =>
    result === 'failed' || result === 'unsupported'
      ? [`${displayName(pair.source)}: ${result}: ${reason ?? ''}`]
      : [],
  );
  return [
    ...found,
    ...omitted.map(({ pair, reason }) => `${displayName(pair.shadow)}: left as it is: ${reason}`),
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

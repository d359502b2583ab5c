/** What to do about each kind of event; our own words, for OMS's events too (oms.md §2 has where they come from). */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { AlertSource } from './model/alert.ts';
import type { AlertEvent } from './model/alertEvent.ts';

export interface Runbook {
  readonly impact: Phrase;
  readonly causes: readonly Phrase[];
  readonly steps: readonly Phrase[];
}

/** For tasks of OMS, of both its types: they share the events of synchronization with our own tasks, and nothing else. */
const ofOms: Readonly<Record<'failed' | 'inconsistent' | 'delay', Runbook>> = {
  failed: {
    impact: phrase`The task stands still; the target falls behind until somebody resumes it. Logs that it needs may be recycled meanwhile.`,
    causes: [
      phrase`A step failed: source or target is configured otherwise than the step expects, or a privilege is missing.`,
      phrase`A table differs between source and target, for example a column that the target does not have.`,
      phrase`Source, target or the host of a component can't be reached.`,
    ],
    steps: [
      phrase`Read the error of the first failed step in the task’s details.`,
      phrase`Compare the tables that it names; bring the target in line where they differ.`,
      phrase`Resume the task when the cause is gone.`,
    ],
  },
  inconsistent: {
    impact: phrase`The task is shown as running, but a component of it is not: the target may be falling behind unseen.`,
    causes: [
      phrase`A component stopped or crashed, and nothing has started it again.`,
      phrase`The host of a component is down, or OMS can't reach it.`,
    ],
    steps: [
      phrase`Look at the component that the message names: its log, and its host.`,
      phrase`Stop the task and resume it when the cause is gone.`,
    ],
  },
  delay: {
    impact: phrase`The target is behind the source. A delay that goes on for long can become one that can’t be caught up.`,
    causes: [
      phrase`The component that reads the log (Store) is late: the source writes much, or can't be read fast enough.`,
      phrase`The component that writes to the target is late: missing indexes, locks, or a slow target.`,
      phrase`Network or privileges changed.`,
    ],
    steps: [
      phrase`Compare the times of the components: is the reading one late, or the writing one?`,
      phrase`Look at the log of the one that is late, and at its host.`,
      phrase`If the delay is always a little above the threshold, raise the threshold or lower the level.`,
    ],
  },
};

const books: Readonly<Record<AlertEvent, Runbook>> = {
  oms_migration_failed: ofOms.failed,
  oms_migration_delay: ofOms.delay,
  oms_sync_failed: {
    impact: phrase`Shadow tables may be only partly in line; load tests on them may fail or measure the wrong thing. Source tables are untouched.`,
    causes: [
      phrase`A statement was refused: data in the shadow table does not fit, or a privilege is missing.`,
      phrase`A lock was waited for too long, or the server could not be reached.`,
    ],
    steps: [
      phrase`Open the task and read the log of the run: it names the statement and what the server said.`,
      phrase`Remove the cause, then retry the task: what is done already is not done again.`,
      phrase`A schedule that was paused after three failures has to be resumed.`,
    ],
  },
  oms_sync_status_inconsistent: {
    impact: phrase`The state that the task reports is not the state of the tables: nobody can rely on them until that is cleared up.`,
    causes: [
      phrase`Somebody changed a source or a shadow table after the last run (drift).`,
      phrase`The tables moved after the plan was approved, so it was not run (stale plan).`,
      phrase`A run broke off, and what became of its last statements is not known yet.`,
    ],
    steps: [
      phrase`Compare the tables again and look at the differences.`,
      phrase`Start the task again with the tables of now; approve the new plan where that is needed.`,
      phrase`If a run is being recovered: see that its server can be reached; the next process settles it by itself.`,
    ],
  },
  oms_sync_delay: {
    impact: phrase`Shadow tables stay behind their sources for longer than planned.`,
    causes: [
      phrase`No window and no scheduler was running when the task was to start.`,
      phrase`A run takes longer than its limit: large tables, locks, or a slow server.`,
      phrase`The task waits for an approval.`,
    ],
    steps: [
      phrase`Run a missed task now, or leave it to its next slot.`,
      phrase`Keep shadow-sync run going where no window is always open.`,
      phrase`Look at the log of a long run for locks that it waits for, and ask the approvers of a waiting task.`,
    ],
  },
  source_unreachable: {
    impact: phrase`What the server’s tasks do is not known; their alerts stay as they were.`,
    causes: [
      phrase`The server or the network to it is down.`,
      phrase`Its certificate, its address or the account’s password changed.`,
    ],
    steps: [
      phrase`Test the connection: it says at which stage it fails.`,
      phrase`Nothing is to be done about the other alerts of the server: they go on by themselves.`,
    ],
  },
  channel_failed: {
    impact: phrase`Whoever reads that channel hears of nothing; alerts are still in the list here.`,
    causes: [
      phrase`The receiver is down, or was removed (status 410 switches the channel off).`,
      phrase`Address or secret are wrong, or the receiver refuses the message.`,
    ],
    steps: [
      phrase`Read the attempts of the failed delivery: they hold the status and the receiver’s code.`,
      phrase`Correct the channel, test it, and send the alert again.`,
    ],
  },
  scheduler_trouble: {
    impact: phrase`Tasks may start late or not at all as long as it goes on.`,
    causes: [
      phrase`The folder of the tasks can’t be read or written: a full disk, missing rights.`,
      phrase`A task can’t be attended to, for example because its connection was removed.`,
    ],
    steps: [phrase`Read the message, remove its cause, and see that the alert completes.`],
  },
};

const omsBooks: Readonly<Partial<Record<AlertEvent, Runbook>>> = {
  oms_sync_failed: ofOms.failed,
  oms_sync_status_inconsistent: ofOms.inconsistent,
  oms_sync_delay: ofOms.delay,
};

/** `source`: what the alert is about. */
export function runbookOf(event: AlertEvent, { kind }: Pick<AlertSource, 'kind'>): Runbook {
  return (kind === 'oms-task' ? omsBooks[event] : undefined) ?? books[event];
}

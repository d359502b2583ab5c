/** The one table of what may happen to a task when, and what comes of it. Pure. */
import { assertNever } from '../../schema/assertNever.ts';
import { joined, phrase, reasoned, type Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type {
  ApprovalEntry,
  MatchedProcess,
  RunEnd,
  RunRecord,
  ScheduleProgress,
  Task,
} from '../model/task.ts';
import type { EventKind, TaskEvent } from './taskEvent.ts';
import { isRunning, stateNames } from './taskState.ts';
import type { RunningRun, StateKind, TaskState } from './taskState.ts';

/** S14. */
const failuresBeforePause = 3;

const allowed: Readonly<Record<EventKind, readonly StateKind[]>> = {
  submit: ['draft'],
  approve: ['pending-approval'],
  reject: ['pending-approval'],
  expire: ['pending-approval', 'waiting'],
  // Not while paused: its end would set the schedule going again.
  'request-run': ['waiting', 'missed', 'failed', 'succeeded-with-errors', 'stale-plan'],
  start: ['waiting'],
  recover: ['executing', 'recovering'],
  finish: ['executing', 'recovering'],
  'pass-slots': ['waiting', 'executing', 'recovering'],
  miss: ['waiting'],
  'dismiss-missed': ['waiting', 'executing', 'recovering', 'paused'],
  'request-stop': ['executing', 'recovering'],
  terminate: ['draft', 'pending-approval', 'waiting', 'paused', 'missed'],
  pause: ['waiting'],
  resume: ['paused'],
};

const doings: Readonly<Record<EventKind, Phrase>> = {
  submit: phrase`submitted`,
  approve: phrase`approved`,
  reject: phrase`rejected`,
  expire: phrase`ended for its age`,
  'request-run': phrase`run`,
  start: phrase`started`,
  recover: phrase`recovered`,
  finish: phrase`finished`,
  'pass-slots': phrase`moved past a slot`,
  miss: phrase`marked as missed`,
  'dismiss-missed': phrase`relieved of its missed slots`,
  'request-stop': phrase`stopped`,
  terminate: phrase`terminated`,
  pause: phrase`paused`,
  resume: phrase`resumed`,
};

/** Whether the table lets this happen to a task in that state; single events may still be refused for what they say. */
export function isAllowed(state: TaskState, event: EventKind): boolean {
  return allowed[event].includes(state.kind);
}

/** The task after the event. Throws ShadowSyncError 'conflict' that says why it can't happen now. */
export function transition(task: Task, event: TaskEvent): Task {
  if (!isAllowed(task.state, event.kind)) {
    throw conflict(
      phrase`Task ${task.id} can't be ${doings[event.kind]}: its status is "${stateNames[task.state.kind]}".`,
      phrase`That is possible while it is: ${joined(
        allowed[event.kind].map((kind) => stateNames[kind]),
        ', ',
      )}.`,
    );
  }
  if (isBeforeRun(event)) return beforeRun(task, event);
  return isAroundRun(event) ? aroundRun(task, event) : beside(task, event);
}

type EventBefore = EventOf<'submit' | 'approve' | 'reject' | 'expire'>;
type EventAround = EventOf<'request-run' | 'start' | 'recover' | 'finish'>;

function isBeforeRun(event: TaskEvent): event is EventBefore {
  return ['submit', 'approve', 'reject', 'expire'].includes(event.kind);
}

function isAroundRun(event: TaskEvent): event is EventAround {
  return ['request-run', 'start', 'recover', 'finish'].includes(event.kind);
}

function beforeRun(task: Task, event: EventBefore): Task {
  switch (event.kind) {
    case 'submit':
      return submitted(task, event);
    case 'approve':
    case 'reject':
      return decided(task, event);
    case 'expire':
      return expired(task, event.at);
    default:
      return assertNever(event);
  }
}

function aroundRun(task: Task, event: EventAround): Task {
  switch (event.kind) {
    case 'request-run':
      return requested(task, event.at);
    case 'start':
      return started(task, event);
    case 'recover':
      return recovering(task, event.owner);
    case 'finish':
      return finished(task, event);
    default:
      return assertNever(event);
  }
}

type EventBeside = Exclude<TaskEvent, EventBefore | EventAround>;

function beside(task: Task, event: EventBeside): Task {
  switch (event.kind) {
    case 'pass-slots':
      return passed(task, event);
    case 'miss':
      return missed(task, event);
    case 'dismiss-missed':
      return withProgress(task, { asked: null });
    case 'request-stop':
      return stopRequested(task, event);
    case 'terminate':
      return { ...task, state: { kind: 'terminated', by: event.by, at: event.at } };
    case 'pause':
      return paused(task, event);
    case 'resume':
      return resumed(task, event.at);
    default:
      return assertNever(event);
  }
}

/** Who only stops the run does not take back that somebody wanted the task to end. */
function stopRequested(task: Task, { by, at, endsTask }: EventOf<'request-stop'>): Task {
  const before = task.progress.stopRequested;
  return withProgress(task, {
    stopRequested: before?.endsTask === true ? before : { by, at, endsTask },
  });
}

/** A schedule goes on from now: what passed while it stood still was meant to. */
function resumed(task: Task, at: number): Task {
  return {
    ...withProgress(task, { failuresInRow: 0, lastSlot: at }),
    state: { kind: 'waiting', why: 'scheduled', since: at },
  };
}

type EventOf<K extends EventKind> = Extract<TaskEvent, { readonly kind: K }>;

function submitted(task: Task, { at, plan, process }: EventOf<'submit'>): Task {
  return afterNode({ ...task, plan, process }, process, 0, at);
}

/** Nodes that approve by themselves are passed over; after the last one the task waits for its execution. */
function afterNode(task: Task, process: MatchedProcess, first: number, at: number): Task {
  const node = process.nodes.findIndex(({ isAutomatic }, i) => i >= first && !isAutomatic);
  if (node >= 0) return { ...task, state: { kind: 'pending-approval', node, since: at } };
  const { kind } = task.intent.execution;
  const why = kind === 'immediately' ? 'queued' : kind === 'manual' ? 'manual' : 'scheduled';
  // A schedule begins here: what was due before it was approved is not caught up. A single start is, or is missed (S4).
  const lastSlot = kind === 'cron' ? at : null;
  return { ...withProgress(task, { lastSlot }), state: { kind: 'waiting', why, since: at } };
}

function decided(task: Task, event: EventOf<'approve' | 'reject'>): Task {
  const { state, plan, process } = task;
  if (state.kind !== 'pending-approval' || plan === null || process === null) {
    throw conflict(phrase`Task ${task.id} has no plan that could be decided on.`, phrase`Submit it again.`);
  }
  if (event.planHash !== plan.hash) {
    throw conflict(
      phrase`The plan of task ${task.id} is not the one that was looked at.`,
      phrase`Look at its plan again and decide on that.`,
    );
  }
  const entry: ApprovalEntry = {
    node: state.node,
    nodeName: process.nodes[state.node]?.name ?? '',
    decision: event.kind === 'approve' ? 'approved' : 'rejected',
    by: event.by,
    at: event.at,
    comment: event.comment,
    planHash: event.planHash,
  };
  const noted = { ...task, approvals: [...task.approvals, entry] };
  if (event.kind === 'reject') return { ...noted, state: { kind: 'rejected', by: event.by, at: event.at } };
  return afterNode(noted, process, state.node + 1, event.at);
}

function expired(task: Task, at: number): Task {
  const kind = task.state.kind === 'pending-approval' ? 'approval-expired' : 'waiting-expired';
  return { ...task, state: { kind, at } };
}

function requested(task: Task, at: number): Task {
  if (task.state.kind === 'waiting' && task.state.why === 'queued') {
    throw conflict(phrase`Task ${task.id} is about to start already.`, phrase`Wait for it.`);
  }
  const state: TaskState = { kind: 'waiting', why: 'queued', since: at };
  // Who starts a task by hand has answered the question about its missed slots.
  return { ...withProgress(task, { asked: null }), state };
}

function started(task: Task, { run, owner, startedAt, slot, coalesced }: EventOf<'start'>): Task {
  const { lastSlot } = task.progress;
  if (slot !== null && lastSlot !== null && slot <= lastSlot) {
    throw conflict(phrase`The slot of task ${task.id} was taken already.`, phrase`Nothing is to be done.`);
  }
  return {
    ...withProgress(task, { stopRequested: null, lastSlot: slot ?? lastSlot }),
    state: { kind: 'executing', run, owner, startedAt, slot, coalesced },
  };
}

function recovering(task: Task, owner: string): Task {
  const { run, startedAt, slot, coalesced } = runOf(task);
  return { ...task, state: { kind: 'recovering', run, owner, startedAt, slot, coalesced } };
}

function finished(task: Task, event: EventOf<'finish'>): Task {
  const { at, run, outcome, reason, saidReason, hasSent, record } = event;
  const running = runOf(task);
  if (running.run !== run) {
    throw conflict(
      phrase`Run ${run} is no longer the one of task ${task.id}.`,
      phrase`Nothing is to be done.`,
    );
  }
  const { hasBegun, failuresInRow } = task.progress;
  const failures = nextFailures(failuresInRow, outcome);
  const after = withProgress(toRecord(task, record), {
    stopRequested: null,
    hasBegun: (hasBegun || hasSent) && outcome !== 'succeeded',
    failuresInRow: failures,
    lastRun: { run, outcome, at },
  });
  if (task.intent.execution.kind !== 'cron') return { ...after, state: endState(event) };
  const stop = task.progress.stopRequested;
  if (stop?.endsTask === true) return { ...after, state: { kind: 'terminated', by: stop.by, at } };
  if (failures >= failuresBeforePause) {
    const why = phrase`${failures} runs failed in a row; the last one: ${saidReason ?? reason}`;
    return { ...after, state: { kind: 'paused', by: 'schedule', at, ...reasoned(why) } };
  }
  return { ...after, state: { kind: 'waiting', why: 'scheduled', since: at } };
}

/** A plan that is stale and a stop by hand are no failures of the task: they neither count nor make up for one. */
function nextFailures(before: number, outcome: RunEnd): number {
  if (outcome === 'succeeded') return 0;
  return outcome === 'failed' || outcome === 'succeeded-with-errors' ? before + 1 : before;
}

function endState({ at, run, outcome, reason, saidReason = null }: EventOf<'finish'>): TaskState {
  switch (outcome) {
    case 'succeeded':
      return { kind: 'succeeded', run, at };
    case 'terminated':
      return { kind: 'terminated', by: reason, at };
    case 'succeeded-with-errors':
    case 'failed':
    case 'stale-plan':
      return { kind: outcome, run, at, reason, saidReason };
    default:
      return assertNever(outcome);
  }
}

function missed(task: Task, { slot, at, record }: EventOf<'miss'>): Task {
  const lastSlot = Math.max(slot, task.progress.lastSlot ?? slot);
  return { ...toRecord(withProgress(task, { lastSlot }), record), state: { kind: 'missed', slot, at } };
}

function passed(task: Task, { slot, count, isAsked, record }: EventOf<'pass-slots'>): Task {
  const { lastSlot, asked } = task.progress;
  if (lastSlot !== null && slot <= lastSlot) {
    throw conflict(phrase`The slot of task ${task.id} was taken already.`, phrase`Nothing is to be done.`);
  }
  const question = { slot, count: count + (asked?.count ?? 0) };
  return withProgress(toRecord(task, record), { lastSlot: slot, ...(isAsked ? { asked: question } : {}) });
}

function paused(task: Task, { by, at, reason, saidReason = null }: EventOf<'pause'>): Task {
  if (task.intent.execution.kind !== 'cron') {
    throw conflict(
      phrase`Task ${task.id} has no schedule that could be paused.`,
      phrase`Terminate it if it must not run.`,
    );
  }
  return { ...task, state: { kind: 'paused', by, at, reason, saidReason } };
}

function runOf({ id, state }: Task): RunningRun {
  if (isRunning(state)) return state;
  throw conflict(phrase`Task ${id} is not running.`, phrase`Look at it again.`);
}

function toRecord(task: Task, record: RunRecord): Task {
  return withProgress(task, { unrecorded: [...task.progress.unrecorded, record] });
}

/** The history has them. No event: it is so in every status, also in one that somebody brought the task to meanwhile. */
export function withoutRecorded(task: Task, runs: ReadonlySet<string>): Task {
  const unrecorded = task.progress.unrecorded.filter(({ run }) => !runs.has(run));
  return unrecorded.length === task.progress.unrecorded.length ? task : withProgress(task, { unrecorded });
}

function withProgress(task: Task, change: Partial<ScheduleProgress>): Task {
  return { ...task, progress: { ...task.progress, ...change } };
}

function conflict(message: Phrase, remedy: Phrase): ShadowSyncError {
  return new ShadowSyncError('conflict', message, { remedy });
}

/**
 * One run of a task, from the opened connection to its outcome: what broke off before is settled, the plan is made from the
 * live tables, held against the approved one, and run. Whatever goes wrong is an outcome.
 */
import { phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ErrorCode } from '../../schema/shadowSyncError.ts';
import { displayName } from '../../schema/tableName.ts';
import type { Plan } from '../../shadow/analysis.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { statementFingerprint } from '../model/statementFingerprint.ts';
import { maxLeft } from '../model/task.ts';
import type { RunEnd, RunRecord, Task, TaskIntent } from '../model/task.ts';
import type { Clock } from '../ports.ts';
import { runErrorOf } from '../runError.ts';
import type { RunEvent } from '../runEvents.ts';
import { defaultRunPolicy } from '../runPolicy.ts';
import type { RunPolicy } from '../runPolicy.ts';
import type { RunResult, TableCode } from '../runResult.ts';
import type { PlanFiles, RunLog, TaskWorker, WorkSession } from '../taskPorts.ts';
import { planOfTask } from '../planOfTask.ts';
import { journalPrefix } from '../runs/journalPrefix.ts';
import { isRunning } from '../state/taskState.ts';
import { admitPlan } from './admitPlan.ts';
import { errorText, runLogText } from './runLogText.ts';

export interface RunTaskRequest {
  readonly worker: TaskWorker;
  readonly plans: PlanFiles;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newRunName: () => string;
  readonly onRunEvent: (event: RunEvent) => void;
  readonly log: RunLog;
  readonly signal: AbortSignal;
  readonly mayGoOn: () => boolean;
}

export interface TaskRunEnd {
  readonly outcome: RunEnd;
  readonly reason: Said;
  readonly hasSent: boolean;
  readonly counts: RunRecord['counts'];
  readonly plans: RunRecord['plans'];
  readonly left: RunRecord['left'];
}

/** These pass by themselves (S13). A lost connection is among them: before a new attempt its statements are settled. */
const transient: ReadonlySet<TableCode> = new Set<ErrorCode>([
  'connection',
  'timeout',
  'lock',
  'unknown-outcome',
]);

/** Of the process that died while it ran, the server keeps the locks until that connection's time is over (R8: 60 s). */
const attemptsFor = { executing: 3, recovering: 7 } as const;
const maxPauseMs = 30_000;

/** The session waits 5 s for a lock at a time (R8). */
const lockTurnSeconds = 5;

const noCounts = { succeeded: 0, failed: 0, skipped: 0 };

/** Takes a task that is executing or recovering. Never throws but for programming errors. */
export async function runTask(task: Task, request: RunTaskRequest): Promise<TaskRunEnd> {
  const { clock, log, signal } = request;
  const isRecovering = task.state.kind === 'recovering';
  const attempts = attemptsFor[isRecovering ? 'recovering' : 'executing'];
  // After a death nobody knows whether anything was sent, so what is left is judged by the approved plan's states (R7).
  let hasSent = isRecovering;
  const plans: string[] = [];
  const notes: AttemptNotes = {
    sent: () => {
      hasSent = true;
    },
    planned: ({ hash }) => plans.push(hash),
  };
  for (let attempt = 1; ; attempt += 1) {
    const begun = { ...task, progress: { ...task.progress, hasBegun: task.progress.hasBegun || hasSent } };
    const { isTransient, ...end } = await attemptRun(begun, request, notes);
    if (!isTransient || attempt >= attempts || signal.aborted || !request.mayGoOn()) {
      return { ...end, hasSent, plans };
    }
    const pauseMs = pauseAfter(attempt, request.random);
    log.write(
      'warn',
      phrase`Attempt ${attempt} of ${attempts}: ${end.reason} The next one follows in ${Math.round(pauseMs / 1000)} s.`,
    );
    await clock.sleep(pauseMs, signal);
  }
}

/** S13: 2 s, doubled each time, give or take half, capped. */
function pauseAfter(attempt: number, random: () => number): number {
  return Math.min(2000 * 2 ** (attempt - 1) * (0.5 + random()), maxPauseMs);
}

type AttemptEnd = Omit<TaskRunEnd, 'hasSent' | 'plans'> & { readonly isTransient: boolean };

/** What an attempt leaves behind besides its end. */
interface AttemptNotes {
  readonly sent: () => void;
  readonly planned: (plan: Plan) => void;
}

async function attemptRun(task: Task, request: RunTaskRequest, attempt: AttemptNotes): Promise<AttemptEnd> {
  const { worker, signal, log } = request;
  try {
    return await worker.withSession(task.intent.connection.id, signal, (session) =>
      runIn(session, task, request, attempt),
    );
  } catch (error) {
    if (!ShadowSyncError.is(error))
      log.write('error', phrase`This is a mistake in Shadow Sync; please report it.`);
    const failure = runErrorOf(error);
    const isStale = failure.code === 'stale-plan';
    const outcome = signal.aborted ? 'terminated' : isStale ? 'stale-plan' : 'failed';
    const reason = errorText(failure);
    return { outcome, reason, counts: noCounts, left: [], isTransient: transient.has(failure.code) };
  }
}

async function runIn(
  session: WorkSession,
  task: Task,
  request: RunTaskRequest,
  attempt: AttemptNotes,
): Promise<AttemptEnd> {
  const { log, signal, plans } = request;
  await session.recover(signal, (said) => log.write('warn', said));
  const approved = task.plan === null ? null : await plans.read(task.plan.hash);
  const { plan, problems, notes } = await planOfTask(task, approved, session, signal);
  for (const note of notes) log.write('info', note);
  for (const problem of problems) log.write('warn', problem);
  const admission = admitPlan(task, plan, approved);
  switch (admission.kind) {
    case 'stale':
      return { ...ended('stale-plan', admission.reason), isTransient: false };
    case 'nothing':
      return inLine(problems);
    case 'run':
      log.write('info', admission.how);
      // What ran is shown, and undone, from the plan that ran; the frozen one is kept already.
      if (plan.hash !== approved?.hash) await plans.save(plan);
      attempt.planned(plan);
      return endOf(await runPlanOf(session, plan, task, request, attempt), problems);
    default:
      return assertNever(admission);
  }
}

/** Nothing to send. A table that can't be brought in line is said, and is no success (O-89). */
function inLine(problems: readonly Said[]): AttemptEnd {
  const [first] = problems;
  if (first === undefined)
    return { ...ended('succeeded', phrase`Everything was in line already.`), isTransient: false };
  return { ...ended('succeeded-with-errors', first), isTransient: false };
}

function runPlanOf(
  session: WorkSession,
  plan: Plan,
  { intent, state }: Task,
  { log, signal, mayGoOn, newRunName, onRunEvent }: RunTaskRequest,
  attempt: AttemptNotes,
): Promise<RunResult> {
  return session.run(plan, {
    run: `${isRunning(state) ? journalPrefix(state.run) : ''}${newRunName()}`,
    policy: policyOf(intent),
    signal,
    mayGoOn,
    onEvent: (event) => {
      if (event.kind === 'statement-sent') attempt.sent();
      onRunEvent(event);
      const text = runLogText(event);
      if (text !== null) log.write(text.level, text.said);
    },
  });
}

function policyOf({ allowed, onError, parallel, lockWaitSeconds }: TaskIntent): RunPolicy {
  const ticked = new Set(allowed.map(({ statement, code }) => `${statement} ${code}`));
  return {
    ...defaultRunPolicy,
    onError,
    parallel,
    lockAttempts: Math.ceil(lockWaitSeconds / lockTurnSeconds),
    // A refused finding goes away by confirming the table, never by a tick.
    allow: ({ sql }, { level, code }) =>
      level !== 'refused' && ticked.has(`${statementFingerprint(sql)} ${code}`),
  };
}

function endOf(result: RunResult, problems: readonly Said[]): AttemptEnd {
  const { counts, error, tables } = result;
  const failed = tables.filter(({ outcome }) => outcome === 'failed');
  const open = tables.find(({ outcome }) => outcome !== 'succeeded');
  const reason = error === null ? (open?.saidReason ?? open?.reason ?? problems[0] ?? '') : errorText(error);
  const isTransient =
    (error !== null && failed.length === 0 && transient.has(error.code)) ||
    (failed.length > 0 && failed.every(({ code }) => code !== null && transient.has(code)));
  const outcome = outcomeOf(result, problems);
  return {
    outcome,
    reason,
    counts,
    left: leftIn(result),
    isTransient: outcome !== 'succeeded' && isTransient,
  };
}

function leftIn({ tables }: RunResult): RunRecord['left'] {
  return tables
    .filter(({ outcome }) => outcome !== 'succeeded')
    .slice(0, maxLeft)
    .map(({ pair, reason, saidReason }) => ({
      shadow: displayName(pair.shadow).slice(0, 3000),
      reason: (reason ?? '').slice(0, 4000),
      saidReason,
    }));
}

function outcomeOf({ outcome }: RunResult, problems: readonly Said[]): RunEnd {
  switch (outcome) {
    case 'succeeded':
      return problems.length === 0 ? 'succeeded' : 'succeeded-with-errors';
    case 'partial':
      return 'succeeded-with-errors';
    case 'failed':
      return 'failed';
    case 'aborted':
      return 'terminated';
    case 'stale':
      return 'stale-plan';
    default:
      return assertNever(outcome);
  }
}

function ended(outcome: RunEnd, reason: Said): Omit<AttemptEnd, 'isTransient'> {
  return { outcome, reason, counts: noCounts, left: [] };
}

/** A task back from JSON: the store's, an older version's, or anybody's. The one place that says what a valid one is. */
import { environments } from '../../connection/connection.ts';
import { findingLevels } from '../../diff/finding.ts';
import { phrase, type Said } from '../../schema/phrase.ts';
import { cronSchedule } from '../schedule/cronSchedule.ts';
import { missedPolicies } from '../schedule/execution.ts';
import type { Execution } from '../schedule/execution.ts';
import type { TaskState } from '../state/taskState.ts';
import {
  boolean,
  integer,
  later,
  list,
  nullable,
  oneOf,
  record,
  refuse,
  said,
  tagged,
  text,
} from './shape.ts';
import type { Shape } from './shape.ts';
import { maxLeft, runEnds } from './task.ts';
import type { MatchedProcess, RunRecord, Task, TaskIntent } from './task.ts';

/** As many characters as ODC takes for a description and for a comment on an approval. */
export const maxRemark = 200;

const name = text(1000, 1);
const at = integer();
const id = text(64, 1);
const hash = text(128, 1);
const findingLevel = oneOf('none', ...findingLevels);

const execution: Shape<Execution> = tagged({
  immediately: record({ kind: oneOf('immediately') }),
  manual: record({ kind: oneOf('manual') }),
  once: record({ kind: oneOf('once'), at, missed: oneOf(...missedPolicies) }),
  cron: record({
    kind: oneOf('cron'),
    expression: text(200, 1),
    zone: text(100, 1),
    missed: oneOf(...missedPolicies),
    keepInSync: boolean,
  }),
});

const intent: Shape<TaskIntent> = record({
  kind: oneOf('shadow-sync'),
  connection: record({ id, name, environment: oneOf(...environments) }),
  database: name,
  rule: record({
    prefix: text(),
    suffix: text(),
    shadowDatabase: nullable(name),
    overrides: list(record({ source: name, shadow: name })),
  }),
  range: record({ include: list(name), exclude: list(name) }),
  skip: list(name),
  adopt: list(name),
  options: record({
    columnOrder: oneOf('strict', 'lax'),
    comments: oneOf('strict', 'ignored'),
    foreignKeys: oneOf('map', 'keep', 'omit'),
    storage: oneOf('strict', 'ignored'),
    partitions: oneOf('strict', 'lax'),
  }),
  execution,
  onError: oneOf('abort', 'continue'),
  allowed: list(record({ statement: hash, code: text(20, 1) })),
  lockWaitSeconds: integer(1, 3600),
  parallel: integer(1, 8),
  remarks: text(maxRemark),
  tags: list(text(40, 1), 20),
});

const running = { run: id, owner: id, startedAt: at, slot: nullable(at), coalesced: integer() };
/** Only where a program knew how to say it in other languages. */
const maybeSaid = later<Said | null | undefined>(nullable(said), undefined);
const saidReason = maybeSaid;
const ended = { run: id, at, reason: text(4000), saidReason };

const state: Shape<TaskState> = tagged({
  draft: record({ kind: oneOf('draft') }),
  'pending-approval': record({ kind: oneOf('pending-approval'), node: integer(0, 100), since: at }),
  rejected: record({ kind: oneOf('rejected'), by: name, at }),
  'approval-expired': record({ kind: oneOf('approval-expired'), at }),
  waiting: record({ kind: oneOf('waiting'), why: oneOf('queued', 'manual', 'scheduled'), since: at }),
  'waiting-expired': record({ kind: oneOf('waiting-expired'), at }),
  executing: record({ kind: oneOf('executing'), ...running }),
  recovering: record({ kind: oneOf('recovering'), ...running }),
  succeeded: record({ kind: oneOf('succeeded'), run: id, at }),
  'succeeded-with-errors': record({ kind: oneOf('succeeded-with-errors'), ...ended }),
  failed: record({ kind: oneOf('failed'), ...ended }),
  'stale-plan': record({ kind: oneOf('stale-plan'), ...ended }),
  missed: record({ kind: oneOf('missed'), slot: at, at }),
  paused: record({ kind: oneOf('paused'), by: name, at, reason: text(4000), saidReason }),
  terminated: record({ kind: oneOf('terminated'), by: text(4000), at }),
});

const hours = nullable(integer(1, 24 * 366));

/** The nodes of a process, as a task and as the process itself have them. */
export const approvalNodes = list(
  record({ name: text(100, 1), approvers: list(name, 100), isAutomatic: boolean }),
  20,
);

export const expiryHours = record({ approval: hours, waiting: hours, execution: hours });

const matched: Shape<MatchedProcess> = record({
  id,
  name: text(100, 1),
  why: text(4000),
  saidWhy: maybeSaid,
  nodes: approvalNodes,
  expiryHours,
});

const runEnd = oneOf(...runEnds);

const runRecord: Shape<RunRecord> = record({
  run: id,
  task: id,
  slot: nullable(at),
  startedAt: at,
  endedAt: at,
  lateMs: integer(),
  coalesced: integer(),
  outcome: oneOf(...runEnds, 'missed', 'skipped'),
  reason: nullable(text(4000)),
  saidReason,
  planHash: nullable(hash),
  counts: record({ succeeded: integer(), failed: integer(), skipped: integer() }),
  plans: later(list(hash, 100), []),
  left: later(list(record({ shadow: text(3000), reason: text(4000), saidReason }), maxLeft), []),
});

const task: Shape<Task> = record({
  id,
  intent,
  plan: nullable(
    record({
      hash,
      madeAt: at,
      serverIdentity: name,
      tables: integer(),
      statements: integer(),
      unsafe: integer(),
      highest: findingLevel,
    }),
  ),
  state,
  creator: name,
  createdAt: at,
  process: nullable(matched),
  approvals: list(
    record({
      node: integer(0, 100),
      nodeName: text(100),
      decision: oneOf('approved', 'rejected'),
      by: name,
      at,
      comment: text(maxRemark),
      planHash: hash,
    }),
    100,
  ),
  progress: record({
    lastSlot: nullable(at),
    failuresInRow: integer(),
    asked: nullable(record({ slot: at, count: integer() })),
    stopRequested: nullable(record({ by: name, at, endsTask: later(boolean, false) })),
    hasBegun: boolean,
    lastRun: nullable(record({ run: id, outcome: runEnd, at })),
    unrecorded: later(list(runRecord, 100), []),
  }),
  origin: nullable(record({ kind: oneOf('again', 'undo'), task: id, run: later(nullable(id), null) })),
});

/** Throws ShadowSyncError 'usage' that names the first field which is wrong. */
export function readTask(value: unknown, place = ''): Task {
  return task(value, place);
}

/** Throws ShadowSyncError 'usage'; unlike a stored task's, a new one's schedule has to be one that can fire. */
export function readIntent(value: unknown, place = ''): TaskIntent {
  const read = intent(value, place);
  const { prefix, suffix, shadowDatabase, overrides } = read.rule;
  if (prefix === '' && suffix === '' && shadowDatabase === null && overrides.length === 0) {
    refuse('rule', phrase`says neither prefix, suffix nor shadow database`);
  }
  if (read.execution.kind === 'cron') {
    // Its errors say what is wrong with the expression or the zone.
    cronSchedule(read.execution.expression, read.execution.zone).next(0);
  }
  return read;
}

export function readRunRecord(value: unknown, place = ''): RunRecord {
  return runRecord(value, place);
}

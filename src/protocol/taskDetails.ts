/**
 * The contract of the task details: one task, its statements and log in pages. The editor holds the task; the panel names
 * runs and statements by id, and asks again when the editor says that something changed. It never sends SQL, paths or names.
 */
import * as v from 'valibot';
import type { StoryOutcome } from '../task/runs/runStory.ts';
import type { StateKind } from '../task/state/taskState.ts';
import type { LogLevel } from '../task/taskPorts.ts';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import { environment, findingLevel } from './vocabulary.ts';

/** Statements, runs or lines that one answer holds at most. */
export const maxDetailRows = 1000;

/** As ids are made; longer is none of ours. */
const id = v.pipe(v.string(), v.maxLength(64));

const logLevel = v.picklist(['info', 'warn', 'error']) satisfies v.GenericSchema<LogLevel>;

const outcome = v.picklist([
  'waiting',
  'running',
  'succeeded',
  'failed',
  'skipped',
  'unknown',
]) satisfies v.GenericSchema<StoryOutcome>;

const status = v.picklist([
  'draft',
  'pending-approval',
  'rejected',
  'approval-expired',
  'waiting',
  'waiting-expired',
  'executing',
  'recovering',
  'succeeded',
  'succeeded-with-errors',
  'failed',
  'stale-plan',
  'missed',
  'paused',
  'terminated',
]) satisfies v.GenericSchema<StateKind>;

/** What can be done with a task, in the order in which it is offered. */
export const taskActionNames = [
  'approve',
  'reject',
  /** Also of one whose start was missed, and of one whose missed starts are asked about. */
  'run',
  /** From where it stopped. */
  'retry',
  /** A run that goes on is stopped on its server; a task that has not run is put aside. */
  'abort',
  'pause',
  'resume',
  'dismissMissed',
  /** Goes on with a draft in its form. */
  'editDraft',
  'initiateAgain',
  'undoRun',
  'openChangeSql',
  'openLog',
  'saveAsFile',
  'remove',
] as const;
const action = v.picklist(taskActionNames);

/** A name and what it stands for, both in the user's language. */
const fact = v.strictObject({ name: v.string(), value: v.string() });

const step = v.strictObject({
  kind: v.picklist(['initiated', 'approval', 'execution', 'completion']),
  title: v.string(),
  state: v.picklist(['done', 'current', 'waiting', 'failed', 'passed over']),
  /** What it says beside its title: who, which status. */
  detail: v.string(),
  /** Milliseconds since 1970, where there are such times. */
  startedAt: v.nullable(v.number()),
  endedAt: v.nullable(v.number()),
  comment: v.nullable(v.string()),
});

const run = v.strictObject({
  run: id,
  outcome: v.picklist([
    'executing',
    'succeeded',
    'succeeded-with-errors',
    'failed',
    'stale-plan',
    'terminated',
    'missed',
    'skipped',
  ]),
  /** The outcome in words. */
  outcomeName: v.string(),
  slot: v.nullable(v.number()),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  lateMs: wholeNumber,
  coalesced: wholeNumber,
  reason: v.nullable(v.string()),
  succeeded: wholeNumber,
  failed: wholeNumber,
  skipped: wholeNumber,
  /** Tables that were not brought in line; the first ones. */
  left: list(v.strictObject({ shadow: v.string(), reason: v.string() })),
  canUndo: v.boolean(),
});

const details = v.strictObject({
  kind: v.literal('task'),
  id,
  title: v.string(),
  type: v.string(),
  status: v.strictObject({
    kind: status,
    name: v.string(),
    /** Why it is so, where there is a reason. */
    reason: v.nullable(v.string()),
  }),
  /** What its status allows, in the order in which it is offered. */
  actions: list(v.strictObject({ action, label: v.string(), isPrimary: v.boolean() })),
  connection: v.string(),
  environment,
  database: v.string(),
  creator: v.string(),
  createdAt: v.number(),
  tags: list(v.string()),
  /** The task that it was made from; null when it was made from none. */
  origin: v.nullable(id),
  settings: list(fact),
  /** Counts of the frozen plan; null for a draft. */
  plan: v.nullable(
    v.strictObject({
      tables: wholeNumber,
      statements: wholeNumber,
      unsafe: wholeNumber,
      isKept: v.boolean(),
    }),
  ),
  /** What an approval is worth here; null where it is a control. */
  advice: v.nullable(v.string()),
  steps: list(step),
  runs: list(run),
  nextRuns: list(v.number()),
  /** Why nothing would run now although something is due; null where nothing is in the way. */
  waitsFor: v.nullable(v.string()),
  /** How far the run that is under way is. */
  progress: v.nullable(v.strictObject({ done: wholeNumber, of: wholeNumber, hint: v.nullable(v.string()) })),
  /** Another one than before: statements, outcomes and lines may have changed. */
  revision: wholeNumber,
});

const state = v.variant('kind', [
  details,
  /** Somebody deleted it. */
  v.strictObject({ kind: v.literal('gone'), id }),
]);

const statementRow = v.strictObject({
  /** Counts from 0 within the answer's run and revision. */
  index: wholeNumber,
  source: v.nullable(v.string()),
  shadow: v.string(),
  /** The beginning of it on one line. */
  sql: v.string(),
  level: v.nullable(findingLevel),
  codes: list(v.string()),
  outcome: v.nullable(outcome),
  durationMs: v.nullable(v.number()),
});

const statementDetails = v.strictObject({
  index: wholeNumber,
  source: v.nullable(v.string()),
  shadow: v.string(),
  sql: v.string(),
  findings: list(v.strictObject({ code: v.string(), level: findingLevel, message: v.string() })),
  undo: v.nullable(v.string()),
  undoNote: v.nullable(v.string()),
  outcome: v.nullable(outcome),
  isRecovered: v.boolean(),
  error: v.nullable(v.string()),
  remedy: v.nullable(v.string()),
  durationMs: v.nullable(v.number()),
  sent: wholeNumber,
});

const limit = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxDetailRows));

/** Null for the plan with what the last run did to it. */
const ofRun = { run: v.nullable(id) };

const logFilter = v.strictObject({
  run: id,
  levels: list(logLevel),
  text: v.pipe(v.string(), v.maxLength(200)),
});

const command = { params: nothing, result: nothing };

export const taskDetailsContract = {
  requests: {
    /** The panel listens now. */
    ready: {
      params: nothing,
      result: v.strictObject({ state, place: v.picklist(['information', 'process', 'logs', 'runs']) }),
    },
    statements: {
      params: v.strictObject({ ...ofRun, offset: wholeNumber, limit }),
      result: v.strictObject({
        revision: wholeNumber,
        total: wholeNumber,
        /** Whether what happened to single statements is known. */
        isRecorded: v.boolean(),
        rows: list(statementRow),
      }),
    },
    statement: { params: v.strictObject({ ...ofRun, index: wholeNumber }), result: statementDetails },
    /** Tables that the plan leaves as they are. */
    leftOut: {
      params: v.strictObject({ offset: wholeNumber, limit }),
      result: v.strictObject({
        total: wholeNumber,
        rows: list(
          v.strictObject({
            source: v.nullable(v.string()),
            shadow: v.string(),
            /** Skipped by whoever made the task. */
            isSkipped: v.boolean(),
            reason: v.nullable(v.string()),
          }),
        ),
      }),
    },
    /** Lines that pass the filter, from a place among them. */
    log: {
      params: v.strictObject({ filter: logFilter, offset: wholeNumber, limit }),
      result: v.strictObject({
        total: wholeNumber,
        /** Of all lines that are kept, whatever the filter. */
        of: wholeNumber,
        /** Lines that were not written whole. */
        torn: wholeNumber,
        /** Older lines are left out here; the document has them. */
        isCut: v.boolean(),
        lines: list(v.strictObject({ at: v.number(), level: logLevel, message: v.string() })),
      }),
    },
    act: { params: v.strictObject({ action }), result: nothing },
    undoRun: { params: v.strictObject({ run: id }), result: nothing },
    openChangeSql: { params: v.strictObject(ofRun), result: nothing },
    openLog: { params: v.strictObject({ run: id }), result: nothing },
    copyLog: { params: v.strictObject({ filter: logFilter }), result: nothing },
    saveLog: { params: v.strictObject({ filter: logFilter }), result: nothing },
    copyStatement: { params: v.strictObject({ ...ofRun, index: wholeNumber }), result: nothing },
    openOrigin: command,
    close: command,
  },
  events: {
    state,
    /** Shows another part of the task, because somebody asked for it elsewhere. */
    place: v.strictObject({ place: v.picklist(['information', 'process', 'logs', 'runs']) }),
  },
} satisfies PanelContract;

export type TaskDetailsContract = typeof taskDetailsContract;
export type TaskDetailsState = v.InferOutput<typeof state>;
export type ShownTask = v.InferOutput<typeof details>;
export type ShownAction = ShownTask['actions'][number];
export type TaskActionName = v.InferOutput<typeof action>;
export type ShownStep = v.InferOutput<typeof step>;
export type ShownRun = v.InferOutput<typeof run>;
export type StatementRow = v.InferOutput<typeof statementRow>;
export type StatementDetails = v.InferOutput<typeof statementDetails>;
export type LeftOutRow = v.InferOutput<
  (typeof taskDetailsContract)['requests']['leftOut']['result']
>['rows'][number];
export type LogFilter = v.InferOutput<typeof logFilter>;
export type LogPage = v.InferOutput<(typeof taskDetailsContract)['requests']['log']['result']>;
export type ShownLine = LogPage['lines'][number];
export type DetailsPlace = 'information' | 'process' | 'logs' | 'runs';

/**
 * The contract of the task form. The draft lives in the editor: a `state` is a complete snapshot of it, the panel sends one
 * small change at a time and names tables, pairs and statements by id. Connections, databases and files are asked for by the
 * editor; no SQL and no path comes from the panel (U7).
 */
import * as v from 'valibot';
import type { MissedPolicy } from '../task/schedule/execution.ts';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import { environment, readingStep } from './vocabulary.ts';
import { maxRowsPerPage, pairRow } from './schemaDiff.ts';

/** Tables that one request may name; more than a database can hold. */
const maxIds = 100_000;

/** Statements that one answer holds at most. */
export const maxStatementsPerPage = 200;

/** As typed, so not yet valid; room for many patterns. */
const typed = v.pipe(v.string(), v.maxLength(20_000));

const missed = v.picklist(['skip', 'run-once', 'ask']) satisfies v.GenericSchema<MissedPolicy>;
const rangeMode = v.picklist(['all', 'partial']);
const execution = v.picklist(['immediately', 'manual', 'once', 'cron']);
const onError = v.picklist(['abort', 'continue']);

/** What is typed, by field. */
const textField = v.picklist([
  'include',
  'exclude',
  'prefix',
  'suffix',
  'onceAt',
  'cron',
  'zone',
  'lockWait',
  'parallel',
  'remarks',
  'tags',
]);

const change = v.union([
  v.strictObject({ field: textField, value: typed }),
  v.strictObject({ field: v.literal('rangeMode'), value: rangeMode }),
  v.strictObject({ field: v.literal('execution'), value: execution }),
  v.strictObject({ field: v.literal('missed'), value: missed }),
  v.strictObject({ field: v.literal('keepInSync'), value: v.boolean() }),
  v.strictObject({ field: v.literal('onError'), value: onError }),
]);

export const fieldsSchema = v.strictObject({
  rangeMode,
  include: v.string(),
  exclude: v.string(),
  prefix: v.string(),
  suffix: v.string(),
  /** Null: the source's own. */
  shadowDatabase: v.nullable(v.string()),
  execution,
  /** Wall-clock time in `zone`: `2026-11-21T02:30`. */
  onceAt: v.string(),
  cron: v.string(),
  zone: v.string(),
  missed,
  keepInSync: v.boolean(),
  onError,
  lockWait: v.string(),
  parallel: v.string(),
  remarks: v.string(),
  tags: v.string(),
});

const failure = { message: v.string(), remedy: v.nullable(v.string()) };

/** What stands in the source database, and what the range takes of it. */
const tables = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('reading') }),
  v.strictObject({ kind: v.literal('failed'), ...failure }),
  v.strictObject({
    kind: v.literal('ready'),
    /** Another one than before: ask for the rows again. */
    revision: wholeNumber,
    total: wholeNumber,
    /** Ticked one by one. */
    chosen: wholeNumber,
    /** Taken by ticks and patterns together. */
    inRange: wholeNumber,
  }),
]);

const tableRow = v.strictObject({
  /** Stays the same for the same name. */
  id: wholeNumber,
  name: v.string(),
  isChosen: v.boolean(),
  /** `shadow`: it is one itself by the naming rule, and never a source. */
  place: v.picklist(['in', 'out', 'shadow']),
});

const namedPair = v.strictObject({
  source: v.string(),
  shadow: v.string(),
  exists: v.boolean(),
  /** Why this pair can't be; null when it can. */
  problem: v.nullable(v.string()),
});

/** What the naming rule makes of the tables in range. */
const naming = v.strictObject({
  /** Problems first. */
  sample: list(namedPair),
  pairs: wholeNumber,
  existing: wholeNumber,
  problems: wholeNumber,
  /** Tables whose shadow has a name of its own. */
  overrides: wholeNumber,
  notes: list(v.string()),
});

const schedule = v.strictObject({
  /** In plain language; null when there is nothing to say. */
  words: v.nullable(v.string()),
  /** Milliseconds since 1970 UTC. */
  next: list(v.number()),
});

const analysis = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({
    kind: v.literal('reading'),
    step: readingStep,
    done: wholeNumber,
    of: wholeNumber,
  }),
  v.strictObject({
    kind: v.literal('ready'),
    readAt: v.number(),
    /** Another one than before: ask for rows, SQL and unsafe statements again. */
    revision: wholeNumber,
    /** Another one: ask for them again too, though it is the same plan; statements keep their ids. */
    ticks: wholeNumber,
    /** The range or the naming rule was changed since. */
    isOutdated: v.boolean(),
    isUpdating: v.boolean(),
    /** Skips can't be changed while the schema diff runs it. */
    isRunning: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('failed'), ...failure }),
  v.strictObject({ kind: v.literal('cancelled') }),
]);

/** What would run as things stand. */
const plan = v.strictObject({
  statements: wholeNumber,
  tables: wholeNumber,
  /** Statements that need a tick or a confirmed table, and how many have it. */
  unsafe: wholeNumber,
  allowed: wholeNumber,
  /** Tables that stay as they are, because something of theirs was not allowed. */
  leftOut: wholeNumber,
});

const approval = v.strictObject({
  name: v.string(),
  why: v.string(),
  nodes: list(v.strictObject({ name: v.string(), approvers: list(v.string()), isAutomatic: v.boolean() })),
  /** What an approval is worth here, where nobody enforces it; else null. */
  advice: v.nullable(v.string()),
});

const state = v.strictObject({
  revision: wholeNumber,
  purpose: v.picklist(['new', 'again', 'draft']),
  /** The task that this one is made from. */
  origin: v.nullable(v.string()),
  connection: v.nullable(v.strictObject({ name: v.string(), environment })),
  database: v.nullable(v.string()),
  fields: fieldsSchema,
  /** What is wrong, field by field. */
  problems: list(v.strictObject({ field: v.string(), message: v.string() })),
  tables,
  naming,
  schedule,
  analysis,
  notes: list(v.string()),
  plan: v.nullable(plan),
  approval: v.nullable(approval),
  canAnalyse: v.boolean(),
  /** What keeps it from being saved as a draft or a file; null when nothing does. */
  cannotSaveReason: v.nullable(v.string()),
  cannotSubmitReason: v.nullable(v.string()),
  isSubmitting: v.boolean(),
});

const unsafeStatement = v.strictObject({
  id: wholeNumber,
  shadow: v.string(),
  sql: v.string(),
  /** Of its unsafe and refused findings. */
  findings: list(v.strictObject({ code: v.string(), message: v.string() })),
  isAllowed: v.boolean(),
  /** The table has to be confirmed to be a shadow first; a tick does not help. */
  needsConfirmation: v.boolean(),
});

const ids = v.pipe(v.array(wholeNumber), v.maxLength(maxIds), v.readonly());
const page = (most: number): { offset: typeof wholeNumber; limit: v.GenericSchema<number> } => ({
  offset: wholeNumber,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)),
});
const command = { params: nothing, result: nothing };

export const taskFormContract = {
  requests: {
    /** The panel listens now. */
    ready: { params: nothing, result: state },
    /** The state of this revision has it. */
    change: { params: change, result: v.strictObject({ revision: wholeNumber }) },
    /** Asks natively; the rest of the draft stays. */
    changeTarget: {
      params: v.strictObject({ part: v.picklist(['connection', 'database']) }),
      result: nothing,
    },
    pickShadowDatabase: command,
    clearShadowDatabase: command,
    refreshTables: command,
    /** In the order of their names; the answer says of which revision it is. */
    tableRows: {
      params: v.strictObject({ revision: wholeNumber, ...page(maxRowsPerPage) }),
      result: v.strictObject({ revision: wholeNumber, total: wholeNumber, rows: list(tableRow) }),
    },
    chooseTables: { params: v.strictObject({ ids, isChosen: v.boolean() }), result: nothing },
    analyse: command,
    cancelAnalysis: command,
    rows: {
      params: v.strictObject({ revision: wholeNumber, ...page(maxRowsPerPage) }),
      result: v.strictObject({ revision: wholeNumber, total: wholeNumber, rows: list(pairRow) }),
    },
    setSkip: { params: v.strictObject({ ids, skip: v.boolean() }), result: nothing },
    /** Shows the comparison in the schema diff panel. */
    view: { params: v.strictObject({ id: v.nullable(wholeNumber) }), result: nothing },
    /** What would run; the beginning of it when it is long. */
    sql: {
      params: v.strictObject({ revision: wholeNumber }),
      result: v.strictObject({ text: v.string(), lines: wholeNumber, isWhole: v.boolean() }),
    },
    openSql: command,
    unsafeStatements: {
      params: v.strictObject({ revision: wholeNumber, ...page(maxStatementsPerPage) }),
      result: v.strictObject({ revision: wholeNumber, total: wholeNumber, rows: list(unsafeStatement) }),
    },
    /** Refused under another revision: ids of statements are given anew with each plan. */
    allow: {
      params: v.strictObject({ revision: wholeNumber, id: wholeNumber, isAllowed: v.boolean() }),
      result: nothing,
    },
    /** Asks natively for the name of the table of this statement. */
    confirmShadow: { params: v.strictObject({ revision: wholeNumber, id: wholeNumber }), result: nothing },
    submit: { params: nothing, result: v.strictObject({ isSubmitted: v.boolean() }) },
    cancelSubmit: command,
    saveDraft: command,
    saveFile: command,
    close: command,
  },
  events: { state },
} satisfies PanelContract;

export type TaskFormContract = typeof taskFormContract;
export type TaskFormState = v.InferOutput<typeof state>;
export type TaskFormFields = v.InferOutput<typeof fieldsSchema>;
export type TaskFormChange = v.InferOutput<typeof change>;
export type TaskFormText = v.InferOutput<typeof textField>;
export type TaskFormTable = v.InferOutput<typeof tableRow>;
export type TaskFormAnalysis = v.InferOutput<typeof analysis>;
export type NamedPair = v.InferOutput<typeof namedPair>;
export type UnsafeStatement = v.InferOutput<typeof unsafeStatement>;

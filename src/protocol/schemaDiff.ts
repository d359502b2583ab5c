/**
 * The contract of the schema diff panel: one comparison, its pairs in pages, and one pair in full. The editor holds the
 * comparison; the panel names pairs by id and results by revision, and asks again when the revision changed. The panel
 * never sends SQL, paths or names (U7).
 */
import * as v from 'valibot';
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { ResultKind } from '../shadow/analysis.ts';
import { list, nothing, wholeNumber } from './contract.ts';
import type { PanelContract } from './contract.ts';
import { environment, findingLevel, readingStep } from './vocabulary.ts';

/** Pairs that one answer holds at most. */
export const maxRowsPerPage = 2000;

/** Pairs that one request may name; more tables than a comparison can hold. */
const maxIds = 100_000;

const result = v.picklist([
  'create',
  'update',
  'consistent',
  'skipped',
  'unsupported',
  'failed',
]) satisfies v.GenericSchema<ResultKind>;

/** What became of a pair or a statement in the run that is under way or over; null where no run has come to it. */
const outcome = v.nullable(v.picklist(['running', 'succeeded', 'failed', 'skipped', 'unknown']));

const compareOptions = v.strictObject({
  columnOrder: v.picklist(['strict', 'lax']),
  comments: v.picklist(['strict', 'ignored']),
  foreignKeys: v.picklist(['map', 'keep', 'omit']),
  storage: v.picklist(['strict', 'ignored']),
  partitions: v.picklist(['strict', 'lax']),
}) satisfies v.GenericSchema<CompareOptions>;

const progress = { done: wholeNumber, of: wholeNumber };

const phase = v.variant('kind', [
  v.strictObject({
    kind: v.literal('reading'),
    step: readingStep,
    ...progress,
  }),
  v.strictObject({ kind: v.literal('ready'), readAt: v.number(), revision: wholeNumber }),
  /** Each `state` of a run also says: outcomes of rows may have changed, ask for them again. */
  v.strictObject({ kind: v.literal('running'), ...progress, revision: wholeNumber }),
  v.strictObject({ kind: v.literal('failed'), message: v.string(), remedy: v.nullable(v.string()) }),
  v.strictObject({ kind: v.literal('cancelled') }),
]);

const state = v.strictObject({
  heading: v.strictObject({
    connection: v.string(),
    environment,
    dialect: v.string(),
    serverVersion: v.nullable(v.string()),
    database: v.string(),
    shadowDatabase: v.string(),
    /** The naming rule in words: `__test_ + name`. */
    rule: v.string(),
  }),
  options: compareOptions,
  phase,
  /** What people should know of the whole comparison. */
  notes: list(v.string()),
  /** Statements of the pairs that are not skipped, and how many of them are unsafe or refused. */
  statements: wholeNumber,
  unsafe: wholeNumber,
  /** There is undo SQL: of the statements to come, or of the run that was. */
  hasUndo: v.boolean(),
  canRun: v.boolean(),
  cannotRunReason: v.nullable(v.string()),
});

/** Shown wherever a comparison is. */
export const pairRow = v.strictObject({
  /** Stays the same over revisions of one comparison for the same shadow. */
  id: wholeNumber,
  source: v.string(),
  shadow: v.string(),
  /** What the analysis found. A pair that the user skipped keeps it and has `isSkippedByUser`. */
  result,
  isSkippedByUser: v.boolean(),
  reason: v.nullable(v.string()),
  differences: wholeNumber,
  statements: wholeNumber,
  /** The worst of its findings. */
  level: v.nullable(findingLevel),
  codes: list(v.string()),
  outcome,
});

const section = v.strictObject({
  kind: v.picklist([
    'columns',
    'primary key',
    'indexes',
    'foreign keys',
    'checks',
    'periods',
    'partitions',
    'options',
  ]),
  rows: list(
    v.strictObject({
      name: v.string(),
      kind: v.picklist(['same', 'added', 'removed', 'changed', 'moved']),
      source: v.nullable(v.string()),
      shadow: v.nullable(v.string()),
    }),
  ),
});

const finding = v.strictObject({
  code: v.string(),
  level: findingLevel,
  message: v.string(),
  /** Names the part of the documentation; the editor knows where that is. */
  documentation: v.string(),
});

const statement = v.strictObject({
  id: wholeNumber,
  sql: v.string(),
  /** Codes of its findings. */
  findings: list(v.string()),
  undo: v.nullable(v.string()),
  undoNote: v.nullable(v.string()),
  outcome,
  error: v.nullable(v.string()),
});

const pairDetails = v.strictObject({
  id: wholeNumber,
  source: v.string(),
  shadow: v.string(),
  result,
  reason: v.nullable(v.string()),
  sections: list(section),
  findings: list(finding),
  statements: list(statement),
  /** Both texts of an unsupported table. */
  texts: v.nullable(v.strictObject({ server: v.string(), printed: v.nullable(v.string()) })),
});

const pages = v.strictObject({
  revision: wholeNumber,
  offset: wholeNumber,
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxRowsPerPage)),
});

const command = { params: nothing, result: nothing };

export const schemaDiffContract = {
  requests: {
    /** The panel listens now. */
    ready: { params: nothing, result: state },
    /** In the order of the sources' names. A revision that is over is answered with the rows of the present one. */
    rows: {
      params: pages,
      result: v.strictObject({ revision: wholeNumber, total: wholeNumber, rows: list(pairRow) }),
    },
    pair: { params: v.strictObject({ revision: wholeNumber, id: wholeNumber }), result: pairDetails },
    setSkip: {
      params: v.strictObject({
        ids: v.pipe(v.array(wholeNumber), v.maxLength(maxIds), v.readonly()),
        skip: v.boolean(),
      }),
      result: nothing,
    },
    setOptions: { params: v.strictObject({ options: compareOptions }), result: nothing },
    refresh: command,
    /** Of the reading, or of the run, whichever is under way. */
    cancel: command,
    openChangeSql: command,
    openUndoSql: command,
    openTextDiff: { params: v.strictObject({ id: wholeNumber }), result: nothing },
    openAllDifferences: command,
    exportReport: {
      params: v.strictObject({ format: v.picklist(['json', 'sql', 'html']) }),
      result: nothing,
    },
    run: command,
  },
  events: { state },
} satisfies PanelContract;

export type SchemaDiffContract = typeof schemaDiffContract;
export type SchemaDiffState = v.InferOutput<typeof state>;
export type SchemaDiffPhase = v.InferOutput<typeof phase>;
export type PairRow = v.InferOutput<typeof pairRow>;
export type PairDetails = v.InferOutput<typeof pairDetails>;
export type PairSection = v.InferOutput<typeof section>;
export type PairFinding = v.InferOutput<typeof finding>;
export type PairStatement = v.InferOutput<typeof statement>;

/** Analysis: both sides read and compared, one result per pair. Types only; `analyse.ts` makes it. */
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { GatePermit, Step } from '../diff/dialect.ts';
import type { Difference } from '../diff/difference.ts';
import type { Finding, TableFacts } from '../diff/finding.ts';
import type { Said } from '../schema/phrase.ts';
import type { TableModel } from '../schema/tableModel.ts';
import type { TableName } from '../schema/tableName.ts';
import type { NamingRule } from './namingRule.ts';
import type { IncomingKey } from './schemaReader.ts';

export interface Pair {
  readonly source: TableName;
  readonly shadow: TableName;
}

export type ResultKind = 'create' | 'update' | 'consistent' | 'skipped' | 'unsupported' | 'failed';

export interface PairResult {
  readonly pair: Pair;
  readonly result: ResultKind;
  /** Why it is skipped, unsupported or failed; null otherwise. */
  readonly reason: string | null;
  /** What `reason` says in English. */
  readonly saidReason?: Said | null;
  readonly differences: readonly Difference[];
  /** Notices that belong to the table and to no statement (a foreign key left out, triggers not copied, a name clash). */
  readonly notices: readonly Finding[];
  /** Both texts of an unsupported table: what the server printed, and what the model prints (null when it could not be parsed). */
  readonly texts: { readonly server: string; readonly printed: string | null } | null;
  /** What was read, for floors that plan; null where it was not read or not understood. */
  readonly source: TableModel | null;
  readonly actual: TableModel | null;
  /** The shadow as it should be, with what the options ignore as it is. */
  readonly expected: TableModel | null;
  /** Known for shadows that differ. */
  readonly facts: TableFacts | null;
  /** Fingerprints of what was read; null where it was not. A missing shadow has the fingerprint of nothing. */
  readonly fingerprints: { readonly source: string | null; readonly shadow: string | null };
}

export interface Analysis {
  readonly database: string;
  readonly shadowDatabase: string;
  /** In the order of the sources' names (by code unit, whatever the locale). */
  readonly results: readonly PairResult[];
  /** Tables that the range takes in but that are shadows themselves: never sources, shown as such (O-48). */
  readonly excluded: readonly ExcludedTable[];
  /** What people should know of the whole: views that were passed over, an exclude pattern that matches nothing, … */
  readonly notes: readonly string[];
  /** What `notes` say in English. */
  readonly saidNotes?: readonly Said[];
  readonly rule: NamingRule;
  readonly options: CompareOptions;
  /** Patterns of shadows whose name clash (SS116) the user confirmed. */
  readonly adopt: readonly string[];
  /** The tables that stand in the shadow database, by folded `tableKey`; foreign keys are mapped to them. */
  readonly shadowTables: ReadonlyMap<string, TableName>;
  /**
   * By folded `tableKey` of a table in the shadow database: foreign keys to it that belong to no shadow of this analysis,
   * so that no plan may release them. Empty when no difference could concern a key.
   */
  readonly outsideKeys: ReadonlyMap<string, readonly IncomingKey[]>;
  /** Names of constraints, in lower case, that tables of the shadow database hold which were not read; none when none is to be given. */
  readonly outsideNames: ReadonlySet<string>;
  /** By folded `tableKey`: what shadows are to refer to in the shadow database and that is none of the pairs that were read. */
  readonly outsideParents: ReadonlyMap<string, TableModel>;
  readonly timing: { readonly readMs: number; readonly compareMs: number };
}

export interface ExcludedTable {
  readonly table: TableName;
  readonly reason: string;
}

export interface PlannedStatement {
  /** Unique and stable within the plan: 1, 2, 3, … in execution order of the sequential run. */
  readonly id: number;
  readonly pair: Pair;
  readonly sql: string;
  readonly phase: Step['phase'];
  readonly findings: readonly Finding[];
  /** The statements that undo exactly this one, in order; null when it can't be undone; lossy ones say so in `undoNote`. */
  readonly undo: readonly string[] | null;
  readonly undoNote: string | null;
  /** What `undoNote` says in English. */
  readonly saidUndoNote?: Said | null;
  /** What running `undo` is held against; not there when nothing undoes it, or in plans of earlier versions. */
  readonly undoChain?: UndoChain | null;
  /** Shadow tables whose change needs this statement although its own table's does not (released foreign keys). */
  readonly neededBy: readonly TableName[];
  /** Fingerprints of the shadow before and after (R7). */
  readonly before: string;
  readonly after: string;
  /** What the gate lets through for it; made from the mapping, not from the statement. */
  readonly permit: GatePermit;
}

/** How the statements of `undo` lead back, one step for each. */
export interface UndoChain {
  readonly permit: GatePermit;
  readonly steps: readonly UndoStep[];
}

export interface UndoStep {
  readonly phase: Step['phase'];
  /** Fingerprint of the shadow after it (R7). */
  readonly after: string;
  /** As if nothing was known of the rows: what was written meanwhile is not known either. */
  readonly findings: readonly Finding[];
}

/**
 * Tables whose statements depend on each other both ways run as one group, in the order given; groups run in the order
 * of `needs` (indexes of earlier groups) and may otherwise run side by side.
 */
export interface PlanGroup {
  readonly tables: readonly TableName[];
  readonly statements: readonly PlannedStatement[];
  readonly needs: readonly number[];
}

export interface Plan {
  readonly groups: readonly PlanGroup[];
  /** Source and shadow fingerprints of every pair of the plan, by shadow `tableKey`. */
  readonly fingerprints: ReadonlyMap<string, { readonly source: string; readonly shadow: string }>;
  /** One hash over statements, fingerprints, options and the server's identity (R6). */
  readonly hash: string;
  readonly serverIdentity: string;
  readonly database: string;
  readonly shadowDatabase: string;
  readonly rule: NamingRule;
  readonly options: CompareOptions;
  /** The run that it takes back; a plan without it brings shadows in line. */
  readonly undoes?: UndoneRun;
  /** Differing tables that this plan leaves as they are, each with the reason; tables skipped by choice are not among them. */
  readonly omitted: readonly OmittedPair[];
}

export interface UndoneRun {
  readonly task: string;
  readonly run: string;
  /** What people should know before they let it run: what it does not bring back. */
  readonly notes: readonly string[];
}

export interface OmittedPair {
  readonly pair: Pair;
  readonly reason: string;
  /** What `reason` says in English. */
  readonly saidReason?: Said;
}

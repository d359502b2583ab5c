/**
 * A dialect is a value that answers narrow questions about one server's SQL. Floors above hold no `if (dialect === …)`;
 * adding a dialect is adding a folder that makes such a value.
 */
import type { Said } from '../schema/phrase.ts';
import type { NameRules } from '../schema/nameRules.ts';
import type { Parsed, TableModel } from '../schema/tableModel.ts';
import type { TableName } from '../schema/tableName.ts';
import type { CompareOptions } from './compareOptions.ts';
import type { Difference, DifferenceObject } from './difference.ts';
import type { Finding, TableFacts } from './finding.ts';

export interface Dialect<T extends TableModel = TableModel> {
  /** mysql, mariadb, oceanbase, oracle, oceanbase-oracle. */
  readonly name: string;
  readonly names: NameRules;

  /** From what the reader brought (SHOW CREATE TABLE text, dictionary rows) to the normalised model, or refused. Never throws for bad input. */
  parse(definition: unknown, name: TableName): Parsed<T>;
  /** The whole table as one executable CREATE statement (without FKs left for later it is what `steps(null, t)` starts with); shown to people. */
  print(table: T): string;
  /** Text that is equal exactly when the structure is equal; what fingerprints are made of. */
  canonical(table: T): string;
  /** Whether both canonical texts are equal, found out without writing them where that can be seen at once. */
  isSame(a: T, b: T): boolean;
  /**
   * A quick guess, before names are mapped, whether a shadow will turn out to be consistent with its source. Decides what
   * is asked for early, and nothing else.
   */
  looksAlike?(source: T, shadow: T): boolean;
  /** The tables that its foreign keys point to, without duplicates. */
  references(table: T): readonly TableName[];
  /** The names of its constraints that no other table of its database may have. */
  constraintNames(table: T): readonly string[];
  /** The names of its indexes, where a statement names an index without its table (GatePermit.indexes). */
  indexNames?(table: T): readonly string[];

  /** The shadow that the source should have. */
  shadowOf(source: T, mapping: ShadowMapping): ShadowTarget<T>;
  /** `expected` with everything that the options ignore taken from `actual`: what remains different is a difference. */
  relax(expected: T, actual: T, options: CompareOptions): T;
  /** Empty exactly when nothing has to be done. */
  compare(expected: T, actual: T): readonly Difference[];
  /** The table's parts in the order in which they are shown, under the names and with the texts that `compare` has for them. */
  outline(table: T): readonly TablePart[];
  /** 0 … 1: how much the existing table looks like a shadow of this source (names of columns). */
  resemblance(expected: T, actual: T): number;

  /** Why this table can't be a source (it needs what a shadow must not have, or what no statement of ours may say), or null. */
  refuseSource(source: T): Said | null;
  /** Why no statement turns `from` (null: nothing there) into `to` on this server, or null; asked before `steps`, which may rely on null. */
  refuseSteps(from: T | null, to: T): Said | null;

  /** The foreign keys of `child` that must not exist while `from` becomes `to` (`child` may be the same table). */
  releases(from: T, to: T, child: T): readonly string[];
  /** Whether a foreign key of another table to these columns of the table can't stand while `from` becomes `to`. */
  disturbs(from: T, to: T, columns: readonly string[]): boolean;
  /** The foreign keys of `child` that no server would add while `parent` is as it is; only what is certain. */
  unfitKeys(child: T, parent: T): readonly UnfitKey[];
  /** The statements, in order, that turn `from` (null: nothing there) into `to`; none when they are equal. */
  steps(from: T | null, to: T, request: StepRequest): readonly Step<T>[];
  /** The statement that undoes a creation. */
  drop(table: T): Step<T>;
  /** The risks of one step. */
  findings(step: Step<T>, facts: TableFacts | null): readonly Finding[];

  /** Checks the final text with a lexer of its own (R1). Throws ShadowSyncError 'gate' and lets nothing else through. */
  gate(sql: string, permit: GatePermit): void;
}

/** A column, a key, an option, … of one table, fit to be shown beside its counterpart. */
export interface TablePart {
  readonly object: DifferenceObject;
  readonly name: string;
  /** Its definition without the name; of `partitioning`, without the list of the partitions, which are parts themselves. */
  readonly text: string;
}

/** One statement, and what the table is before and after it (R7: the fingerprint chain is made of these). */
export interface Step<T extends TableModel = TableModel> {
  /** Without a trailing semicolon and without comments. */
  readonly sql: string;
  readonly before: T | null;
  /** null after a DROP TABLE, which only undo makes. */
  readonly after: T | null;
  /**
   * release: drops foreign keys that stand in the way, before anything else of the group;
   * build: creates and alters; connect: adds foreign keys when all parents stand.
   */
  readonly phase: 'release' | 'build' | 'connect';
}

/** A foreign key that a parent can't carry. */
export interface UnfitKey {
  readonly name: string;
  /** What is in the way at the parent, as the end of a sentence. */
  readonly why: Said;
}

export interface StepRequest {
  /** Foreign keys of this table to drop first and add again last, because another table's change needs it. */
  readonly release: ReadonlySet<string>;
  /** Tables that do not exist yet when this table is built (so their foreign keys are added in phase connect). */
  readonly absent: (name: TableName) => boolean;
}

/** How names of a shadow follow from names of its source. */
export interface ShadowMapping {
  readonly shadow: TableName;
  /** A source table's shadow, when one exists or this plan will make one; null otherwise. */
  readonly shadowParent: (source: TableName) => TableName | null;
  /**
   * For names that must be unique in the database: in the source's own one the naming rule's affix, kept within the length
   * limit; in another one the name as it is; and never one that another table holds.
   */
  readonly constraintName: (sourceName: string) => string;
  readonly foreignKeys: CompareOptions['foreignKeys'];
}

export interface ShadowTarget<T extends TableModel> {
  readonly table: T;
  /** SS3xx notices: foreign keys left out or kept. */
  readonly notices: readonly Finding[];
}

/** What the gate lets through. */
export interface GatePermit {
  readonly shadow: TableName;
  /** Tables that REFERENCES may name, besides the shadow itself. */
  readonly references: readonly TableName[];
  /** Only undo may drop a table, and only one that its run made. */
  readonly dropTable: boolean;
  /** Indexes that belong to the shadow by the server's word, where a statement names an index without its table (Oracle). */
  readonly indexes?: readonly string[] | undefined;
}

/** Plans for the fake server: its dialect, and plans written as lists of texts. */
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import type { Dialect } from '../../src/diff/dialect.ts';
import type { Finding } from '../../src/diff/finding.ts';
import { reasoned } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import type { Pair, Plan, PlanGroup, PlannedStatement } from '../../src/shadow/analysis.ts';
import { fingerprintOfNothing } from '../../src/shadow/fingerprint.ts';
import { sha256 } from '../../src/shadow/sha256.ts';

interface TextTable {
  readonly name: TableName;
  readonly text: string;
}

function notNeeded(): never {
  throw new Error('the runner does not ask this');
}

/** The dialect of the fake server: a table is its text, `?` is not understood, and `DROP` does not pass the gate. */
export const textDialect: Dialect<TextTable> = {
  name: 'text',
  names: {
    maxTableCharacters: 64,
    maxConstraintCharacters: 64,
    maxTableBytes: null,
    tableBytes: (name) => name.length,
    foldTable: (name) => name,
    refuseTable: () => null,
  },
  parse: (definition, name) =>
    definition === '?'
      ? {
          kind: 'unsupported',
          ...reasoned('it holds something unknown'),
          serverText: '?',
          printedText: null,
        }
      : { kind: 'table', table: { name, text: String(definition) } },
  canonical: ({ text }) => text,
  isSame: (a, b) => a.text === b.text,
  print: ({ text }) => text,
  gate: (sql) => {
    if (sql.includes('DROP')) throw new ShadowSyncError('gate', 'DROP does not pass.');
  },
  references: notNeeded,
  constraintNames: notNeeded,
  refuseSource: notNeeded,
  refuseSteps: notNeeded,
  shadowOf: notNeeded,
  relax: notNeeded,
  compare: notNeeded,
  outline: notNeeded,
  resemblance: notNeeded,
  releases: notNeeded,
  disturbs: notNeeded,
  unfitKeys: notNeeded,
  steps: notNeeded,
  drop: notNeeded,
  findings: notNeeded,
};

export interface TableDraft {
  readonly name: string;
  /** Texts of the shadow, from what is there (null: nothing) over each statement to the end. */
  readonly texts: readonly (string | null)[];
  readonly findings?: readonly Finding[];
  readonly neededBy?: readonly string[];
}

export function sourceNamed(name: string): TableName {
  return { database: 'shop', table: name };
}

export function shadowNamed(name: string): TableName {
  return { database: 'shop', table: `t_${name}` };
}

function printOf(text: string | null): string {
  return text === null ? fingerprintOfNothing : sha256(text);
}

/** A plan of these groups (each a list of tables, run one table after the other unless `order` says otherwise). */
export function planOf(
  groups: readonly {
    readonly tables: readonly TableDraft[];
    readonly needs?: readonly number[];
    readonly order?: readonly string[];
  }[],
): Plan {
  const fingerprints = new Map<string, { readonly source: string; readonly shadow: string }>();
  let id = 0;
  const made = groups.map(({ tables, needs = [], order }): PlanGroup => {
    const queues = new Map(tables.map((draft) => [draft.name, statementsOf(draft)]));
    for (const { name, texts } of tables) {
      const shadow = printOf(texts[0] ?? null);
      fingerprints.set(tableKey(shadowNamed(name)), { source: sha256(`source ${name}`), shadow });
    }
    const names = order ?? tables.flatMap(({ name, texts }) => texts.slice(1).map(() => name));
    const statements = names.map((name): PlannedStatement => {
      const next = queues.get(name)?.shift();
      if (next === undefined) throw new Error(`no statement left for ${name}`);
      id += 1;
      return { ...next, id };
    });
    return { tables: tables.map(({ name }) => shadowNamed(name)), statements, needs };
  });
  return {
    groups: made,
    fingerprints,
    hash: 'hash',
    serverIdentity: 'server-1',
    database: 'shop',
    shadowDatabase: 'shop',
    rule: { prefix: 't_', suffix: '', shadowDatabase: null },
    options: defaultCompareOptions,
    omitted: [],
  };
}

function statementsOf({ name, texts, findings = [], neededBy = [] }: TableDraft): PlannedStatement[] {
  const pair: Pair = { source: sourceNamed(name), shadow: shadowNamed(name) };
  return texts.slice(1).map((text, index): PlannedStatement => ({
    id: 0,
    pair,
    sql: `shop.t_${name} := ${text ?? ''}`,
    phase: 'build',
    findings,
    undo: null,
    undoNote: null,
    neededBy: neededBy.map(shadowNamed),
    before: printOf(texts[index] ?? null),
    after: printOf(text),
    permit: { shadow: pair.shadow, references: [], dropTable: false },
  }));
}

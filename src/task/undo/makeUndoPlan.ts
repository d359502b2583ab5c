/**
 * The plan that takes a run back (R12): the recorded undo of what that run did, last first. It is a plan like any other:
 * frozen, reviewed, gated, run and settled by the same code; what differs is that it leads to states that were, whatever
 * the sources have become.
 */
import { english, phrase, reasoned } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { OmittedPair, Plan, PlanGroup, PlannedStatement } from '../../shadow/analysis.ts';
import { fingerprintOfNothing } from '../../shadow/fingerprint.ts';
import { atOnce } from '../../shadow/inSlices.ts';
import { planHash } from '../../shadow/planHash.ts';
import type { AttemptStory } from '../runs/runStory.ts';

/** The run whose effects are taken back. */
export interface UndoneRunName {
  readonly task: string;
  readonly run: string;
}

/**
 * Takes what the run's attempts did, in their order. A table of which a statement can't be undone is left as it is, and so
 * are those that go together with it. Throws ShadowSyncError 'usage' when the run did nothing, or when its plans are not
 * kept any more.
 */
export function makeUndoPlan(attempts: readonly AttemptStory[], { task, run }: UndoneRunName): Plan {
  const groups = doneGroups(attempts);
  const base = attempts.findLast(({ plan }) => plan !== null)?.plan;
  if (attempts.some(hasLostPlan)) {
    throw new ShadowSyncError('usage', phrase`What run ${run} sent is not kept any more.`, {
      remedy: phrase`Compare the tables and bring them in line instead.`,
    });
  }
  if (groups.length === 0 || base == null) {
    throw new ShadowSyncError('usage', phrase`Run ${run} changed nothing that could be undone.`, {
      remedy: phrase`Choose another run.`,
    });
  }
  const omitted: OmittedPair[] = [];
  const possible = groups.map((group) => withoutLost(group, omitted));
  const made = reversed(possible);
  const { serverIdentity, database, shadowDatabase, rule, options } = base;
  const notes = possible.flatMap((group) => group.statements.flatMap(noteOf));
  const content = {
    groups: made,
    fingerprints: startsOf(made, attempts),
    serverIdentity,
    database,
    shadowDatabase,
    rule,
    options,
    omitted,
    undoes: { task, run, notes: [...new Set(notes.map(english))] },
  };
  return { ...content, hash: atOnce(planHash(content)) };
}

/** What was done of one group of a plan, in the order in which it was. */
interface DoneGroup {
  readonly statements: readonly PlannedStatement[];
  /** Indexes of earlier ones that it was built upon. */
  readonly needs: readonly number[];
}

function hasLostPlan({ plan, statements }: AttemptStory): boolean {
  return plan === null && statements.some(({ outcome }) => outcome === 'succeeded');
}

/**
 * Groups of one attempt keep their order among each other. What several attempts did may hang together in ways that no
 * plan says, so all of it is one group then, which runs statement by statement.
 */
function doneGroups(attempts: readonly AttemptStory[]): readonly DoneGroup[] {
  const each = attempts.map(doneInAttempt).filter((groups) => groups.length > 0);
  const [only] = each;
  if (each.length <= 1) return only ?? [];
  return [{ statements: each.flat().flatMap(({ statements }) => statements), needs: [] }];
}

function doneInAttempt({ plan, statements }: AttemptStory): readonly DoneGroup[] {
  const done = new Set(
    statements.flatMap(({ outcome, planned }) =>
      outcome === 'succeeded' && planned !== null ? [planned.id] : [],
    ),
  );
  const kept: DoneGroup[] = [];
  const places = new Map<number, number>();
  for (const [index, group] of (plan?.groups ?? []).entries()) {
    const own = group.statements.filter(({ id }) => done.has(id));
    if (own.length === 0) continue;
    places.set(index, kept.length);
    const needs = group.needs.flatMap((need) => places.get(need) ?? []);
    kept.push({ statements: own, needs });
  }
  return kept;
}

/** Nothing of a group is undone when a part of it can't be: its tables were changed together because they hang together. */
function withoutLost(group: DoneGroup, omitted: OmittedPair[]): DoneGroup {
  const lost = group.statements.find((statement) => !isUndoable(statement));
  if (lost === undefined) return group;
  const own = tableKey(lost.pair.shadow);
  const why = lost.undoNote ?? phrase`the plan of that run does not say how to undo it`;
  const pairs = new Map(group.statements.map(({ pair }) => [tableKey(pair.shadow), pair]));
  for (const [key, pair] of pairs) {
    const reason =
      key === own
        ? phrase`It can't be undone: ${lost.saidUndoNote ?? why}`
        : phrase`It goes together with ${displayName(lost.pair.shadow)}, which can't be undone.`;
    omitted.push({ pair, ...reasoned(reason) });
  }
  return { ...group, statements: [] };
}

/** The chain has to end exactly where the statement began: whoever undoes half of something leaves a third state. */
function isUndoable({ undo, undoChain, before }: PlannedStatement): boolean {
  if (undo === null || undo.length === 0 || undoChain == null) return false;
  return undo.length === undoChain.steps.length && undoChain.steps.at(-1)?.after === before;
}

function noteOf({ undoNote, saidUndoNote, pair }: PlannedStatement): readonly Phrase[] {
  if (undoNote === null) return [];
  const said: Said = saidUndoNote ?? undoNote;
  return [phrase`${displayName(pair.shadow)}: ${said}`];
}

/** What others were built upon is taken back after them. */
function reversed(groups: readonly DoneGroup[]): readonly PlanGroup[] {
  const order = groups.map((_, i) => groups.length - 1 - i).filter((i) => groups[i]?.statements.length !== 0);
  const places = new Map(order.map((index, place) => [index, place]));
  let id = 0;
  return order.map((index): PlanGroup => {
    const own = groups[index]?.statements ?? [];
    const statements = own.toReversed().flatMap(undoOf);
    return {
      tables: tablesOf(statements),
      statements: statements.map((statement) => ({ ...statement, id: (id += 1) })),
      needs: groups.flatMap(({ needs }, other) => {
        const place = places.get(other);
        return needs.includes(index) && place !== undefined ? [place] : [];
      }),
    };
  });
}

/** The statements that take back one, each from the state that the one before it leaves. */
function undoOf({ pair, undo, undoChain, after }: PlannedStatement): readonly PlannedStatement[] {
  if (undo === null || undoChain == null) return [];
  let from = after;
  return undoChain.steps.map((step, i): PlannedStatement => {
    const before = from;
    from = step.after;
    return {
      id: 0,
      pair,
      sql: undo[i] ?? '',
      phase: step.phase,
      findings: step.findings,
      undo: null,
      ...noUndo,
      neededBy: [],
      before,
      after: step.after,
      permit: { ...undoChain.permit, dropTable: step.after === fingerprintOfNothing },
    };
  });
}

const again = phrase`Initiate the original task again to bring this back.`;
const noUndo = { undoNote: english(again), saidUndoNote: again };

function tablesOf(statements: readonly PlannedStatement[]): readonly TableName[] {
  const tables = new Map(statements.map(({ pair }) => [tableKey(pair.shadow), pair.shadow]));
  return [...tables.values()];
}

/** Where each table has to stand; its source is kept to be shown, and decides nothing. */
function startsOf(groups: readonly PlanGroup[], attempts: readonly AttemptStory[]): Plan['fingerprints'] {
  const starts = new Map<string, { readonly source: string; readonly shadow: string }>();
  for (const { pair, before } of groups.flatMap(({ statements }) => statements)) {
    const key = tableKey(pair.shadow);
    if (starts.has(key)) continue;
    const source = attempts.findLast(({ plan }) => plan?.fingerprints.has(key))?.plan?.fingerprints.get(key);
    starts.set(key, { source: source?.source ?? fingerprintOfNothing, shadow: before });
  }
  return starts;
}

/** Whether a plan that was just made from the live tables may run under the one that was frozen and approved (R6, R7, S16). */
import { joined, phrase, type Phrase, type Said } from '../../schema/phrase.ts';
import { displayName, tableKey } from '../../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../shadow/analysis.ts';
import { statementFingerprint } from '../model/statementFingerprint.ts';
import type { Task } from '../model/task.ts';

export type Admission =
  /** `how`: for the log. */
  | { readonly kind: 'run'; readonly how: Said }
  /** Both sides are in line already. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stale'; readonly reason: Said };

/** `approved`: the frozen plan itself; null when it is not kept any more. */
export function admitPlan(task: Task, live: Plan, approved: Plan | null): Admission {
  const frozen = task.plan;
  if (frozen === null) return { kind: 'stale', reason: phrase`No plan was submitted with the task.` };
  if (live.serverIdentity !== frozen.serverIdentity) {
    return { kind: 'stale', reason: phrase`It is another server than the one that the plan was made on.` };
  }
  if (statementsOf(live).length === 0) return { kind: 'nothing' };
  if (live.hash === frozen.hash) return { kind: 'run', how: phrase`The plan is the approved one.` };
  const { execution } = task.intent;
  if (execution.kind === 'cron' && execution.keepInSync) return admitSynced(task, live);
  if (task.progress.hasBegun && approved !== null) return admitRest(live, approved);
  return { kind: 'stale', reason: whatMoved(live, approved) };
}

/** Keep-in-sync: whatever is safe may run, and what is not only where that very statement was ticked. */
function admitSynced({ intent }: Task, live: Plan): Admission {
  for (const { sql, findings, pair } of statementsOf(live)) {
    const statement = statementFingerprint(sql);
    const open = findings.find(
      ({ level, code }) =>
        (level === 'unsafe' || level === 'refused') &&
        !intent.allowed.some((one) => one.statement === statement && one.code === code),
    );
    if (open !== undefined) {
      const reason = phrase`${displayName(pair.shadow)} newly needs what was not allowed: ${open.code} ${open.said ?? open.message}`;
      return { kind: 'stale', reason };
    }
  }
  return { kind: 'run', how: phrase`The tables moved, and nothing unsafe is newly needed.` };
}

/** Something ran already. What is left has to be statements of the approved plan that lead where that one leads. */
function admitRest(live: Plan, approved: Plan): Admission {
  const chains = chainsOf(approved);
  for (const statement of statementsOf(live)) {
    const key = tableKey(statement.pair.shadow);
    const chain = chains.get(key);
    const shadow = displayName(statement.pair.shadow);
    const source = live.fingerprints.get(key)?.source;
    if (chain === undefined)
      return { kind: 'stale', reason: phrase`${shadow} is not part of the approved plan.` };
    if (source !== approved.fingerprints.get(key)?.source) {
      return { kind: 'stale', reason: phrase`The source of ${shadow} was changed since the plan was made.` };
    }
    const standsAt = live.fingerprints.get(key)?.shadow ?? '';
    if (
      !chain.states.has(standsAt) ||
      !chain.states.has(statement.before) ||
      !chain.sqls.has(statement.sql)
    ) {
      return { kind: 'stale', reason: phrase`${shadow} stands where the approved plan never leads it.` };
    }
  }
  return { kind: 'run', how: phrase`A part of the approved plan is done; the rest of it follows.` };
}

interface Chain {
  readonly states: ReadonlySet<string>;
  readonly sqls: ReadonlySet<string>;
}

function chainsOf(plan: Plan): ReadonlyMap<string, Chain> {
  const chains = new Map<string, { states: Set<string>; sqls: Set<string> }>();
  for (const { pair, before, after, sql } of statementsOf(plan)) {
    const key = tableKey(pair.shadow);
    const chain = chains.get(key) ?? { states: new Set<string>(), sqls: new Set<string>() };
    chain.states.add(before).add(after);
    chain.sqls.add(sql);
    chains.set(key, chain);
  }
  return chains;
}

/** Names up to three tables that are not as they were. */
function whatMoved(live: Plan, approved: Plan | null): Phrase {
  if (approved === null) return phrase`The plan made from the tables of now is not the approved one.`;
  const keys = new Set([...live.fingerprints.keys(), ...approved.fingerprints.keys()]);
  const moved = [...keys].flatMap((key) => {
    const shadow = shadowOf(key, live) ?? shadowOf(key, approved) ?? key;
    return changeOf(shadow, live.fingerprints.get(key), approved.fingerprints.get(key)) ?? [];
  });
  if (moved.length === 0) return phrase`The same tables now need other statements than the approved ones.`;
  const list = joined(moved.slice(0, 3), ', ');
  return moved.length > 3
    ? phrase`Since the plan was made, ${list}, and ${moved.length - 3} more.`
    : phrase`Since the plan was made, ${list}.`;
}

type Fingerprints = { readonly source: string; readonly shadow: string } | undefined;

/** Null when nothing changed. */
function changeOf(shadow: string, now: Fingerprints, then: Fingerprints): Phrase | null {
  if (now === undefined) return phrase`${shadow} came to need no change any more`;
  if (then === undefined) return phrase`${shadow} came to need a change`;
  if (now.source !== then.source) return phrase`the source of ${shadow} was changed`;
  return now.shadow === then.shadow ? null : phrase`${shadow} was changed`;
}

function shadowOf(key: string, plan: Plan): string | undefined {
  const found = statementsOf(plan).find(({ pair }) => tableKey(pair.shadow) === key);
  return found === undefined ? undefined : displayName(found.pair.shadow);
}

function statementsOf({ groups }: Plan): readonly PlannedStatement[] {
  return groups.flatMap(({ statements }) => statements);
}

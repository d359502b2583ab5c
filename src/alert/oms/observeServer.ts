/**
 * From one look at a server after the other to observations. Pure: the state goes in and comes out, so that every story
 * of samples can be told in a test.
 */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Observation, ObservedLevel, ObservedSample, ObservedSource } from '../observation.ts';
import { levelOf } from './alertRules.ts';
import type { MigrationAlertRules } from './alertRules.ts';
import { advance, interrupted, rebased, unheard } from './condition.ts';
import type { Condition } from './condition.ts';
import type { MigrationComponent, MigrationTask, MigrationTaskList } from './migrationServer.ts';
import { taskFindings } from './taskFindings.ts';
import type { Evidence, TaskEvent, TaskLook } from './taskFindings.ts';
import { recoveredMessage, unreachableMessage } from './taskMessages.ts';

export interface WatchedServer {
  /** The connection's. */
  readonly id: string;
  readonly name: string;
}

/** One attempt to look; `at` is this computer's time. */
export type ServerLook =
  | {
      readonly kind: 'answered';
      readonly at: number;
      readonly list: MigrationTaskList;
      /** By task id; a task that is not in it was not asked about, or the answer could not be had. */
      readonly components: ReadonlyMap<string, readonly MigrationComponent[]>;
    }
  | { readonly kind: 'failed'; readonly at: number; readonly error: ShadowSyncError };

interface WatchedTask {
  readonly name: string;
  readonly level: ObservedLevel;
  readonly conditions: ReadonlyMap<TaskEvent, Condition>;
  /** Looks in a row at complete lists without it. */
  readonly missing: number;
}

export interface WatchState {
  readonly tasks: ReadonlyMap<string, WatchedTask>;
  readonly failures: number;
  readonly isUnreachable: boolean;
  /** Of the latest answer. */
  readonly serverTime: number | null;
}

/** An alert that is open already, so that a new watcher can end it. */
export type OpenObservation = Pick<Observation, 'event' | 'source' | 'level'>;

export interface Observed {
  readonly state: WatchState;
  readonly observations: readonly Observation[];
}

/** Two, because a list that changes while its pages are read may miss a row. */
const missingIsGone = 2;

/** A clock that is corrected moves by less; one that is set back by more is another clock. */
const clockSlackMs = 60_000;

/** Identity of an alert (oms.md §8, rule 1). */
function fingerprintOf(source: ObservedSource, event: Observation['event']): string {
  const place = source.kind === 'oms-task' ? `${source.serverId}/${source.taskId}` : source.serverId;
  return `oms:${place}/${event}`;
}

/** Where a watcher begins: with the alerts of this server that are open. */
export function watchFrom(open: readonly OpenObservation[]): WatchState {
  const tasks = new Map<string, WatchedTask>();
  for (const { event, source, level } of open) {
    if (source.kind === 'oms-server' || event === 'source_unreachable') continue;
    const known = tasks.get(source.taskId);
    const raised: Condition = { kind: 'raised', at: Number.NEGATIVE_INFINITY, samples: [], goodInARow: 0 };
    const conditions = new Map(known?.conditions).set(event, raised);
    tasks.set(source.taskId, { name: source.taskName, level, conditions, missing: 0 });
  }
  const isUnreachable = open.some(({ event }) => event === 'source_unreachable');
  return { tasks, failures: 0, isUnreachable, serverTime: null };
}

/** Takes the state and one more look; gives what there is to tell, and the state after it. */
export function observe(
  state: WatchState,
  look: ServerLook,
  server: WatchedServer,
  rules: MigrationAlertRules,
): Observed {
  return look.kind === 'failed'
    ? observeFailure(state, look, server, rules)
    : observeAnswer(state, look, server, rules);
}

function observeFailure(
  state: WatchState,
  { at, error }: Extract<ServerLook, { kind: 'failed' }>,
  server: WatchedServer,
  rules: MigrationAlertRules,
): Observed {
  const failures = state.failures + 1;
  // Samples before and after a time without answers do not follow each other.
  const tasks = mapConditions(state.tasks, interrupted);
  const isUnreachable = state.isUnreachable || failures >= rules.unreachablePolls;
  const after: WatchState = { ...state, tasks, failures, isUnreachable };
  if (!isUnreachable) return { state: after, observations: [] };
  const message = unreachableMessage(server.name, error.said);
  const sample: ObservedSample = { at, metric: 'status', value: error.code, threshold: null };
  const raised: Observation = {
    ...ofServer(server, at, [sample], message),
    kind: 'raise',
    isRepeated: state.isUnreachable,
  };
  return { state: after, observations: [raised] };
}

function observeAnswer(
  state: WatchState,
  look: Extract<ServerLook, { kind: 'answered' }>,
  server: WatchedServer,
  rules: MigrationAlertRules,
): Observed {
  const { at, list, components } = look;
  const observations: Observation[] = [];
  if (state.isUnreachable) {
    const message = phrase`The OMS server "${server.name}" answers again.`;
    observations.push({ ...ofServer(server, at, [], message), kind: 'resolve', how: 'recovered' });
  }
  const before = afterClockChange(state, list.serverTime);
  const tasks = new Map<string, WatchedTask>();
  for (const task of list.tasks) {
    const one: TaskLook = {
      task,
      components: components.get(task.id) ?? null,
      at: list.serverTime ?? at,
    };
    const told = observeTask(before.get(task.id) ?? null, one, { server, at, rules });
    tasks.set(task.id, told.watched);
    observations.push(...told.observations);
  }
  for (const [id, watched] of before) {
    if (tasks.has(id)) continue;
    const missing = watched.missing + (list.isComplete ? 1 : 0);
    if (missing < missingIsGone) tasks.set(id, { ...watched, missing });
    else observations.push(...endAll(id, watched, server, at));
  }
  return {
    state: { tasks, failures: 0, isUnreachable: false, serverTime: list.serverTime },
    observations,
  };
}

interface Around {
  readonly server: WatchedServer;
  readonly at: number;
  readonly rules: MigrationAlertRules;
}

function observeTask(
  known: WatchedTask | null,
  look: TaskLook,
  around: Around,
): { readonly watched: WatchedTask; readonly observations: readonly Observation[] } {
  const { task } = look;
  const level = levelOf(task, around.rules) ?? known?.level ?? around.rules.levelOfUnknown;
  const conditions = new Map(known?.conditions);
  const observations: Observation[] = [];
  const source = sourceOf(task, around.server);
  let isSilenced = false;
  for (const { event, evidence } of taskFindings(look, around.rules)) {
    const before = conditions.get(event) ?? unheard;
    const told = judge(
      before,
      isSilenced && evidence.kind === 'reading' ? { kind: 'silent' } : evidence,
      task,
    );
    conditions.set(event, told.condition);
    isSilenced ||= told.condition.kind === 'raised';
    if (told.told === null) continue;
    const base = { event, fingerprint: fingerprintOf(source, event), source, at: around.at, level };
    observations.push({ ...base, ...told.told });
  }
  return { watched: { name: task.name, level, conditions, missing: 0 }, observations };
}

/** What an observation says besides what it is about. */
type Told =
  | Pick<Extract<Observation, { kind: 'raise' }>, 'kind' | 'isRepeated' | 'samples' | 'message'>
  | Pick<Extract<Observation, { kind: 'resolve' }>, 'kind' | 'how' | 'samples' | 'message'>;

function judge(
  before: Condition,
  evidence: Evidence,
  task: MigrationTask,
): { readonly condition: Condition; readonly told: Told | null } {
  switch (evidence.kind) {
    case 'unseen':
      return { condition: before, told: null };
    case 'silent':
      return { condition: interrupted(before), told: null };
    case 'closed': {
      const condition: Condition = { kind: 'fine', at: before.at };
      if (before.kind !== 'raised') return { condition, told: null };
      const message = phrase`"${task.name}" (${task.id}) does not run any more, or nobody wants to be told of it.`;
      return { condition, told: { kind: 'resolve', how: 'closed', samples: [], message } };
    }
    case 'reading': {
      const { reading, patience, message } = evidence;
      const { condition, change } = advance(before, reading, patience);
      if (change === 'none') return { condition, told: null };
      if (change === 'recovered') {
        const samples = [reading.sample];
        const told = { kind: 'resolve', how: 'recovered', samples, message: recoveredMessage(task) } as const;
        return { condition, told };
      }
      const samples = condition.kind === 'raised' ? condition.samples : [reading.sample];
      return {
        condition,
        told: { kind: 'raise', isRepeated: change === 'again', samples, message: message() },
      };
    }
  }
}

/** A task that is not there any more ends all that was open of it. */
function endAll(
  taskId: string,
  { name, level, conditions }: WatchedTask,
  server: WatchedServer,
  at: number,
): readonly Observation[] {
  const source = sourceOf({ id: taskId, name }, server);
  const message = phrase`"${name}" (${taskId}) is not on the server any more.`;
  return [...conditions]
    .filter(([, condition]) => condition.kind === 'raised')
    .map(([event]) => ({
      kind: 'resolve',
      how: 'closed',
      event,
      fingerprint: fingerprintOf(source, event),
      source,
      at,
      level,
      samples: [],
      message,
    }));
}

function sourceOf({ id, name }: Pick<MigrationTask, 'id' | 'name'>, server: WatchedServer): ObservedSource {
  return { kind: 'oms-task', serverId: server.id, serverName: server.name, taskId: id, taskName: name };
}

/** A server that can't be asked hides everything else, so it is always of the highest level. */
function ofServer(
  server: WatchedServer,
  at: number,
  samples: readonly ObservedSample[],
  message: Said,
): Omit<Observation, 'kind'> {
  const source: ObservedSource = { kind: 'oms-server', serverId: server.id, serverName: server.name };
  const event = 'source_unreachable';
  return {
    event,
    fingerprint: fingerprintOf(source, event),
    source,
    level: 'HIGH',
    at,
    samples,
    message,
  };
}

function afterClockChange(
  { serverTime, tasks }: WatchState,
  now: number | null,
): ReadonlyMap<string, WatchedTask> {
  const isSetBack = serverTime !== null && now !== null && now < serverTime - clockSlackMs;
  return isSetBack ? mapConditions(tasks, rebased) : tasks;
}

function mapConditions(
  tasks: ReadonlyMap<string, WatchedTask>,
  change: (condition: Condition) => Condition,
): ReadonlyMap<string, WatchedTask> {
  return new Map(
    [...tasks].map(([id, watched]) => {
      const conditions = new Map([...watched.conditions].map(([event, one]) => [event, change(one)]));
      return [id, { ...watched, conditions }];
    }),
  );
}

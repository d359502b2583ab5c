/** Stories of samples: what is seen of a server, and what is told of it. */
import type { Observation } from '../../../src/alert/observation.ts';
import { defaultMigrationAlertRules } from '../../../src/alert/oms/alertRules.ts';
import type { MigrationComponent, MigrationTask } from '../../../src/alert/oms/migrationServer.ts';
import { observe, watchFrom } from '../../../src/alert/oms/observeServer.ts';
import type { OpenObservation, ServerLook, WatchState } from '../../../src/alert/oms/observeServer.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { sampleMigrationTask } from './sampleMigrationTask.ts';
import type { SampleParts } from './sampleMigrationTask.ts';

const server = { id: 's1', name: 'production' };
const rules = defaultMigrationAlertRules;
/** The server's time at second 0. */
export const begin = Date.parse('2026-01-02T03:00:00Z');

/** A look at `seconds`; the components are those of every task. */
export function look(
  seconds: number,
  tasks: readonly MigrationTask[],
  more: Partial<LookMore> = {},
): ServerLook {
  const { components = [], isComplete = true, serverTime = begin + seconds * 1000 } = more;
  return {
    kind: 'answered',
    at: begin + seconds * 1000 + 77,
    list: { tasks, isComplete, serverTime },
    components: new Map(components.length === 0 ? [] : tasks.map(({ id }) => [id, components])),
  };
}

interface LookMore {
  readonly components: readonly MigrationComponent[];
  readonly isComplete: boolean;
  readonly serverTime: number | null;
}

export function failed(seconds: number, code: 'connection' | 'authentication' = 'connection'): ServerLook {
  return { kind: 'failed', at: begin + seconds * 1000, error: new ShadowSyncError(code, 'It is down.') };
}

/** Samples of one task, the delay sampled when it is looked at. */
export function task(seconds: number, parts: SampleParts = {}): MigrationTask {
  return sampleMigrationTask({ at: begin + seconds * 1000, ...parts });
}

/** What was told at each look, in short: `raise oms_sync_delay`, `again …`, `recovered …`, `closed …`. */
export function tell(looks: readonly ServerLook[], open: readonly OpenObservation[] = []): readonly string[] {
  return observed(looks, open).map((told) => told.map(short).join(' + '));
}

export function observed(
  looks: readonly ServerLook[],
  open: readonly OpenObservation[] = [],
): readonly (readonly Observation[])[] {
  let state: WatchState = watchFrom(open);
  return looks.map((one) => {
    const next = observe(state, one, server, rules);
    ({ state } = next);
    return next.observations;
  });
}

function short(observation: Observation): string {
  if (observation.kind === 'resolve') return `${observation.how} ${observation.event}`;
  return `${observation.isRepeated ? 'again' : 'raise'} ${observation.event}`;
}

export function component(status: string, kind: MigrationComponent['kind'] = 'store'): MigrationComponent {
  return { kind, name: 'store-1', host: null, status, delaySeconds: null, sampledAt: null, message: null };
}

/** The same delay at each of the looks. */
export function delays(values: readonly (number | null)[], parts: SampleParts = {}): readonly ServerLook[] {
  return values.map((delay, i) => look(i * 10, [task(i * 10, { ...parts, delay })]));
}

import type { MigrationComponent, MigrationTask } from './migrationServer.ts';

/** Those that a synchronization task consists of (oms.md §2: Store and Connector, Incr-Sync in V4). */
const working: ReadonlySet<string> = new Set<MigrationComponent['kind']>(['store', 'incr-sync']);

/** OMS documents one name, EXCEPTION; the others are words that its steps and tasks have for the same. */
const standing: ReadonlySet<string> = new Set([
  'EXCEPTION',
  'ABNORMAL',
  'ERROR',
  'FAILED',
  'OFFLINE',
  'PAUSED',
  'STOPPED',
  'SUSPEND',
]);
const going: ReadonlySet<string> = new Set(['RUNNING', 'MONITORING', 'NORMAL', 'ONLINE']);

/**
 * Which components contradict their task: those that stand although it runs, or that go although it is stopped. Null
 * when nothing can be said: no component has a state that is known here.
 */
export function componentsDisagree(
  { status }: Pick<MigrationTask, 'status'>,
  components: readonly MigrationComponent[],
): { readonly culprits: readonly MigrationComponent[] } | null {
  const judged = components
    .filter(({ kind }) => working.has(kind))
    .map((component) => ({ component, state: component.status.toUpperCase() }))
    .filter(({ state }) => standing.has(state) || going.has(state));
  if (judged.length === 0) return null;
  const wrong = status.name === 'SUSPEND' ? going : standing;
  return { culprits: judged.filter(({ state }) => wrong.has(state)).map(({ component }) => component) };
}

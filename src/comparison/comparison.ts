/**
 * One analysis held open for review: read, compared again under other choices without reading again, planned, run, and
 * what ran read again. It holds a connection only while it reads or runs. What reads, compares and runs is loaded when it
 * is needed first: the editor starts without it.
 */
import type { CompareOptions } from '../diff/compareOptions.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { tableKey } from '../schema/tableName.ts';
import type { Analysis } from '../shadow/analysis.ts';
import type { RunEvent } from '../task/runEvents.ts';
import type { RunResult } from '../task/runResult.ts';
import { asShadowSyncError } from './asShadowSyncError.ts';
import type { ComparisonRequest } from './comparisonRequest.ts';
import type { ComparisonServices } from './comparisonServices.ts';
import type { Compared, ComparisonState, FinishedRun } from './comparisonState.ts';
import { Listeners } from './listeners.ts';
import type { Reading } from './reading.ts';
import { checkRun, runComparison } from './runComparison.ts';
import type { RunChoices } from './runComparison.ts';
import { RunTracker } from './runProgress.ts';
import { withServer } from './withServer.ts';

/** What goes on. One that is no longer the present operation has lost its say: its answer is dropped. */
interface Operation {
  readonly kind: 'reading' | 'updating' | 'running';
  abort: AbortController;
  /** Brought by this operation and not shown yet; null while there is none. */
  reading: Reading | null;
}

/** What is shown, and the reading that it was made from. */
interface Shown {
  readonly reading: Reading;
  readonly compared: Compared;
}

type ChangedChoices = Partial<Pick<ComparisonRequest, 'options' | 'skip' | 'adopt'>>;

const connecting: ComparisonState = { kind: 'reading', step: 'connecting', done: 0, of: 1 };

export class Comparison {
  readonly #services: ComparisonServices;
  readonly #listeners = new Listeners<ComparisonState>();
  readonly #ids = new Map<string, number>();
  /** All operations that have not ended, also those that lost their say. */
  readonly #underWay = new Set<Promise<unknown>>();
  #request: ComparisonRequest;
  #state: ComparisonState = connecting;
  #operation: Operation | null = null;
  #shown: Shown | null = null;
  #revision = 0;
  #isDisposed = false;

  /** Does nothing before `refresh` is called. */
  constructor(request: ComparisonRequest, services: ComparisonServices) {
    this.#request = request;
    this.#services = services;
  }

  /** With the choices of this moment; JSON. */
  get request(): ComparisonRequest {
    return this.#request;
  }

  get state(): ComparisonState {
    return this.#state;
  }

  /** Told of every new state; gives back what ends that. */
  onDidChange(listener: (state: ComparisonState) => void): () => void {
    return this.#isDisposed ? () => undefined : this.#listeners.add(listener);
  }

  /** Reads everything anew. Resolves when that has ended, however; throws ShadowSyncError 'usage' during a run. */
  async refresh(): Promise<void> {
    await this.#replace('reading', null, async (operation) => {
      this.#set(connecting);
      const { signal } = operation.abort;
      const { takeReading } = await import('./reading.ts');
      const reading = await takeReading(this.#request, this.#services, signal, ({ phase, done, of }) => {
        if (this.#operation === operation)
          this.#set({ kind: 'reading', step: phase, done: Math.floor(done), of });
      });
      if (this.#operation !== operation) return;
      operation.reading = reading;
      await this.#compare(operation, reading);
    });
  }

  /**
   * Compares what was read under other options. Like the other choices: resolves when the result is shown or a later choice
   * took its place, and throws ShadowSyncError 'usage' during a run.
   */
  async setOptions(options: CompareOptions): Promise<void> {
    await this.#choose({ options });
  }

  /** Leaves shadows (their names) as they are, or takes them in again. */
  async setSkip(shadows: readonly string[], isSkipped: boolean): Promise<void> {
    await this.#choose({ skip: changedNames(this.#request.skip, shadows, isSkipped) });
  }

  /** Confirms shadows (their names) that don't look like one, or takes that back. */
  async setAdopted(shadows: readonly string[], isAdopted: boolean): Promise<void> {
    await this.#choose({ adopt: changedNames(this.#request.adopt, shadows, isAdopted) });
  }

  /**
   * Stops what goes on. A reading or an update goes back to what was shown before, with its choices. A run stops its
   * statement on the server and then ends like any other.
   */
  cancel(): void {
    const operation = this.#operation;
    if (operation === null) return;
    operation.abort.abort();
    if (operation.kind !== 'running') this.#goBack();
  }

  /**
   * Runs the plan that is shown, then reads what ran again. Gives what became of it. Throws ShadowSyncError when it may not
   * begin ('usage', 'stale-plan') or could not ('connection', 'journal', …); what is shown stays.
   */
  async run(choices: RunChoices, onEvent: (event: RunEvent) => void = () => undefined): Promise<RunResult> {
    const compared = checkRun(this.#state, choices);
    const shown = this.#shown;
    if (this.#isDisposed || shown?.compared !== compared) {
      throw new ShadowSyncError('internal', phrase`The result to run is not the one that is shown.`);
    }
    return await this.#begin('running', null, (operation) => this.#run(operation, shown, choices, onEvent));
  }

  /** Stops what goes on, a run too, and tells nobody any more. Resolves when all connections are given back. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#listeners.clear();
    this.#operation?.abort.abort();
    await Promise.allSettled([...this.#underWay]);
  }

  async #choose(choices: ChangedChoices): Promise<void> {
    this.#refuseWhileRunning();
    this.#request = { ...this.#request, ...choices };
    const operation = this.#operation;
    const reading = operation === null ? (this.#shown?.reading ?? null) : operation.reading;
    // What is not read yet will be compared under the choices of that moment.
    if (reading === null) return;
    await this.#replace('updating', reading, async (next) => {
      if (this.#state.kind === 'ready') this.#set({ ...this.#state, isUpdating: true });
      await this.#compare(next, reading);
    });
  }

  async #compare(operation: Operation, reading: Reading): Promise<void> {
    const shown = this.#shown;
    const from = shown?.reading === reading ? shown.compared.found : reading.analysis;
    const { signal } = operation.abort;
    const { compareReading } = await import('./reading.ts');
    const compared = await compareReading(this.#request, reading, from, this.#services, signal);
    if (this.#operation !== operation) return;
    this.#operation = null;
    this.#revision += 1;
    this.#show({
      reading,
      compared: { ...compared, ids: this.#idsOf(compared.found), revision: this.#revision },
    });
  }

  async #run(
    operation: Operation,
    { reading, compared }: Shown,
    choices: RunChoices,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunResult> {
    const tracker = new RunTracker();
    const follow = (): void => this.#set({ kind: 'running', compared, progress: tracker.progress() });
    follow();
    const { signal } = operation.abort;
    const use = { connectionId: compared.request.connection.id, signal, isRepeatable: false };
    try {
      const result = await withServer(this.#services.servers, use, (server) =>
        runComparison(server, compared, choices, this.#services, {
          signal,
          onEvent: (event) => {
            tracker.follow(event);
            follow();
            onEvent(event);
          },
        }),
      );
      const { analysis, plan } = compared;
      const lastRun = { analysis, plan, result, progress: tracker.progress() };
      await this.#showAfter(operation, { reading, compared }, lastRun);
      return result;
    } catch (error) {
      const mustRefresh = tracker.hasBegun
        ? phrase`The last run ended without its result. Refresh first.`
        : reading.mustRefresh;
      this.#operation = null;
      this.#show({ reading: { ...reading, mustRefresh }, compared: { ...compared, mustRefresh } });
      throw error;
    }
  }

  async #showAfter(operation: Operation, { reading, compared }: Shown, lastRun: FinishedRun): Promise<void> {
    // Who stopped the run wants to see what became of it, so this reading has a signal of its own.
    const { readAfter } = await import('./reading.ts');
    const after = await readAfter(reading, compared, lastRun, this.#services, this.#signalAnew(operation));
    this.#signalAnew(operation);
    await this.#compare(operation, after);
  }

  #signalAnew(operation: Operation): AbortSignal {
    operation.abort = new AbortController();
    if (this.#isDisposed) operation.abort.abort();
    return operation.abort.signal;
  }

  /** Puts a reading or an update in the place of what goes on; what it throws becomes the state. */
  async #replace(
    kind: 'reading' | 'updating',
    reading: Reading | null,
    work: (operation: Operation) => Promise<void>,
  ): Promise<void> {
    this.#refuseWhileRunning();
    if (this.#isDisposed) return;
    this.#operation?.abort.abort();
    await this.#begin(kind, reading, async (operation) => {
      try {
        await work(operation);
      } catch (error) {
        if (this.#operation === operation) this.#fail(asShadowSyncError(error));
      }
    });
  }

  async #begin<T>(
    kind: Operation['kind'],
    reading: Reading | null,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> {
    const operation: Operation = { kind, reading, abort: new AbortController() };
    this.#operation = operation;
    const underWay = work(operation);
    this.#underWay.add(underWay);
    try {
      return await underWay;
    } finally {
      this.#underWay.delete(underWay);
    }
  }

  #refuseWhileRunning(): void {
    if (this.#operation?.kind !== 'running') return;
    throw new ShadowSyncError('usage', phrase`A run is under way.`, {
      remedy: phrase`Wait for its end, or stop it.`,
    });
  }

  #fail(error: ShadowSyncError): void {
    if (error.code === 'cancelled') {
      this.#goBack();
      return;
    }
    this.#operation = null;
    this.#shown = null;
    this.#set({ kind: 'failed', error });
  }

  #goBack(): void {
    this.#operation = null;
    if (this.#shown === null) {
      this.#set({ kind: 'cancelled' });
      return;
    }
    this.#request = this.#shown.compared.request;
    this.#show(this.#shown);
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#set({ kind: 'ready', compared: shown.compared, isUpdating: false });
  }

  #set(state: ComparisonState): void {
    this.#state = state;
    this.#listeners.tell(state);
  }

  #idsOf({ results }: Analysis): ReadonlyMap<string, number> {
    for (const { pair } of results) {
      const key = tableKey(pair.shadow);
      if (!this.#ids.has(key)) this.#ids.set(key, this.#ids.size);
    }
    return this.#ids;
  }
}

function changedNames(
  names: readonly string[],
  changed: readonly string[],
  isIn: boolean,
): readonly string[] {
  const set = new Set(names);
  for (const name of changed) {
    if (isIn) set.add(name);
    else set.delete(name);
  }
  return [...set];
}

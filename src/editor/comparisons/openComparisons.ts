/** The comparisons that are open in this window: in a panel, in documents, or running. The same question is never open twice. */
import { EventEmitter } from 'vscode';
import type { Disposable, Event } from 'vscode';
import { Comparison } from '../../comparison/comparison.ts';
import type { ComparisonRequest } from '../../comparison/comparisonRequest.ts';
import type { ComparisonServices } from '../../comparison/comparisonServices.ts';
import type { Compared, ComparisonState } from '../../comparison/comparisonState.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { AllowedStatements } from './allowedStatements.ts';
import { comparisonId } from './comparisonId.ts';
import type { LastRequests, WindowRequests } from './keptRequests.ts';

export interface OpenComparison {
  readonly id: string;
  readonly comparison: Comparison;
  /** What there is to look at: the present result, or while it is read anew the one before. Null before there is any. */
  readonly shown: Compared | null;
  /** Unsafe statements that the user allowed while he looked at them; the run still asks. */
  readonly allowed: AllowedStatements;
}

interface Entry extends OpenComparison {
  shown: Compared | null;
  holders: number;
  /** One that was just opened waits for its first holder. */
  wasHeld: boolean;
}

export interface OpenComparisonsOptions {
  readonly services: ComparisonServices;
  readonly kept: WindowRequests;
  readonly last: LastRequests;
}

export class OpenComparisons implements Disposable {
  readonly #options: OpenComparisonsOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new EventEmitter<OpenComparison>();
  readonly #closed = new EventEmitter<OpenComparison>();

  /** Fires for every new state of every open comparison, the first one included. */
  readonly onDidChange: Event<OpenComparison> = this.#changed.event;
  readonly onDidClose: Event<OpenComparison> = this.#closed.event;

  constructor(options: OpenComparisonsOptions) {
    this.#options = options;
  }

  /** In the order in which they were opened. */
  all(): readonly OpenComparison[] {
    return [...this.#entries.values()];
  }

  /** Null when no comparison of this id is open, and none was before this window was reloaded. */
  find(id: string): OpenComparison | null {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry;
    const request = this.#options.kept.recall(id);
    // What was kept under another id was not kept by this window.
    return request === null || comparisonId(request) !== id ? null : this.#begin(id, request);
  }

  /** The open comparison of this question, or a new one that begins to read. Whoever opens one holds it. */
  open(request: ComparisonRequest): OpenComparison {
    const id = comparisonId(request);
    return this.#entries.get(id) ?? this.#begin(id, request);
  }

  /** Keeps a comparison open until what it gives is called; a run is brought to its end whoever lets go. */
  hold({ id }: OpenComparison): () => void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return () => undefined;
    entry.holders += 1;
    entry.wasHeld = true;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      entry.holders -= 1;
      this.#closeUnheld(entry);
    };
  }

  dispose(): void {
    for (const entry of this.#entries.values()) void entry.comparison.dispose();
    this.#entries.clear();
    this.#changed.dispose();
    this.#closed.dispose();
  }

  #begin(id: string, request: ComparisonRequest): Entry {
    const { services, kept, last } = this.#options;
    const comparison = new Comparison(request, services);
    const allowed = new AllowedStatements(() => this.#changed.fire(entry));
    const entry: Entry = { id, comparison, allowed, shown: null, holders: 0, wasHeld: false };
    this.#entries.set(id, entry);
    let saved: ComparisonRequest | null = null;
    const save = (): void => {
      if (saved === comparison.request) return;
      saved = comparison.request;
      void kept.keep(id, saved);
      void last.remember(saved);
    };
    save();
    comparison.onDidChange((state) => {
      save();
      entry.shown = shownIn(state, entry.shown);
      this.#changed.fire(entry);
      this.#closeUnheld(entry);
    });
    // However the reading ends is a state; `usage` is thrown during a run only, and none is under way.
    void comparison.refresh();
    return entry;
  }

  #closeUnheld(entry: Entry): void {
    const { id, comparison, holders, wasHeld } = entry;
    if (holders > 0 || !wasHeld || this.#entries.get(id) !== entry) return;
    if (comparison.state.kind === 'running') return;
    this.#entries.delete(id);
    void comparison.dispose();
    this.#closed.fire(entry);
  }
}

function shownIn(state: ComparisonState, before: Compared | null): Compared | null {
  switch (state.kind) {
    case 'ready':
    case 'running':
      return state.compared;
    case 'reading':
      return before;
    // Nobody knows what the tables are like now.
    case 'failed':
    case 'cancelled':
      return null;
    default:
      return assertNever(state);
  }
}

/** The comparison that the user looks at, in a panel or in a document, and the context keys that follow from it. */
import { Disposable, commands, window } from 'vscode';
import { readAddress } from '../documents/documentAddress.ts';
import type { OpenComparison, OpenComparisons } from './openComparisons.ts';

/** Knows which panel is in front, if any. */
export interface FrontPanel {
  readonly activeId: string | null;
}

export class ActiveComparison implements Disposable {
  readonly #comparisons: OpenComparisons;
  readonly #panels: FrontPanel;
  readonly #subscriptions: Disposable;
  readonly #keys = new Map<string, unknown>();

  constructor(comparisons: OpenComparisons, panels: FrontPanel) {
    this.#comparisons = comparisons;
    this.#panels = panels;
    const update = (): void => this.#update();
    this.#subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor(update),
      window.tabGroups.onDidChangeTabs(update),
      window.tabGroups.onDidChangeTabGroups(update),
      comparisons.onDidChange(update),
      comparisons.onDidClose(update),
    );
    this.#update();
  }

  /** Null when something else is in front. */
  get current(): OpenComparison | null {
    const id = this.#panels.activeId ?? activeAddress()?.comparison ?? null;
    return this.#comparisons.all().find((one) => one.id === id) ?? null;
  }

  /** The comparison that can be stopped: the one in front, else the only one that works. */
  get busy(): OpenComparison | null {
    const { current } = this;
    if (current !== null && isBusy(current)) return current;
    const [only, ...more] = this.#comparisons.all().filter(isBusy);
    return only === undefined || more.length > 0 ? null : only;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const { current } = this;
    this.#setKey('shadowSync.comparison.isBusy', current !== null && isBusy(current));
    this.#setKey('shadowSync.document.kind', activeAddress()?.content.kind ?? null);
  }

  #setKey(key: string, value: unknown): void {
    if (this.#keys.get(key) === value) return;
    this.#keys.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}

function isBusy({ comparison: { state } }: OpenComparison): boolean {
  return state.kind === 'reading' || state.kind === 'running' || (state.kind === 'ready' && state.isUpdating);
}

function activeAddress(): ReturnType<typeof readAddress> {
  const uri = window.activeTextEditor?.document.uri;
  return uri === undefined ? null : readAddress(uri);
}

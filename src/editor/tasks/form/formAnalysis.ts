/**
 * The comparison behind a form: the same one that the schema diff panel shows, so that what is skipped, confirmed or allowed
 * in one place is so in the other.
 */
import type { Disposable } from 'vscode';
import type { ComparisonRequest } from '../../../comparison/comparisonRequest.ts';
import type { Compared } from '../../../comparison/comparisonState.ts';
import { comparisonId } from '../../comparisons/comparisonId.ts';
import type { OpenComparison, OpenComparisons } from '../../comparisons/openComparisons.ts';

export class FormAnalysis {
  readonly #comparisons: OpenComparisons;
  readonly #watch: Disposable;
  #letGo: () => void = () => undefined;
  #open: OpenComparison | null = null;

  /** `onChange`: told of every new state of the comparison, and of every tick. */
  constructor(comparisons: OpenComparisons, onChange: () => void) {
    this.#comparisons = comparisons;
    this.#watch = comparisons.onDidChange(({ id }) => {
      if (id === this.#open?.id) onChange();
    });
  }

  get open(): OpenComparison | null {
    return this.#open;
  }

  /** What there is to look at and to submit; null while there is none. */
  get shown(): Compared | null {
    return this.#open?.shown ?? null;
  }

  /** Whether what was analysed is another question than this one. */
  isOutdated(request: ComparisonRequest | null): boolean {
    return this.#open !== null && (request === null || comparisonId(request) !== this.#open.id);
  }

  /**
   * Opens the comparison of this question. One that is open already keeps the choices that were made there, unless this
   * draft has made choices of its own. Throws ShadowSyncError 'usage' while it is being run.
   */
  async begin(request: ComparisonRequest, isFresh: boolean): Promise<void> {
    const id = comparisonId(request);
    const before = this.#comparisons.all().find((one) => one.id === id);
    const open = this.#comparisons.open(request);
    if (this.#open?.id !== id) {
      const letGo = this.#comparisons.hold(open);
      this.#letGo();
      this.#letGo = letGo;
      this.#open = open;
    }
    if (before === undefined) return;
    await applyChoices(open, request);
    if (isFresh && open.comparison.state.kind !== 'running') void open.comparison.refresh();
  }

  dispose(): void {
    this.#watch.dispose();
    this.#letGo();
  }
}

async function applyChoices({ comparison }: OpenComparison, wanted: ComparisonRequest): Promise<void> {
  const { request } = comparison;
  const hasOwn = wanted.skip.length > 0 || wanted.adopt.length > 0;
  if (!hasOwn) return;
  if (JSON.stringify(request.options) !== JSON.stringify(wanted.options)) {
    await comparison.setOptions(wanted.options);
  }
  const added = (list: readonly string[], to: readonly string[]): readonly string[] =>
    list.filter((name) => !to.includes(name));
  const confirmed = added(wanted.adopt, request.adopt);
  if (confirmed.length > 0) await comparison.setAdopted(confirmed, true);
  const taken = added(request.skip, wanted.skip);
  if (taken.length > 0) await comparison.setSkip(taken, false);
  const skipped = added(wanted.skip, request.skip);
  if (skipped.length > 0) await comparison.setSkip(skipped, true);
}

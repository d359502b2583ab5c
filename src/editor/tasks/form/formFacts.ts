/**
 * What follows from a draft, its tables and its analysis. Made when somebody asks, and kept until what it is made from is
 * another: typing a remark pairs no tables anew. Without `vscode`.
 */
import type { Compared } from '../../../comparison/comparisonState.ts';
import type { ListingState } from './tableListing.ts';
import { planUnderTicks } from './planUnderTicks.ts';
import type { IsTicked, PlanUnderTicks } from './planUnderTicks.ts';
import { rangeIn, ruleIn } from './taskDraft.ts';
import type { TaskDraft } from './taskDraft.ts';
import { previewTables } from './tablePreview.ts';
import type { ListedTables, TablePreview } from './tablePreview.ts';

export class FormFacts {
  #preview: {
    readonly listed: ListedTables;
    readonly key: string;
    readonly preview: TablePreview;
  } | null = null;
  #judged: { readonly compared: Compared; readonly underTicks: PlanUnderTicks } | null = null;
  #tables: readonly [ListingState, TablePreview | null, TaskDraft['chosen']] | null = null;
  #shown: Compared | null = null;
  #tablesRevision = 0;
  #shownRevision = 0;
  #ticks = 0;

  /** Null while the tables or the range are not known. */
  preview(draft: TaskDraft, listing: ListingState): TablePreview | null {
    const range = rangeIn(draft);
    if (listing.kind !== 'ready' || range === null) return null;
    const { listed } = listing;
    const rule = ruleIn(draft);
    const key = JSON.stringify([rule, range]);
    if (this.#preview?.listed !== listed || this.#preview.key !== key) {
      this.#preview = { listed, key, preview: previewTables(listed, rule, range) };
    }
    return this.#preview.preview;
  }

  /** Another one whenever a row of the list of tables may look different. */
  tablesRevision(draft: TaskDraft, listing: ListingState): number {
    const preview = this.preview(draft, listing);
    const [state, before, chosen] = this.#tables ?? [];
    if (state !== listing || before !== preview || chosen !== draft.chosen) {
      this.#tables = [listing, preview, draft.chosen];
      this.#tablesRevision += 1;
    }
    return this.#tablesRevision;
  }

  underTicks(compared: Compared, isTicked: IsTicked): PlanUnderTicks {
    if (this.#judged?.compared !== compared) {
      this.#judged = { compared, underTicks: planUnderTicks(compared, isTicked) };
    }
    return this.#judged.underTicks;
  }

  /** Ticks, or outcomes of a run, may be others now. */
  forgetTicks(): void {
    this.#judged = null;
    this.#ticks += 1;
  }

  get ticks(): number {
    return this.#ticks;
  }

  /** Another one with every result of an analysis, whichever comparison it comes from. */
  shownRevision(shown: Compared | null): number {
    if (this.#shown !== shown) {
      this.#shown = shown;
      this.#shownRevision += 1;
    }
    return this.#shownRevision;
  }
}

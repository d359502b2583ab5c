/** The schema diff panels of this window: one per comparison. */
import { Disposable, l10n } from 'vscode';
import { comparedIndex } from '../../../comparison/comparedIndex.ts';
import type { Compared } from '../../../comparison/comparisonState.ts';
import { pairDetails } from '../../../comparison/pairDetails.ts';
import { pairRows } from '../../../comparison/pairRows.ts';
import { readComparisonRequest } from '../../../comparison/readComparisonRequest.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { schemaDiffContract } from '../../../protocol/schemaDiff.ts';
import type { SchemaDiffContract, SchemaDiffState } from '../../../protocol/schemaDiff.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { PairResult } from '../../../shadow/analysis.ts';
import type { FrontPanel } from '../../comparisons/activeComparison.ts';
import type { ComparisonActions } from '../../comparisons/comparisonActions.ts';
import type { OpenComparison, OpenComparisons } from '../../comparisons/openComparisons.ts';
import { runObstacle } from '../../comparisons/runObstacle.ts';
import { runningOf } from '../../documents/marksOf.ts';
import type { Editor } from '../../editor.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { plainLabel } from '../../ui/plainText.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';
import { schemaDiffState } from './schemaDiffState.ts';
import { translated } from '../../ui/translated.ts';

const kind: PanelKind<SchemaDiffContract> = {
  viewType: 'shadowSync.schemaDiff',
  bundle: 'schemaDiff',
  icon: 'schemaDiff',
  contract: schemaDiffContract,
};

/** A panel follows progress this closely; more often nobody could read. */
const statePaceMs = 100;

export class SchemaDiffPanels implements FrontPanel, Disposable {
  readonly #editor: Editor;
  readonly #comparisons: OpenComparisons;
  readonly #actions: ComparisonActions;
  readonly #panels = new Map<string, OpenPanel<SchemaDiffContract>>();
  readonly #registration: Disposable;

  constructor(editor: Editor, comparisons: OpenComparisons, actions: ComparisonActions) {
    this.#editor = editor;
    this.#comparisons = comparisons;
    this.#actions = actions;
    this.#registration = registerPanelRestore(editor, kind, (kept) => this.#restore(kept));
  }

  /** The comparison of the panel that is in front; null when another thing is. */
  get activeId(): string | null {
    for (const [id, panel] of this.#panels) if (panel.isActive) return id;
    return null;
  }

  /** Opens the panel of a comparison, or brings it to the front. */
  show(open: OpenComparison): void {
    const panel = this.#panels.get(open.id);
    if (panel === undefined) openPanel(this.#editor, kind, this.#contentOf(open));
    else panel.reveal();
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #restore(kept: unknown): ContentOf<SchemaDiffContract> | null {
    const id = fieldOf(kept, 'id');
    const known = typeof id === 'string' ? this.#comparisons.find(id) : null;
    if (known !== null) return this.#panels.has(known.id) ? null : this.#contentOf(known);
    try {
      return this.#contentOf(this.#comparisons.open(readComparisonRequest(fieldOf(kept, 'request'))));
    } catch (error) {
      // Another version kept it: without a request there is nothing to show, and the panel closes.
      if (ShadowSyncError.is(error, 'usage')) return null;
      throw error;
    }
  }

  #contentOf(open: OpenComparison): ContentOf<SchemaDiffContract> {
    return (panel) => {
      const letGo = this.#comparisons.hold(open);
      this.#panels.set(open.id, panel);
      const emit = atMostEvery(statePaceMs, () => panel.emit('state', stateOf(open)));
      const watch = Disposable.from(
        this.#comparisons.onDidChange(({ id }) => {
          if (id === open.id) emit();
        }),
        // Trust is given to a folder while it is open.
        this.#actions.onDidGrantTrust(emit),
      );
      panel.onDidClose(() => {
        emit.stop();
        watch.dispose();
        this.#panels.delete(open.id);
        letGo();
      });
      return {
        title: titleOf(open),
        kept: { id: open.id, request: open.comparison.request },
        handlers: this.#handlersOf(open),
      };
    };
  }

  #handlersOf(open: OpenComparison): Handlers<SchemaDiffContract> {
    const { comparison } = open;
    const actions = this.#actions;
    return {
      ready: () => stateOf(open),
      rows: ({ offset, limit }) => {
        const shown = shownIn(open);
        const rows = pairRows(shown, runningOf(comparison.state), offset, limit, translated);
        return { revision: shown.revision, total: shown.found.results.length, rows };
      },
      pair: ({ id }) => {
        const details = pairDetails(shownIn(open), runningOf(comparison.state), id, translated);
        if (details === null) throw noSuchPair();
        return details;
      },
      setSkip: done(async ({ ids, skip }) => {
        const shown = shownIn(open);
        await comparison.setSkip(
          ids.map((id) => pairOf(shown, id).pair.shadow.table),
          skip,
        );
      }),
      setOptions: done(({ options }) => comparison.setOptions(options)),
      // What takes its time shows itself in the state and in the editor: the panel does not wait for it.
      refresh: done(() => void comparison.refresh()),
      cancel: done(() => comparison.cancel()),
      openChangeSql: done(() => actions.openChangeSql(open)),
      openUndoSql: done(() => actions.openUndoSql(open)),
      openTextDiff: done(({ id }) => actions.openDifference(open, pairOf(shownIn(open), id).pair.shadow)),
      openAllDifferences: done(() => actions.openAllDifferences(open)),
      exportReport: done(({ format }) => void actions.exportReport(open, format)),
      run: done(() => void actions.run(open)),
    };
  }
}

/** For requests whose answer has no content. */
function done<P>(work: (params: P) => Promise<void> | void): (params: P) => Promise<Record<string, never>> {
  return async (params) => {
    await work(params);
    return {};
  };
}

function stateOf({ comparison, shown }: OpenComparison): SchemaDiffState {
  const { request, state } = comparison;
  return schemaDiffState({ request, state, shown, cannotRunReason: runObstacle(state), say: translated });
}

function titleOf({ comparison }: OpenComparison): string {
  const { database, rule, isByHand } = comparison.request;
  const [pair] = rule.overrides;
  if (isByHand && pair !== undefined) return plainLabel(`${pair.source} ↔ ${pair.shadow}`);
  return l10n.t('Compare: {0}', plainLabel(database));
}

/** Throws ShadowSyncError 'usage' when there is nothing to look at: the panel asked too early or too late. */
function shownIn({ shown }: OpenComparison): Compared {
  if (shown !== null) return shown;
  throw new ShadowSyncError('usage', l10n.t('The tables have not been compared yet.'));
}

function pairOf(shown: Compared, id: number): PairResult {
  const position = comparedIndex(shown).positions.get(id);
  const found = position === undefined ? undefined : shown.found.results[position];
  if (found === undefined) throw noSuchPair();
  return found;
}

function noSuchPair(): ShadowSyncError {
  return new ShadowSyncError('usage', l10n.t('This table is not part of the comparison any more.'));
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

/** What the connections tree is told of comparisons: the naming rule of a database, and how its shadows stood at last. */
import { Disposable, workspace } from 'vscode';
import { namingRuleOf } from '../../comparison/comparisonRequest.ts';
import type { Compared } from '../../comparison/comparisonState.ts';
import { Listeners } from '../../comparison/listeners.ts';
import { ShadowStates } from '../../comparison/shadowStates.ts';
import type { ShadowState } from '../../comparison/shadowStates.ts';
import type { NamingRule } from '../../shadow/namingRule.ts';
import { applyAffix } from '../../shadow/shadowNames.ts';
import type { ComparedMarks, ShadowKnowledge } from '../trees/connections/connectionsNode.ts';
import type { DatabasePlace } from '../trees/connections/databasePlace.ts';
import { atMostEvery } from '../ui/atMostEvery.ts';
import type { Paced } from '../ui/atMostEvery.ts';
import type { LastRequests } from './keptRequests.ts';
import { readNaming } from './namingText.ts';
import type { OpenComparison, OpenComparisons } from './openComparisons.ts';

/** The tree's rows of a large database take 30 ms. */
const followMs = 500;

export class ComparedShadows implements ShadowKnowledge, Disposable {
  readonly #last: LastRequests;
  readonly #states = new ShadowStates();
  readonly #listeners = new Listeners<DatabasePlace>();
  /** What was taken over last, by comparison. */
  readonly #taken = new Map<string, Compared>();
  /** Comparisons whose run goes on. */
  readonly #running = new Set<string>();
  /** A run of thousands of tables tells each of them, and the rows of a database are made anew each time. */
  readonly #follow: Paced;
  readonly #subscriptions: Disposable;

  constructor(comparisons: OpenComparisons, last: LastRequests) {
    this.#last = last;
    this.#follow = atMostEvery(followMs, () => this.#followRuns(comparisons));
    this.#subscriptions = Disposable.from(
      comparisons.onDidChange((open) => this.#take(open)),
      comparisons.onDidClose(({ id }) => {
        this.#taken.delete(id);
        this.#running.delete(id);
      }),
      last.onDidChange((place) => this.#listeners.tell(place)),
    );
    this.#states.onDidChange((place) => this.#listeners.tell(place));
  }

  /** The rule of the last comparison; before any, the one that comparisons begin with. */
  ruleOf(place: DatabasePlace): NamingRule {
    const last = this.#last.recall(place);
    return last === null ? defaultRule(place.database) : namingRuleOf(last.rule);
  }

  marksOf(place: DatabasePlace): ComparedMarks | null {
    const standings = this.#states.ofDatabase(place.connectionId, place.database);
    if (standings === null) return null;
    const rule = this.ruleOf(place);
    const marks = new Map<string, ShadowState>();
    let readAt = 0;
    for (const [source, standing] of standings) {
      // Found under another rule: of another table.
      if ((rule.overrides?.get(source) ?? applyAffix(rule, source)) !== standing.shadow) continue;
      marks.set(source, standing.state);
      readAt = Math.max(readAt, standing.readAt);
    }
    return marks.size === 0 ? null : { marks, readAt };
  }

  onDidChange(listener: (place: DatabasePlace) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The connection was edited or deleted. */
  forget(connectionId: string): void {
    this.#states.forget(connectionId);
  }

  dispose(): void {
    this.#follow.stop();
    this.#subscriptions.dispose();
    this.#listeners.clear();
  }

  #followRuns(comparisons: OpenComparisons): void {
    for (const { comparison } of comparisons.all()) {
      const { state } = comparison;
      if (state.kind === 'running') this.#states.follow(state.compared, state.progress);
    }
  }

  #take({ id, comparison, shown }: OpenComparison): void {
    if (shown === null) return;
    if (comparison.state.kind === 'running') {
      this.#running.add(id);
      this.#follow();
      return;
    }
    // A run that ended without a new result leaves the tables as they were compared.
    const hasRun = this.#running.delete(id);
    if (!hasRun && this.#taken.get(id) === shown) return;
    this.#taken.set(id, shown);
    this.#states.take(shown);
  }
}

/** The rule of the setting; a setting that is no rule is as good as its default. */
function defaultRule(database: string): NamingRule {
  const setting = workspace.getConfiguration('shadowSync').get<unknown>('naming.default');
  const read = readNaming(typeof setting === 'string' ? setting : '', database);
  if (read.kind === 'rule') return namingRuleOf(read.rule);
  return { prefix: '__test_', suffix: '', shadowDatabase: null };
}

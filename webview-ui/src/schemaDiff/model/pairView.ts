import type { PairRow } from '../../../../src/protocol/schemaDiff.ts';
import type { PanelMemory } from './memory.ts';
import { rowMatcher } from './pairFilter.ts';
import { groupRows, keyOf, linesOf } from './pairTree.ts';
import type { PairItem } from './pairTree.ts';
import type { SkipChoices } from './skipChoices.ts';

/** The list as it is shown now; made anew only when something it depends on is another one. */
export class PairView {
  lines: readonly PairItem[] = [];
  /** Rows that the filter lets through, expanded or not. */
  shown = 0;
  /** Something runs or has run: what became of each has a place in its line. */
  hasOutcomes = false;
  /** Another one whenever ticks may have changed. */
  look: unknown = null;

  #rows: readonly PairRow[] = [];
  #memory: PanelMemory | null = null;
  #choices = -1;
  #byKey: ReadonlyMap<string, PairRow> = new Map();

  arrange(rows: readonly PairRow[], memory: PanelMemory, choices: SkipChoices): void {
    const isSame = rows === this.#rows && choices.version === this.#choices;
    if (isSame && isSameArrangement(memory, this.#memory)) return;
    if (rows !== this.#rows) {
      this.#byKey = new Map(rows.map((row) => [keyOf(row), row]));
      this.hasOutcomes = rows.some(({ outcome }) => outcome !== null);
    }
    this.#rows = rows;
    this.#memory = memory;
    this.#choices = choices.version;
    const groups = groupRows(rows, {
      matches: rowMatcher(memory),
      isSkipped: (row) => choices.isSkipped(row),
      isExpanded: (result) => !memory.collapsed.includes(result),
    });
    this.lines = linesOf(groups);
    this.shown = groups.reduce((sum, group) => sum + group.rows.length, 0);
    this.look = {};
  }

  rowOf(key: string | null): PairRow | null {
    return key === null ? null : (this.#byKey.get(key) ?? null);
  }

  rowsOf(keys: readonly string[]): readonly PairRow[] {
    return keys.map((key) => this.#byKey.get(key)).filter((row) => row !== undefined);
  }
}

function isSameArrangement(one: PanelMemory, other: PanelMemory | null): boolean {
  return (
    one.text === other?.text &&
    one.level === other.level &&
    one.results === other.results &&
    one.collapsed === other.collapsed
  );
}

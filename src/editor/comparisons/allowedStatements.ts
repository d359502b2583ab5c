/**
 * Unsafe statements that were allowed one by one (R3) while they were looked at. A plan that is made anew gives other ids,
 * so a statement is known by its table and its text: one that changed in the least has to be allowed again. Without `vscode`.
 */
import { tableKey } from '../../schema/tableName.ts';
import type { PlannedStatement } from '../../shadow/analysis.ts';

type Known = Pick<PlannedStatement, 'pair' | 'sql'>;

export class AllowedStatements {
  readonly #keys = new Set<string>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  has(statement: Known): boolean {
    return this.#keys.has(keyOf(statement));
  }

  set(statement: Known, isAllowed: boolean): void {
    if (this.has(statement) === isAllowed) return;
    if (isAllowed) this.#keys.add(keyOf(statement));
    else this.#keys.delete(keyOf(statement));
    this.#onChange();
  }
}

function keyOf({ pair, sql }: Known): string {
  return `${tableKey(pair.shadow)}\0${sql}`;
}

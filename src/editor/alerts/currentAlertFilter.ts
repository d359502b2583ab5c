/** The filter of this window's list of alerts; kept with the workspace. Without `vscode`. */
import { alertRanges, defaultAlertFilter } from '../../alert/alertFilter.ts';
import type { AlertFilter } from '../../alert/alertFilter.ts';
import { alertSourceKinds } from './alertSources.ts';
import { alertEvents, alertLevels } from '../../alert/model/alertEvent.ts';
import { sendingStatuses } from '../../alert/sendingStatus.ts';
import { Listeners } from '../../comparison/listeners.ts';
import { list, nullable, oneOf, record, text } from '../../task/model/shape.ts';
import type { Shape } from '../../task/model/shape.ts';

interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'alerts.filter';

const filter: Shape<AlertFilter> = record({
  range: oneOf(...alertRanges),
  events: list(oneOf(...alertEvents), 100),
  statuses: list(oneOf(...sendingStatuses), 100),
  levels: list(oneOf(...alertLevels), 100),
  sources: list(oneOf(...alertSourceKinds), 100),
  taskId: nullable(text(100)),
  text: text(1000),
});

export class CurrentAlertFilter {
  readonly #kept: Kept;
  readonly #listeners = new Listeners<AlertFilter>();
  #filter: AlertFilter;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#filter = readKept(kept.get(key));
  }

  get value(): AlertFilter {
    return this.#filter;
  }

  /** Whether it keeps no alert of its range out of the list. */
  get isDefault(): boolean {
    const { range } = this.#filter;
    return JSON.stringify(this.#filter) === JSON.stringify({ ...defaultAlertFilter, range });
  }

  onDidChange(listener: (filter: AlertFilter) => void): () => void {
    return this.#listeners.add(listener);
  }

  async set(value: AlertFilter): Promise<void> {
    this.#filter = value;
    this.#listeners.tell(value);
    await this.#kept.update(key, value);
  }
}

/** What an earlier version kept may have another form: then the usual filter is it. */
function readKept(value: unknown): AlertFilter {
  try {
    return filter(value, '');
  } catch {
    return defaultAlertFilter;
  }
}

/**
 * The alerts as the editor's parts see them: read when somebody asks for the first time, then kept up to date by what the
 * store says of this and other windows. Without `vscode`.
 */
import type { AlertFilter, AlertRow } from '../../alert/alertFilter.ts';
import type { Alert } from '../../alert/model/alert.ts';
import { isOpen } from '../../alert/model/alert.ts';
import type { AlertSettings } from '../../alert/model/settings.ts';
import { Inhibition } from '../../alert/notify/inhibition.ts';
import { Listeners } from '../../comparison/listeners.ts';
import type { Saying } from '../../schema/phrase.ts';
import { atMostEvery } from '../ui/atMostEvery.ts';
import type { Paced } from '../ui/atMostEvery.ts';
import { isSameFailure } from '../ui/isSameFailure.ts';
import type { AlertServices } from './alertServices.ts';

export type AlertBookState =
  | { readonly kind: 'unread' }
  | {
      readonly kind: 'read';
      /** Those that pass the filter, newest first. */
      readonly rows: readonly AlertRow[];
      /** All that are not over, whatever the filter says. */
      readonly open: readonly Alert[];
      /** Ids of open ones that a more serious one of the same task or server keeps from being told. */
      readonly inhibited: ReadonlySet<string>;
      readonly settings: AlertSettings;
    }
  /** There are alerts, and they can't be read (F3). */
  | { readonly kind: 'unreadable'; readonly error: unknown };

export type ReadAlerts = Extract<AlertBookState, { readonly kind: 'read' }>;

/** The engine writes several times while it sends; a list need not follow each. */
const paceMs = 300;

export class AlertBook {
  readonly #open: () => Promise<AlertServices>;
  readonly #filter: () => AlertFilter;
  readonly #say: Saying;
  readonly #listeners = new Listeners<AlertBookState>();
  readonly #follow: Paced;
  #state: AlertBookState = { kind: 'unread' };
  #reading: Promise<AlertBookState> | null = null;
  #endWatch: (() => void) | null = null;
  #isClosed = false;

  constructor(open: () => Promise<AlertServices>, filter: () => AlertFilter, say: Saying) {
    this.#open = open;
    this.#filter = filter;
    this.#say = say;
    this.#follow = atMostEvery(paceMs, () => void this.reload());
  }

  get state(): AlertBookState {
    return this.#state;
  }

  /** Those that are known and not over; none while nobody could read them. */
  get open(): readonly Alert[] {
    return this.#state.kind === 'read' ? this.#state.open : [];
  }

  onDidChange(listener: (state: AlertBookState) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** What is known, after reading it where nobody has yet. Never throws. */
  async read(): Promise<AlertBookState> {
    return this.#state.kind === 'read' ? this.#state : await this.reload();
  }

  /** Reads anew, after what is being read already. Never throws: what went wrong is a state. */
  async reload(): Promise<AlertBookState> {
    const before = this.#reading ?? Promise.resolve();
    const reading = before.then(() => this.#readNow());
    this.#reading = reading;
    try {
      return await reading;
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#follow.stop();
    this.#endWatch?.();
    this.#listeners.clear();
  }

  async #readNow(): Promise<AlertBookState> {
    if (this.#isClosed) return this.#state;
    try {
      const { centre, store } = await this.#open();
      // Watched before it is read, so that no change falls between the two.
      if (!this.#hasClosed()) this.#endWatch ??= store.onDidChange(() => this.#follow());
      const rows = await centre.list(this.#filter(), this.#say);
      const { alerts } = await store.board();
      const open = alerts.filter(isOpen);
      const inhibition = new Inhibition(alerts);
      const inhibited = new Set(
        open.flatMap((one) => (inhibition.inhibitorOf(one) === null ? [] : [one.id])),
      );
      return this.#tell({ kind: 'read', rows, open, inhibited, settings: await store.settings() });
    } catch (error) {
      return this.#tell({ kind: 'unreadable', error });
    }
  }

  /** Asked again after waiting: it may have been closed meanwhile. */
  #hasClosed(): boolean {
    return this.#isClosed;
  }

  #tell(state: AlertBookState): AlertBookState {
    const before = this.#state;
    this.#state = state;
    if (!isSameFailure(before, state) && !this.#isClosed) this.#listeners.tell(state);
    return state;
  }
}

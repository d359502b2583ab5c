import type { Port } from '../../../src/protocol/channel.ts';
import type { RequestError } from '../../../src/protocol/requestError.ts';
import { maxRowsPerPage, schemaDiffContract } from '../../../src/protocol/schemaDiff.ts';
import type {
  PairDetails,
  PairRow,
  SchemaDiffContract,
  SchemaDiffState,
} from '../../../src/protocol/schemaDiff.ts';
import type { Params, RequestName } from '../../../src/protocol/contract.ts';
import { EditorLink, asRequestError } from '../panel/editorLink.ts';
import { SkipChoices } from './model/skipChoices.ts';

/** What is known of the pair that is looked at. */
export type DetailsState =
  | { readonly kind: 'none' }
  /** `earlier` stays in sight meanwhile, so that nothing jumps. */
  | { readonly kind: 'loading'; readonly id: number; readonly earlier: PairDetails | null }
  | { readonly kind: 'shown'; readonly id: number; readonly details: PairDetails }
  | { readonly kind: 'failed'; readonly id: number; readonly error: RequestError };

/** The first page is there at once; the others come while it is read. */
const firstPage = 200;

/** Requests that make the editor do something and answer nothing. */
type Command = Exclude<RequestName<SchemaDiffContract>, 'ready' | 'rows' | 'pair' | 'setSkip'>;

/**
 * The panel's side of one comparison: the editor's latest state, its rows and the details of one pair. The editor is the
 * source of truth; this asks it again whenever it says that something changed, and drops answers that came too late.
 */
export class ComparisonSession {
  state: SchemaDiffState | null = null;
  rows: readonly PairRow[] = [];
  /** False until all pages of the first reading are there. */
  hasAllRows = false;
  details: DetailsState = { kind: 'none' };
  readonly link: EditorLink<SchemaDiffContract>;
  readonly choices = new SkipChoices();

  readonly #onChange: () => void;
  #detailsAbort = new AbortController();
  #queued: Promise<void> | null = null;
  #passing: Promise<void> = Promise.resolve();

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    this.link = new EditorLink({
      contract: schemaDiffContract,
      port,
      onEvent: { state: (state) => this.#take(state) },
      onChange,
    });
  }

  async start(): Promise<void> {
    await this.link.begin(async () => {
      this.#take(await this.link.request('ready', {}));
    });
  }

  async command<N extends Command>(name: N, params: Params<SchemaDiffContract, N>): Promise<void> {
    await this.link.command(name, params);
  }

  async skip(rows: readonly PairRow[], skip: boolean): Promise<void> {
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    this.choices.choose(ids, skip, this.#revision());
    this.#onChange();
    try {
      await this.link.request('setSkip', { ids, skip });
      this.choices.heard(ids, skip);
      await this.#reload();
    } catch (error) {
      this.choices.withdraw(ids);
      this.link.fail(error);
    }
  }

  /** Takes the pair that is looked at from now on; null for none. */
  look(row: PairRow | null): void {
    const at = this.details;
    if (row === null) {
      this.#detailsAbort.abort();
      this.details = { kind: 'none' };
    } else if (at.kind === 'none' || at.id !== row.id) {
      void this.#loadDetails(row.id);
    }
  }

  #take(state: SchemaDiffState): void {
    const before = this.state;
    this.state = state;
    this.#onChange();
    const isStill = before?.phase.kind === 'ready' && revisionOf(before) === revisionOf(state);
    const hasRows = state.phase.kind === 'ready' || state.phase.kind === 'running';
    if (hasRows && !(isStill && state.phase.kind === 'ready')) void this.#reload();
  }

  /** One pass over the pages after another; whoever asks while one waits to begin shares that one. */
  #reload(): Promise<void> {
    this.#queued ??= this.#passing.then(async () => {
      this.#queued = null;
      this.#passing = this.#readRows().catch((error: unknown) => {
        this.link.fail(error);
      });
      await this.#passing;
    });
    return this.#queued;
  }

  async #readRows(): Promise<void> {
    let revision = this.#revision();
    let rows: PairRow[] = [];
    for (;;) {
      const limit = rows.length === 0 ? firstPage : maxRowsPerPage;
      const page = await this.link.request('rows', { revision, offset: rows.length, limit });
      // The editor went on meanwhile: pages of two revisions don't fit together.
      if (page.revision !== revision && rows.length > 0) rows = [];
      else rows = [...rows, ...page.rows];
      revision = page.revision;
      const isAll = rows.length >= page.total || page.rows.length === 0;
      // Later passes replace the list as a whole, so that it doesn't shrink and grow under the pointer.
      if (isAll || !this.hasAllRows) this.rows = rows;
      if (isAll) break;
      this.#onChange();
    }
    this.hasAllRows = true;
    this.choices.settle(rows, revision);
    this.#onChange();
    if (this.details.kind !== 'none') await this.#loadDetails(this.details.id);
  }

  async #loadDetails(id: number): Promise<void> {
    this.#detailsAbort.abort();
    const abort = new AbortController();
    this.#detailsAbort = abort;
    this.details = { kind: 'loading', id, earlier: earlierOf(this.details) };
    this.#onChange();
    try {
      const details = await this.link.request('pair', { revision: this.#revision(), id }, abort.signal);
      this.details = { kind: 'shown', id, details };
    } catch (error) {
      if (abort.signal.aborted) return;
      this.details = { kind: 'failed', id, error: asRequestError(error) };
    }
    this.#onChange();
  }

  #revision(): number {
    return this.state === null ? 0 : revisionOf(this.state);
  }
}

function revisionOf({ phase }: SchemaDiffState): number {
  return phase.kind === 'ready' || phase.kind === 'running' ? phase.revision : 0;
}

function earlierOf(details: DetailsState): PairDetails | null {
  if (details.kind === 'shown') return details.details;
  return details.kind === 'loading' ? details.earlier : null;
}

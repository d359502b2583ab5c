import type { Port } from '../../../src/protocol/channel.ts';
import type { Params, RequestName } from '../../../src/protocol/contract.ts';
import type { RequestError } from '../../../src/protocol/requestError.ts';
import { maxDetailRows, taskDetailsContract } from '../../../src/protocol/taskDetails.ts';
import type {
  DetailsPlace,
  LeftOutRow,
  LogFilter,
  LogPage,
  ShownLine,
  StatementDetails,
  StatementRow,
  TaskDetailsContract,
  TaskDetailsState,
} from '../../../src/protocol/taskDetails.ts';
import { EditorLink, asRequestError } from '../panel/editorLink.ts';

/** The statements of the plan (run null) or of a run, as far as they were read. */
export interface StatementList {
  readonly run: string | null;
  readonly rows: readonly StatementRow[];
  readonly isRecorded: boolean;
  /** False until all pages of the first reading are there. */
  readonly isWhole: boolean;
}

export type DetailsState =
  | { readonly kind: 'none' }
  /** `earlier` stays in sight meanwhile, so that nothing jumps. */
  | { readonly kind: 'loading'; readonly index: number; readonly earlier: StatementDetails | null }
  | { readonly kind: 'shown'; readonly index: number; readonly details: StatementDetails }
  | { readonly kind: 'failed'; readonly index: number; readonly error: RequestError };

export interface LogState extends Omit<LogPage, 'lines'> {
  readonly filter: LogFilter;
  readonly lines: readonly ShownLine[];
}

/** Requests that make the editor do something and answer nothing. */
type Command = Exclude<
  RequestName<TaskDetailsContract>,
  'ready' | 'statements' | 'statement' | 'leftOut' | 'log'
>;

/** What is looked at now, and so has to be read again when the editor says that something changed. */
export interface Looking {
  /** Undefined: no statements. */
  readonly run: string | null | undefined;
  readonly log: LogFilter | null;
}

/** The panel's side of one task: the editor is the source of truth, and is asked again for what is looked at. */
export class TaskSession {
  state: TaskDetailsState | null = null;
  statements: StatementList | null = null;
  details: DetailsState = { kind: 'none' };
  leftOut: readonly LeftOutRow[] | null = null;
  log: LogState | null = null;
  readonly link: EditorLink<TaskDetailsContract>;

  readonly #onChange: () => void;
  #looking: Looking = { run: undefined, log: null };
  #revision = 0;
  #statementsAbort = new AbortController();
  #detailsAbort = new AbortController();
  #logAbort = new AbortController();

  /** `onPlace`: somebody wants another part of the task to be shown. */
  constructor(port: Port, onChange: () => void, onPlace: (place: DetailsPlace) => void) {
    this.#onChange = onChange;
    this.link = new EditorLink({
      contract: taskDetailsContract,
      port,
      onEvent: { state: (state) => this.#take(state), place: ({ place }) => onPlace(place) },
      onChange,
    });
  }

  /** Gives the part that the editor opened the panel for; null when it did not answer. */
  async start(): Promise<DetailsPlace | null> {
    let wanted: DetailsPlace | null = null;
    await this.link.begin(async () => {
      const { state, place } = await this.link.request('ready', {});
      wanted = place;
      this.#take(state);
    });
    return wanted;
  }

  async command<N extends Command>(name: N, params: Params<TaskDetailsContract, N>): Promise<void> {
    await this.link.command(name, params);
  }

  /** Takes what is looked at from now on, and reads what of it is not there yet. */
  look(looking: Looking): void {
    const before = this.#looking;
    this.#looking = looking;
    if (this.state?.kind !== 'task') return;
    if (looking.run !== before.run) {
      this.statements = null;
      this.details = { kind: 'none' };
      void this.#readStatements();
    }
    if (JSON.stringify(looking.log) !== JSON.stringify(before.log)) {
      if (looking.log?.run !== before.log?.run) this.log = null;
      void this.#readLog();
    }
  }

  /** Takes the statement that is looked at; null for none. */
  choose(index: number | null): void {
    const at = this.details;
    if (index === null) {
      this.#detailsAbort.abort();
      this.details = { kind: 'none' };
    } else if (at.kind === 'none' || at.index !== index) {
      void this.#readDetails(index);
    }
  }

  async readLeftOut(): Promise<void> {
    try {
      const rows: LeftOutRow[] = [];
      for (;;) {
        const page = await this.link.request('leftOut', { offset: rows.length, limit: maxDetailRows });
        rows.push(...page.rows);
        if (rows.length >= page.total || page.rows.length === 0) break;
      }
      this.leftOut = rows;
      this.#onChange();
    } catch (error) {
      this.link.fail(error);
    }
  }

  #take(state: TaskDetailsState): void {
    this.state = state;
    const revision = state.kind === 'task' ? state.revision : 0;
    const isNew = revision !== this.#revision;
    this.#revision = revision;
    this.#onChange();
    if (state.kind !== 'task' || !isNew) return;
    if (this.#looking.run !== undefined) void this.#readStatements();
    if (this.#looking.log !== null) void this.#readLog();
  }

  async #readStatements(): Promise<void> {
    const { run } = this.#looking;
    this.#statementsAbort.abort();
    if (run === undefined) return;
    const abort = new AbortController();
    this.#statementsAbort = abort;
    try {
      let rows: readonly StatementRow[] = [];
      for (;;) {
        const limit = maxDetailRows;
        const page = await this.link.request('statements', { run, offset: rows.length, limit }, abort.signal);
        rows = [...rows, ...page.rows];
        const isWhole = rows.length >= page.total || page.rows.length === 0;
        // Later readings replace the list as a whole, so that it doesn't shrink and grow under the pointer.
        if (isWhole || this.statements?.isWhole !== true) {
          this.statements = { run, rows, isRecorded: page.isRecorded, isWhole };
          this.#onChange();
        }
        if (isWhole) break;
      }
      if (this.details.kind !== 'none') await this.#readDetails(this.details.index);
    } catch (error) {
      if (!abort.signal.aborted) this.link.fail(error);
    }
  }

  async #readDetails(index: number): Promise<void> {
    const { run } = this.#looking;
    this.#detailsAbort.abort();
    if (run === undefined) return;
    const abort = new AbortController();
    this.#detailsAbort = abort;
    const at = this.details;
    const isSame = at.kind === 'shown' && at.index === index;
    if (!isSame) {
      this.details = { kind: 'loading', index, earlier: earlierOf(at) };
      this.#onChange();
    }
    try {
      const details = await this.link.request('statement', { run, index }, abort.signal);
      this.details = { kind: 'shown', index, details };
    } catch (error) {
      if (abort.signal.aborted) return;
      this.details = { kind: 'failed', index, error: asRequestError(error) };
    }
    this.#onChange();
  }

  /** Lines only come to the end of a log, so those that are there are kept, and what follows is asked for. */
  async #readLog(): Promise<void> {
    const filter = this.#looking.log;
    this.#logAbort.abort();
    if (filter === null) return;
    const abort = new AbortController();
    this.#logAbort = abort;
    const before = this.log;
    const isSame =
      before !== null && !before.isCut && JSON.stringify(before.filter) === JSON.stringify(filter);
    let lines: readonly ShownLine[] = isSame ? before.lines : [];
    try {
      for (;;) {
        const request = { filter, offset: lines.length, limit: maxDetailRows };
        const { lines: added, ...page } = await this.link.request('log', request, abort.signal);
        lines = [...lines, ...added];
        const isWhole = lines.length >= page.total || added.length === 0;
        if (isWhole || (this.log === null && lines.length > 0)) {
          this.log = { ...page, filter, lines };
          this.#onChange();
        }
        if (isWhole) return;
      }
    } catch (error) {
      if (!abort.signal.aborted) this.link.fail(error);
    }
  }
}

function earlierOf(details: DetailsState): StatementDetails | null {
  if (details.kind === 'shown') return details.details;
  return details.kind === 'loading' ? details.earlier : null;
}

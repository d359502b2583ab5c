import type { Params, RequestName } from '../../../src/protocol/contract.ts';
import { maxRowsPerPage } from '../../../src/protocol/schemaDiff.ts';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import { maxStatementsPerPage, taskFormContract } from '../../../src/protocol/taskForm.ts';
import type {
  TaskFormChange,
  TaskFormContract,
  TaskFormFields,
  TaskFormState,
  TaskFormTable,
  UnsafeStatement,
} from '../../../src/protocol/taskForm.ts';
import type { Port } from '../../../src/protocol/channel.ts';
import { EditorLink } from '../panel/editorLink.ts';
import { SkipChoices } from '../schemaDiff/model/skipChoices.ts';
import { PagedRows } from './model/pagedRows.ts';
import { TypedFields } from './model/typedFields.ts';

/** Requests that make the editor do something and answer nothing. */
export type Command = Exclude<
  RequestName<TaskFormContract>,
  | 'ready'
  | 'change'
  | 'tableRows'
  | 'rows'
  | 'sql'
  | 'unsafeStatements'
  | 'submit'
  | 'setSkip'
  | 'chooseTables'
>;

/** More at once nobody ticks one by one. */
const unsafeStep = 50;

export interface SqlPreview {
  readonly text: string;
  readonly lines: number;
  readonly isWhole: boolean;
}

/** The panel's side of one draft. The editor has it; this shows its last state with what is just being typed over it. */
export class TaskFormSession {
  state: TaskFormState | null = null;
  readonly link: EditorLink<TaskFormContract>;
  sql: SqlPreview | null = null;
  readonly tables: PagedRows<TaskFormTable>;
  readonly rows: PagedRows<PairRow>;
  /** As many as are shown; a plan may have thousands. */
  unsafe: { readonly revision: number; readonly rows: readonly UnsafeStatement[] } = {
    revision: 0,
    rows: [],
  };
  readonly choices = new SkipChoices();
  /** Ticks of tables and of statements that the editor's rows don't show yet. */
  readonly #chosen = new Map<number, boolean>();
  readonly #allowed = new Map<number, boolean>();
  readonly #typed = new TypedFields();
  readonly #onChange: () => void;
  #mostUnsafe = unsafeStep;
  #seen = { tables: -1, revision: -1, ticks: -1 };

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    const link = new EditorLink({
      contract: taskFormContract,
      port,
      onEvent: { state: (state) => this.#take(state) },
      onChange,
    });
    this.link = link;
    const rowsOf =
      <N extends 'tableRows' | 'rows'>(name: N) =>
      (revision: number, offset: number, limit: number) =>
        link.request(name, { revision, offset, limit });
    this.tables = new PagedRows(rowsOf('tableRows'), maxRowsPerPage, onChange);
    this.rows = new PagedRows(rowsOf('rows'), maxRowsPerPage, onChange);
  }

  async start(): Promise<void> {
    await this.link.begin(async () => {
      this.#take(await this.link.request('ready', {}));
    });
  }

  /** With what is just being typed. */
  fields(state: TaskFormState): TaskFormFields {
    return this.#typed.over(state.fields);
  }

  change(change: TaskFormChange): void {
    const turn = this.#typed.type(change);
    this.#onChange();
    void this.link.attempt(async () => {
      try {
        const { revision } = await this.link.request('change', change);
        this.#typed.heard(change.field, turn, revision);
        this.#typed.settle(this.state?.revision ?? 0);
      } catch (error) {
        this.#typed.withdraw(change.field);
        throw error;
      }
    });
  }

  async command<N extends Command>(name: N, params: Params<TaskFormContract, N>): Promise<void> {
    await this.link.command(name, params);
  }

  async submit(): Promise<void> {
    await this.link.begin(async () => {
      await this.link.request('submit', {});
    });
  }

  isChosen({ id, isChosen }: TaskFormTable): boolean {
    return this.#chosen.get(id) ?? isChosen;
  }

  async choose(tables: readonly TaskFormTable[], isChosen: boolean): Promise<void> {
    const ids = tables.map(({ id }) => id);
    await this.#ticking(this.#chosen, ids, isChosen, () =>
      this.link.request('chooseTables', { ids, isChosen }),
    );
  }

  isAllowed({ id, isAllowed }: UnsafeStatement): boolean {
    return this.#allowed.get(id) ?? isAllowed;
  }

  async allow({ id }: UnsafeStatement, isAllowed: boolean): Promise<void> {
    const { revision } = this.unsafe;
    await this.#ticking(this.#allowed, [id], isAllowed, () =>
      this.link.request('allow', { revision, id, isAllowed }),
    );
  }

  async skip(rows: readonly PairRow[], skip: boolean): Promise<void> {
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return;
    this.choices.choose(ids, skip, this.rows.revision ?? 0);
    this.#onChange();
    await this.link.attempt(async () => {
      try {
        await this.link.request('setSkip', { ids, skip });
        this.choices.heard(ids, skip);
        await this.#loadPlan();
      } catch (error) {
        this.choices.withdraw(ids);
        throw error;
      }
    });
  }

  async showMoreUnsafe(): Promise<void> {
    this.#mostUnsafe += unsafeStep;
    await this.link.attempt(() => this.#loadUnsafe(this.#seen.revision));
  }

  /** The tick is felt at once; should the editor refuse it, its rows hold again. */
  async #ticking(
    ticks: Map<number, boolean>,
    ids: readonly number[],
    isTicked: boolean,
    tell: () => Promise<unknown>,
  ): Promise<void> {
    for (const id of ids) ticks.set(id, isTicked);
    this.#onChange();
    await this.link.attempt(async () => {
      try {
        await tell();
      } catch (error) {
        for (const id of ids) ticks.delete(id);
        throw error;
      }
    });
  }

  #take(state: TaskFormState): void {
    this.state = state;
    this.#typed.settle(state.revision);
    this.#followTables(state);
    this.#followAnalysis(state);
    this.#onChange();
  }

  #followTables({ tables }: TaskFormState): void {
    const revision = tables.kind === 'ready' ? tables.revision : -1;
    if (revision === this.#seen.tables) return;
    this.#seen.tables = revision;
    if (tables.kind !== 'ready') {
      this.tables.clear();
      return;
    }
    void this.link.attempt(async () => {
      await this.tables.load(revision);
      if (this.#seen.tables === revision) this.#chosen.clear();
    });
  }

  #followAnalysis({ analysis }: TaskFormState): void {
    if (analysis.kind === 'reading') return;
    const { revision, ticks } = analysis.kind === 'ready' ? analysis : { revision: -1, ticks: -1 };
    if (revision === this.#seen.revision && ticks === this.#seen.ticks) return;
    // Another plan gives other ids to its statements.
    if (revision !== this.#seen.revision) this.#allowed.clear();
    this.#seen = { ...this.#seen, revision, ticks };
    if (revision !== -1) {
      void this.link.attempt(() => this.#loadPlan());
      return;
    }
    this.rows.clear();
    this.unsafe = { revision: 0, rows: [] };
    this.#mostUnsafe = unsafeStep;
    this.sql = null;
  }

  async #loadPlan(): Promise<void> {
    const { revision, ticks } = this.#seen;
    const [sql] = await Promise.all([
      this.link.request('sql', { revision }),
      this.rows.load(revision),
      this.#loadUnsafe(revision),
    ]);
    this.sql = sql;
    this.choices.settle(this.rows.rows, this.rows.revision ?? 0);
    if (this.#seen.ticks === ticks) this.#allowed.clear();
    this.#onChange();
  }

  async #loadUnsafe(asked: number): Promise<void> {
    const rows: UnsafeStatement[] = [];
    for (;;) {
      const limit = Math.min(maxStatementsPerPage, this.#mostUnsafe - rows.length);
      const page = await this.link.request('unsafeStatements', {
        revision: asked,
        offset: rows.length,
        limit,
      });
      rows.push(...page.rows);
      const isAll = rows.length >= Math.min(page.total, this.#mostUnsafe) || page.rows.length === 0;
      // A plan that is no more: the next state asks again.
      if (page.revision !== asked) return;
      if (isAll) break;
    }
    this.unsafe = { revision: asked, rows };
  }
}

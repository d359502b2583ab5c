import * as v from 'valibot';
import { approvalProcessesContract } from '../../../src/protocol/approvalProcesses.ts';
import type {
  ApprovalProcessesContract,
  ApprovalProcessesState,
} from '../../../src/protocol/approvalProcesses.ts';
import { EditorLink } from '../panel/editorLink.ts';
import type { Memory, Transport } from '../transport.ts';
import { draftOf, draftsSchema, moved, numberProblems, processOf } from './model/processDraft.ts';
import type { ProcessDraft } from './model/processDraft.ts';

/** What was changed and is not saved yet outlives the panel's being hidden. */
const memorySchema = v.nullable(
  v.object({ base: v.string(), drafts: draftsSchema, open: v.nullable(v.string()) }),
);

type Kept = v.InferOutput<typeof memorySchema>;

export interface Tried {
  readonly process: string | null;
  readonly name: string;
  readonly why: string;
}

/** The panel's side: the processes as they are being edited. */
export class ProcessesSession {
  state: ApprovalProcessesState | null = null;
  drafts: readonly ProcessDraft[] = [];
  /** The one whose fields are shown, by id. */
  open: string | null = null;
  /** By place and field: what the editor said to the last attempt to save. */
  refusals: ReadonlyMap<string, string> = new Map();
  isSaving = false;
  wasSaved = false;
  /** What somebody else kept meanwhile; null while nobody did. */
  theirs: ApprovalProcessesState | null = null;
  tried: Tried | null = null;
  readonly link: EditorLink<ApprovalProcessesContract>;

  readonly #onChange: () => void;
  readonly #memory: Memory<Kept>;
  #base = '';

  constructor(transport: Transport, onChange: () => void) {
    this.#onChange = onChange;
    this.#memory = transport.memory(memorySchema, null);
    this.link = new EditorLink({
      contract: approvalProcessesContract,
      port: transport.port,
      onEvent: {},
      onChange,
    });
  }

  get isDirty(): boolean {
    return this.state !== null && textOf(this.drafts) !== this.#base;
  }

  /** Places of processes whose numbers are none. */
  get hasWrongNumbers(): boolean {
    return this.drafts.some((draft) => numberProblems(draft).length > 0);
  }

  async start(): Promise<void> {
    await this.link.begin(async () => {
      this.#take(await this.link.request('ready', {}));
      const kept = this.#memory.recalled;
      if (kept === null) return;
      this.open = kept.open;
      // What was edited was edited from what is kept now; otherwise saving says that somebody else was faster.
      if (kept.base === this.#base) this.drafts = kept.drafts;
    });
  }

  change(index: number, draft: ProcessDraft): void {
    this.#put(this.drafts.with(index, draft));
  }

  move(from: number, to: number): void {
    this.#put(moved(this.drafts, from, to));
  }

  remove(index: number): void {
    this.#put(this.drafts.toSpliced(index, 1));
  }

  show(id: string | null): void {
    this.open = id;
    this.#keep();
    this.#onChange();
  }

  /** Puts a new one at the end: what is more special is moved in front of what is more general. False when it did not work. */
  async add(like: ProcessDraft | null, name: string): Promise<boolean> {
    const before = this.drafts.length;
    await this.link.begin(async () => {
      const made = draftOf(await this.link.request('create', {}));
      const draft = like === null ? made : { ...like, id: made.id, name };
      this.open = draft.id;
      this.#put([...this.drafts, draft]);
    });
    return this.drafts.length > before;
  }

  discard(): void {
    if (this.state !== null) this.#take(this.theirs ?? this.state);
    this.#keep();
    this.#onChange();
  }

  async save(isForced: boolean): Promise<void> {
    const { state } = this;
    if (state === null || this.isSaving || this.hasWrongNumbers) return;
    this.isSaving = true;
    await this.link.begin(async () => {
      const processes = this.drafts.map(processOf);
      const answer = await this.link.request('save', { revision: state.revision, isForced, processes });
      switch (answer.kind) {
        case 'saved':
          this.#take(answer.state);
          this.wasSaved = true;
          break;
        case 'conflict':
          this.theirs = answer.state;
          break;
        case 'refused':
          this.refusals = new Map(
            answer.errors.map(({ process, field, message }) => [`${process}.${field}`, message]),
          );
          this.#showFirstRefused(answer.errors[0]?.process);
      }
    });
    this.isSaving = false;
    this.#keep();
    this.#onChange();
  }

  async tryOn(task: string): Promise<void> {
    if (this.hasWrongNumbers) return;
    await this.link.begin(async () => {
      this.tried = await this.link.request('tryOn', { task, processes: this.drafts.map(processOf) });
    });
  }

  #showFirstRefused(index: number | undefined): void {
    const draft = index === undefined ? undefined : this.drafts[index];
    if (draft !== undefined) this.open = draft.id;
  }

  #take(state: ApprovalProcessesState): void {
    this.state = state;
    this.drafts = state.processes.map(draftOf);
    this.#base = textOf(this.drafts);
    this.refusals = new Map();
    this.theirs = null;
  }

  #put(drafts: readonly ProcessDraft[]): void {
    this.drafts = drafts;
    this.refusals = new Map();
    this.wasSaved = false;
    this.tried = null;
    this.#keep();
    this.#onChange();
  }

  #keep(): void {
    this.#memory.keep({ base: this.#base, drafts: this.drafts, open: this.open });
  }
}

function textOf(drafts: readonly ProcessDraft[]): string {
  return JSON.stringify(drafts);
}

import * as v from 'valibot';
import { connectionFormContract, draftSchema } from '../../../src/protocol/connectionForm.ts';
import type {
  ConnectionDraft,
  ConnectionFormContract,
  ConnectionFormState,
  FileField,
  SecretKind,
  TestStageName,
} from '../../../src/protocol/connectionForm.ts';
import { openPanelEnd } from '../../../src/protocol/panelEnd.ts';
import type { PanelEnd } from '../../../src/protocol/panelEnd.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import type { Memory, Transport } from '../transport.ts';
import { draftProblems, tidied } from './model/draftFields.ts';
import { withStage } from './model/testRun.ts';
import type { TestRun } from './model/testRun.ts';

/** What was typed and is not saved yet outlives the panel's being hidden; secrets are never in it. */
const memorySchema = v.nullable(v.object({ revision: v.number(), draft: draftSchema }));

type Kept = v.InferOutput<typeof memorySchema>;

/** The form's side of one connection: the draft, what is wrong with it, and the test of it. */
export class FormSession {
  state: ConnectionFormState | null = null;
  draft: ConnectionDraft | null = null;
  /** By field: what this side's rules say. */
  problems: ReadonlyMap<string, string> = new Map();
  /** By field: what the editor said to the last attempt to save; gone as soon as the field is changed. */
  refusals: ReadonlyMap<string, string> = new Map();
  test: TestRun = { kind: 'none' };
  isSaving = false;
  problem: RequestError | null = null;

  readonly #onChange: () => void;
  readonly #end: PanelEnd<ConnectionFormContract>;
  readonly #memory: Memory<Kept>;

  constructor(transport: Transport, onChange: () => void) {
    this.#onChange = onChange;
    this.#memory = transport.memory(memorySchema, null);
    this.#end = openPanelEnd({
      contract: connectionFormContract,
      port: transport.port,
      onEvent: {
        state: (state) => this.#take(state),
        testStage: (stage) => {
          this.test = withStage(this.test, stage);
          onChange();
        },
      },
      onRefused: (reason) => {
        console.warn(reason);
      },
    });
  }

  async start(): Promise<void> {
    await this.#attempt(async () => {
      const state = await this.#end.request('ready', {});
      this.#take(state);
      const kept = this.#memory.recalled;
      if (kept?.revision === state.revision) this.change(kept.draft, null);
    });
  }

  /** Takes the new draft, and the path of the field that was changed where it was one. */
  change(draft: ConnectionDraft, field: string | null): void {
    this.draft = draft;
    this.problems = draftProblems(draft);
    this.refusals = new Map([...this.refusals].filter(([name]) => name !== field && name !== ''));
    this.#memory.keep({ revision: this.state?.revision ?? 0, draft });
    this.#onChange();
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (draft === null || this.isSaving) return;
    this.isSaving = true;
    await this.#attempt(async () => {
      const { errors } = await this.#end.request('save', { draft: tidied(draft) });
      this.refusals = new Map(errors.map(({ field, message }) => [field, message]));
    });
    this.isSaving = false;
    this.#onChange();
  }

  async startTest(): Promise<void> {
    const { draft } = this;
    if (draft === null || this.test.kind === 'running') return;
    const running: TestRun = { kind: 'running', stages: new Map() };
    this.test = running;
    await this.#attempt(async () => {
      const { ok } = await this.#end.request('test', { draft: tidied(draft) });
      if (this.test.kind === 'running') this.test = { ...this.test, kind: ok ? 'passed' : 'failed' };
    });
    // Refused or lost: there is no result to show.
    if (this.test.kind === 'running') this.test = { kind: 'none' };
    this.#onChange();
  }

  async cancelTest(): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('cancelTest', {});
    });
  }

  async secret(request: 'setSecret' | 'clearSecret', kind: SecretKind): Promise<void> {
    await this.#attempt(async () => {
      const { isSet } = await this.#end.request(request, { kind });
      if (this.state !== null) {
        this.state = { ...this.state, secrets: { ...this.state.secrets, [kind]: isSet } };
      }
    });
  }

  /** The path that was chosen; null when none was. */
  async pickFile(field: FileField): Promise<string | null> {
    let picked: string | null = null;
    await this.#attempt(async () => {
      picked = (await this.#end.request('pickFile', { field })).path;
    });
    return picked;
  }

  async pasteUrl(): Promise<void> {
    const { draft } = this;
    if (draft === null) return;
    await this.#attempt(async () => {
      this.#take(await this.#end.request('pasteUrl', { draft: tidied(draft) }));
    });
  }

  async copyText(stage: TestStageName): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('copyText', { stage });
    });
  }

  async close(): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('close', {});
    });
  }

  closeProblem(): void {
    this.problem = null;
    this.#onChange();
  }

  #take(state: ConnectionFormState): void {
    const isNew = this.state?.revision !== state.revision;
    this.state = state;
    if (isNew || this.draft === null) this.change(state.draft, null);
    else this.#onChange();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.#onChange();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.code !== 'cancelled') this.problem = error;
    }
    this.#onChange();
  }
}

/** What stands behind one task form: the draft, the tables of its database, and the comparison that analyses them. */
import { workspace } from 'vscode';
import type { Compared } from '../../../comparison/comparisonState.ts';
import type { Connection } from '../../../connection/connection.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { PlannedStatement } from '../../../shadow/analysis.ts';
import { matchProcess } from '../../../task/approval/matchProcess.ts';
import type { MatchedProcess, Task, TaskIntent } from '../../../task/model/task.ts';
import { planReference } from '../../../task/planReference.ts';
import type { TaskFormChange } from '../../../protocol/taskForm.ts';
import type { OpenComparison, OpenComparisons } from '../../comparisons/openComparisons.ts';
import type { Editor } from '../../editor.ts';
import { draftProblems, executionIn, intentIn, requestIn } from './draftProblems.ts';
import type { FieldProblem } from './draftProblems.ts';
import { FormAnalysis } from './formAnalysis.ts';
import { FormFacts } from './formFacts.ts';
import { fieldMistakeText, obstacleText } from './formWords.ts';
import type { KeptForm } from './keptDraft.ts';
import { wasAllowed } from './planUnderTicks.ts';
import type { PlanUnderTicks } from './planUnderTicks.ts';
import { submitObstacle } from './submitObstacle.ts';
import { changed, withChosen, withShadowDatabase, withTarget } from './taskDraft.ts';
import type { TaskDraft } from './taskDraft.ts';
import { TableListing } from './tableListing.ts';
import type { ListingAddress } from './tableListing.ts';
import type { TablePreview } from './tablePreview.ts';

export interface SeenPlan {
  readonly intent: TaskIntent;
  /** Of what was looked at (R6). */
  readonly hash: string;
  readonly shadowDatabase: string;
}

export class TaskFormSession {
  readonly #editor: Editor;
  readonly #onChange: () => void;
  readonly listing: TableListing;
  readonly analysis: FormAnalysis;
  #kept: KeptForm;
  #revision = 1;
  readonly #facts = new FormFacts();
  /** Ticks that wait for the plan in which their statements stand. */
  #toTick: TaskDraft['allowed'];
  #matched: { readonly compared: Compared; readonly process: MatchedProcess } | null = null;
  #isAdvisory = false;
  #submitting: AbortController | null = null;

  constructor(editor: Editor, comparisons: OpenComparisons, kept: KeptForm, onChange: () => void) {
    this.#editor = editor;
    this.#onChange = onChange;
    this.#kept = kept;
    this.#toTick = kept.draft.allowed;
    this.listing = new TableListing(editor.services.servers, () => this.#changed());
    this.analysis = new FormAnalysis(comparisons, () => this.#follow());
  }

  get kept(): KeptForm {
    return this.#kept;
  }

  get draft(): TaskDraft {
    return this.#kept.draft;
  }

  get revision(): number {
    return this.#revision;
  }

  get isSubmitting(): boolean {
    return this.#submitting !== null;
  }

  get problems(): readonly FieldProblem[] {
    return draftProblems(this.draft, this.#editor.services.clock.now());
  }

  get preview(): TablePreview | null {
    return this.#facts.preview(this.draft, this.listing.state);
  }

  get tablesRevision(): number {
    return this.#facts.tablesRevision(this.draft, this.listing.state);
  }

  /** What of the plan that is shown would run; null while there is none. */
  get underTicks(): PlanUnderTicks | null {
    const { shown } = this.analysis;
    return shown === null ? null : this.#facts.underTicks(shown, (statement) => this.isTicked(statement));
  }

  get shownRevision(): number {
    return this.#facts.shownRevision(this.analysis.shown);
  }

  get ticks(): number {
    return this.#facts.ticks;
  }

  /** Which approval process the plan of now falls under; null while that is not known. */
  get process(): { readonly process: MatchedProcess; readonly isAdvisory: boolean } | null {
    const { shown } = this.analysis;
    if (this.#matched === null || this.#matched.compared !== shown) return null;
    return { process: this.#matched.process, isAdvisory: this.#isAdvisory };
  }

  /** Begins what a draft that is already filled in needs: its tables, and its analysis where there was one. */
  begin(): void {
    this.listing.look(this.#address());
    if (this.#kept.isAnalyzed) void this.analyze(false);
  }

  change(change: TaskFormChange): number {
    this.#enter(changed(this.draft, change));
    return this.#revision;
  }

  setTarget({ id, name, environment }: Connection, database: string | null): void {
    this.#enter(withTarget(this.draft, { id, name, environment }, database));
    this.listing.look(this.#address());
  }

  setShadowDatabase(database: string | null): void {
    this.#enter(withShadowDatabase(this.draft, database));
    this.listing.look(this.#address());
  }

  refreshTables(): void {
    this.listing.refresh(this.#address());
  }

  choose(ids: readonly number[], isChosen: boolean): void {
    const names = ids.flatMap((id) => this.listing.nameOf(id) ?? []);
    this.#enter(withChosen(this.draft, names, isChosen));
  }

  get isOutdated(): boolean {
    return this.analysis.isOutdated(requestIn(this.draft));
  }

  /** Analyses what the draft says. `isFresh`: reads again what was read before. Throws ShadowSyncError 'usage'. */
  async analyze(isFresh: boolean): Promise<void> {
    const request = requestIn(this.draft);
    if (request === null) {
      const [first] = this.problems;
      throw new ShadowSyncError('usage', first === undefined ? '' : fieldMistakeText(first.mistake));
    }
    this.#toTick = this.draft.allowed;
    this.#kept = { ...this.#kept, isAnalyzed: true };
    await this.analysis.begin(request, isFresh);
    this.#follow();
  }

  /** The comparison and its result, of exactly this revision. Throws ShadowSyncError 'usage'. */
  looked(): { readonly open: OpenComparison; readonly shown: Compared } {
    const { open, shown } = this.analysis;
    if (open !== null && shown !== null) return { open, shown };
    throw new ShadowSyncError('usage', obstacleText({ kind: 'not-analyzed' }));
  }

  isTicked(statement: PlannedStatement): boolean {
    return this.analysis.open?.allowed.has(statement) === true;
  }

  /** What keeps it from being a task that can be kept; null when nothing does. */
  get cannotSaveReason(): string | null {
    const [first] = this.problems;
    return first === undefined ? null : fieldMistakeText(first.mistake);
  }

  get cannotSubmitReason(): string | null {
    const obstacle = submitObstacle({
      isTrusted: workspace.isTrusted,
      isSubmitting: this.isSubmitting,
      problems: this.problems,
      previewError: this.preview?.error?.said ?? null,
      analysis: this.analysis.open?.comparison.state ?? null,
      isOutdated: this.isOutdated,
      underTicks: this.underTicks,
      isRecurring: executionIn(this.draft)?.kind === 'cron',
    });
    return obstacle === null ? null : obstacleText(obstacle);
  }

  /** Throws ShadowSyncError 'usage' that says what is missing. */
  intent(): TaskIntent {
    const intent = intentIn(this.draft, this.#editor.services.clock.now());
    if (intent === null) throw new ShadowSyncError('usage', this.cannotSaveReason ?? '');
    return intent;
  }

  /** Hands over what is looked at now; nothing else is submitted meanwhile. Throws ShadowSyncError. */
  async submit(work: (seen: SeenPlan, signal: AbortSignal) => Promise<Task | null>): Promise<Task | null> {
    const reason = this.cannotSubmitReason;
    if (reason !== null) throw new ShadowSyncError('usage', reason);
    const { open, shown } = this.looked();
    const { hash, shadowDatabase } = shown.plan;
    const abort = new AbortController();
    this.#submitting = abort;
    this.#changed();
    try {
      return await work({ intent: this.intent(), hash, shadowDatabase }, abort.signal);
    } catch (error) {
      // What moved is shown at once; the ticks stay with the statements that are still the same.
      if (ShadowSyncError.is(error, 'stale-plan')) void open.comparison.refresh();
      throw error;
    } finally {
      this.#submitting = null;
      this.#changed();
    }
  }

  cancelSubmit(): void {
    this.#submitting?.abort();
  }

  /** From now on it is the draft of this task. */
  becomeDraft(task: string): void {
    this.#kept = { ...this.#kept, draftTask: task, isUnsaved: false };
    this.#changed();
  }

  dispose(): void {
    this.#submitting?.abort();
    this.listing.dispose();
    this.analysis.dispose();
  }

  #address(): ListingAddress | null {
    const { connection, database, fields } = this.draft;
    if (connection === null || database === null) return null;
    return { connectionId: connection.id, database, shadowDatabase: fields.shadowDatabase ?? database };
  }

  /** The comparison went on. */
  #follow(): void {
    this.#facts.forgetTicks();
    const { open, shown } = this.analysis;
    if (open?.comparison.state.kind === 'ready' && shown !== null && !this.isOutdated) {
      this.#tickAgain(open, shown);
      this.#setDraft(this.draft);
    } else {
      this.#changed();
    }
  }

  #tickAgain(open: OpenComparison, { plan }: Compared): void {
    const wanted = this.#toTick;
    if (wanted.length === 0) return;
    this.#toTick = [];
    for (const statement of plan.groups.flatMap(({ statements }) => statements)) {
      if (wasAllowed(statement, wanted)) open.allowed.set(statement, true);
    }
  }

  /** Why a process can't be matched is said when the task is submitted; until then there is none to show. */
  async #match(compared: Compared): Promise<void> {
    if (this.#matched?.compared === compared) return;
    const { services, log } = this.#editor;
    const now = services.clock.now();
    const intent = intentIn(this.draft, now);
    if (intent === null) return;
    try {
      const { centre, store } = await services.tasks();
      const submission = { intent, plan: planReference(compared.plan, now), creator: services.person };
      const process = matchProcess(submission, await store.processes());
      this.#matched = { compared, process };
      this.#isAdvisory = centre.isAdvisory;
      this.#changed();
    } catch (error) {
      if (!ShadowSyncError.is(error)) throw error;
      log.warn(`${error.code}: ${error.message}`);
    }
  }

  /** By the user. */
  #enter(draft: TaskDraft): void {
    this.#kept = { ...this.#kept, isUnsaved: true };
    this.#setDraft(draft);
  }

  #setDraft(draft: TaskDraft): void {
    this.#kept = { ...this.#kept, draft };
    const { open, shown } = this.analysis;
    const isShown = open !== null && shown !== null && !this.isOutdated;
    if (isShown) {
      // What is decided about single tables is the comparison's, whoever decided it.
      const { skip, adopt, options } = open.comparison.request;
      const allowed = this.underTicks?.allowed ?? [];
      this.#kept = { ...this.#kept, draft: { ...draft, skip, adopt, options, allowed } };
      void this.#match(shown);
    }
    this.#changed();
  }

  #changed(): void {
    this.#revision += 1;
    this.#onChange();
  }
}

/** The task forms that are open: opened by commands, brought back after a reload with all that was typed. */
import { randomUUID } from 'node:crypto';
import { l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { taskFormContract } from '../../../protocol/taskForm.ts';
import type { TaskFormContract } from '../../../protocol/taskForm.ts';
import type { Task } from '../../../task/model/task.ts';
import type { TaskFormStart } from '../../tasks/taskPanels.ts';
import type { KeptForm } from '../../tasks/form/keptDraft.ts';
import type { TaskFormSession } from '../../tasks/form/taskFormSession.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { showError } from '../../ui/showError.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';
import { KeptForms } from './keptForms.ts';
import { lazyHandlers } from './lazyHandlers.ts';
import type { FormParts } from './taskFormHandlers.ts';

const kind: PanelKind<TaskFormContract> = {
  viewType: 'shadowSync.taskForm',
  bundle: 'taskForm',
  icon: 'taskForm',
  contract: taskFormContract,
};

/** A panel follows progress this closely; more often nobody could read. */
const statePaceMs = 100;
/** What was typed later than this before a reload may be lost. */
const keepPaceMs = 250;

/** What opens when a task was submitted. */
export interface FormFollowUp {
  openDetails(task: string): Promise<void>;
}

export class TaskForms implements Disposable {
  readonly #parts: FormParts;
  readonly #follow: FormFollowUp;
  readonly #kept: KeptForms;
  /** Forms of stored drafts, by the draft. */
  readonly #drafts = new Map<string, OpenPanel<TaskFormContract>>();
  /** Forms that are closed because they are done with: nobody wants them again. */
  readonly #done = new WeakSet<OpenPanel<TaskFormContract>>();
  readonly #restoring: Disposable;

  constructor(parts: FormParts, follow: FormFollowUp) {
    this.#parts = parts;
    this.#follow = follow;
    this.#kept = new KeptForms(parts.editor.context.workspaceState);
    this.#restoring = registerPanelRestore(parts.editor, kind, (kept) => this.#restore(kept));
  }

  /** Throws ShadowSyncError for a connection, or a draft, that is not there any more. */
  async open(start: TaskFormStart): Promise<void> {
    if (start.kind === 'draft') {
      const panel = this.#drafts.get(start.task);
      if (panel !== undefined) {
        panel.reveal();
        return;
      }
    }
    const { keptFormOf } = await import('../../tasks/form/startForm.ts');
    const form = await keptFormOf(this.#parts, start);
    openPanel(this.#parts.editor, kind, this.#contentOf(randomUUID(), form));
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #restore(kept: unknown): ContentOf<TaskFormContract> | null {
    const id: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'id') : undefined;
    const form = typeof id === 'string' ? this.#kept.recall(id) : null;
    return typeof id === 'string' && form !== null ? this.#contentOf(id, form) : null;
  }

  #contentOf(id: string, form: KeptForm): ContentOf<TaskFormContract> {
    return (panel) => {
      if (form.draftTask !== null) this.#drafts.set(form.draftTask, panel);
      panel.onDidClose(() => {
        for (const [draft, open] of this.#drafts) if (open === panel) this.#drafts.delete(draft);
      });
      // Kept before anything is typed: who reloads at once has the form again.
      void this.#kept.keep(id, form);
      return {
        title: titleOf(form),
        kept: { id },
        handlers: lazyHandlers(taskFormContract, () => this.#handlers(id, form, panel)),
      };
    };
  }

  /** What a form needs is loaded when the first one opens: the editor starts without it. */
  async #handlers(
    id: string,
    form: KeptForm,
    panel: OpenPanel<TaskFormContract>,
  ): Promise<Handlers<TaskFormContract>> {
    const { editor, comparisons } = this.#parts;
    const [{ TaskFormSession }, { taskFormState }, { taskFormHandlers }] = await Promise.all([
      import('../../tasks/form/taskFormSession.ts'),
      import('../../tasks/form/taskFormState.ts'),
      import('./taskFormHandlers.ts'),
    ]);
    const emit = atMostEvery(statePaceMs, () =>
      panel.emit('state', taskFormState(session, editor.services.clock.now())),
    );
    const keep = atMostEvery(keepPaceMs, () => void this.#kept.keep(id, session.kept));
    const session: TaskFormSession = new TaskFormSession(editor, comparisons, form, () => {
      emit();
      keep();
    });
    panel.onDidClose(() => {
      emit.stop();
      keep.stop();
      session.dispose();
      if (session.kept.isUnsaved && !this.#done.has(panel)) void this.#offerAgain(id, session.kept);
    });
    session.begin();
    return taskFormHandlers(this.#parts, session, {
      close: () => this.#close(id, panel),
      onSubmitted: (task) => void this.#submitted(id, panel, task),
    });
  }

  /** What was entered in a form whose tab was closed, perhaps by mistake, is not lost before it is discarded. */
  async #offerAgain(id: string, form: KeptForm): Promise<void> {
    await this.#kept.keep(id, form);
    const again = l10n.t('Reopen Form');
    const discard = l10n.t('Discard');
    const message = l10n.t('The form was closed before its task was submitted or saved.');
    const answer = await window.showInformationMessage(message, again, discard);
    if (answer === again) openPanel(this.#parts.editor, kind, this.#contentOf(id, form));
    else await this.#kept.forget(id);
  }

  /** On purpose: a tab that is gone with its window is wanted again. */
  #close(id: string, panel: OpenPanel<TaskFormContract>): void {
    this.#done.add(panel);
    panel.close();
    void this.#kept.forget(id);
  }

  async #submitted(id: string, panel: OpenPanel<TaskFormContract>, task: Task): Promise<void> {
    this.#close(id, panel);
    void window.showInformationMessage(l10n.t('Task {0} was submitted.', task.id));
    try {
      await this.#follow.openDetails(task.id);
    } catch (error) {
      await showError(this.#parts.editor.log, error);
    }
  }
}

function titleOf({ purpose }: KeptForm): string {
  switch (purpose) {
    case 'new':
      return l10n.t('Create Task');
    case 'again':
      return l10n.t('Initiate Task Again');
    case 'draft':
      return l10n.t('Task Draft');
  }
}

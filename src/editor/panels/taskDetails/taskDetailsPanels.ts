/** The panels of task details: one for each task that is looked at. */
import { Uri, env, l10n, window, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import { taskDetailsContract } from '../../../protocol/taskDetails.ts';
import type { DetailsPlace, LogFilter, TaskDetailsContract } from '../../../protocol/taskDetails.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import type { TaskDocument } from '../../documents/taskAddress.ts';
import type { Editor } from '../../editor.ts';
import type { LiveRuns } from '../../tasks/details/liveRuns.ts';
import { logText } from '../../tasks/details/logPages.ts';
import { TaskDetailsSession } from '../../tasks/details/taskDetailsSession.ts';
import type { TaskActions } from '../../tasks/taskActions.ts';
import { exactTime } from '../../tasks/taskWords.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { plainLabel, plainText } from '../../ui/plainText.ts';
import { showError } from '../../ui/showError.ts';
import { translated } from '../../ui/translated.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';

const kind: PanelKind<TaskDetailsContract> = {
  viewType: 'shadowSync.taskDetails',
  bundle: 'taskDetails',
  icon: 'taskDetails',
  contract: taskDetailsContract,
};

/** A panel follows changes this closely; more often nobody could read. */
const statePaceMs = 200;

export interface DetailsPanelParts {
  readonly editor: Editor;
  readonly live: LiveRuns;
  readonly actions: TaskActions;
  readonly openDocument: (document: TaskDocument) => Promise<void>;
  readonly undoRun: (task: string, run: string) => Promise<void>;
}

export class TaskDetailsPanels implements Disposable {
  readonly #parts: DetailsPanelParts;
  readonly #panels = new Map<string, OpenPanel<TaskDetailsContract>>();
  readonly #restoring: Disposable;

  constructor(parts: DetailsPanelParts) {
    this.#parts = parts;
    this.#restoring = registerPanelRestore(parts.editor, kind, (kept) => {
      const id = taskIn(kept);
      return id === null || this.#panels.has(id) ? null : this.#contentOf(id, 'information');
    });
  }

  /** Brings the panel of a task to the front, or opens it. */
  open(task: string, place?: DetailsPlace): void {
    const panel = this.#panels.get(task);
    if (panel === undefined) {
      openPanel(this.#parts.editor, kind, this.#contentOf(task, place ?? 'information'));
      return;
    }
    panel.reveal();
    if (place !== undefined) panel.emit('place', { place });
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #contentOf(id: string, place: DetailsPlace): ContentOf<TaskDetailsContract> {
    return (panel) => {
      const { editor, live } = this.#parts;
      this.#panels.set(id, panel);
      const session: TaskDetailsSession = new TaskDetailsSession(
        {
          tasks: () => editor.services.tasks(),
          live,
          clock: editor.services.clock,
          reading: { say: translated, language: env.language === 'zh-cn' ? 'zh-cn' : 'en', time: exactTime },
          isTrusted: () => workspace.isTrusted,
        },
        id,
        () => emit(),
      );
      const emit = atMostEvery(statePaceMs, () => void this.#tell(panel, session));
      const trust = workspace.onDidGrantWorkspaceTrust(() => emit());
      panel.onDidClose(() => {
        emit.stop();
        trust.dispose();
        session.close();
        this.#panels.delete(id);
      });
      return {
        title: plainLabel(id),
        kept: { task: id },
        handlers: this.#handlers(id, panel, session, place),
      };
    };
  }

  async #tell(panel: OpenPanel<TaskDetailsContract>, session: TaskDetailsSession): Promise<void> {
    try {
      const state = await session.state();
      panel.setTitle(plainLabel(await session.title()));
      panel.emit('state', state);
    } catch (error) {
      // The next change is told again; the panel shows what it had.
      this.#parts.editor.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  #handlers(
    id: string,
    panel: OpenPanel<TaskDetailsContract>,
    session: TaskDetailsSession,
    place: DetailsPlace,
  ): Handlers<TaskDetailsContract> {
    const { actions, openDocument, undoRun } = this.#parts;
    // Questions and documents are the editor's own: the panel does not wait for their end.
    const begin = (work: () => Promise<void>): Record<string, never> => {
      void this.#guarded(work);
      return {};
    };
    return {
      ready: async () => {
        const state = await session.state();
        panel.setTitle(plainLabel(await session.title()));
        return { state, place };
      },
      statements: ({ run, offset, limit }) => session.statements(run, offset, limit),
      statement: ({ run, index }) => session.statement(run, index),
      leftOut: ({ offset, limit }) => session.leftOut(offset, limit),
      log: ({ filter, offset, limit }) => session.log(filter, offset, limit),
      act: ({ action }) => begin(() => actions.act(action, [id])),
      undoRun: ({ run }) => begin(() => undoRun(id, run)),
      openChangeSql: ({ run }) => begin(() => openDocument({ kind: 'change', task: id, run })),
      openLog: ({ run }) => begin(() => openDocument({ kind: 'log', task: id, run })),
      copyLog: ({ filter }) => begin(() => copyLog(session, filter)),
      saveLog: ({ filter }) => begin(() => saveLog(session, filter)),
      copyStatement: ({ run, index }) =>
        begin(async () => {
          const { sql } = await session.statement(run, index);
          await env.clipboard.writeText(`${sql};\n`);
        }),
      openOrigin: () =>
        begin(async () => {
          const origin = (await session.reader.read())?.task.origin;
          if (origin != null) this.open(origin.task, origin.kind === 'undo' ? 'runs' : 'information');
        }),
      close: () => {
        queueMicrotask(() => panel.close());
        return {};
      },
    };
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await showError(this.#parts.editor.log, error);
    }
  }
}

async function copyLog(session: TaskDetailsSession, filter: LogFilter): Promise<void> {
  const lines = await session.logLines(filter);
  await env.clipboard.writeText(logText(lines));
  void window.setStatusBarMessage(l10n.t('{0} lines copied', lines.length), 3000);
}

async function saveLog(session: TaskDetailsSession, filter: LogFilter): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${filter.run}.log`;
  const target = await window.showSaveDialog({
    title: l10n.t('Save Log'),
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [l10n.t('Log')]: ['log'] },
  });
  if (target === undefined) return;
  const text = logText(await session.logLines(filter));
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const shown = plainText(target.path.split('/').at(-1) ?? '');
  void window.setStatusBarMessage(l10n.t('The log was saved to {0}', shown), 3000);
}

/** What a panel of an earlier window kept; checked like any foreign value. */
function taskIn(kept: unknown): string | null {
  if (typeof kept !== 'object' || kept === null || !('task' in kept)) return null;
  return typeof kept.task === 'string' && kept.task.length <= 64 ? kept.task : null;
}

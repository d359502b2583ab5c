/** The panel of the approval processes; there is one in a window. */
import { l10n } from 'vscode';
import type { Disposable } from 'vscode';
import { approvalProcessesContract } from '../../../protocol/approvalProcesses.ts';
import type { ApprovalProcessesContract } from '../../../protocol/approvalProcesses.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import type { Editor } from '../../editor.ts';
import { ProcessesSession } from '../../tasks/processes/processesSession.ts';
import { translated } from '../../ui/translated.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';

const kind: PanelKind<ApprovalProcessesContract> = {
  viewType: 'shadowSync.approvalProcesses',
  bundle: 'approvalProcesses',
  icon: 'approvalProcesses',
  contract: approvalProcessesContract,
};

export class ApprovalProcessPanels implements Disposable {
  readonly #editor: Editor;
  readonly #restoring: Disposable;
  #panel: OpenPanel<ApprovalProcessesContract> | null = null;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#restoring = registerPanelRestore(editor, kind, () => (this.#panel === null ? this.#content : null));
  }

  open(): void {
    if (this.#panel === null) openPanel(this.#editor, kind, this.#content);
    else this.#panel.reveal();
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  readonly #content: ContentOf<ApprovalProcessesContract> = (panel) => {
    this.#panel = panel;
    const { services } = this.#editor;
    const session = new ProcessesSession({
      tasks: () => services.tasks(),
      connections: async () =>
        (await (await services.connections()).list()).map(({ connection: { id, name } }) => ({ id, name })),
      person: services.person,
      now: () => services.clock.now(),
      random: () => Math.random(),
      say: translated,
    });
    panel.onDidClose(() => {
      this.#panel = null;
    });
    return { title: l10n.t('Approval Processes'), kept: {}, handlers: handlersOf(panel, session) };
  };
}

function handlersOf(
  panel: OpenPanel<ApprovalProcessesContract>,
  session: ProcessesSession,
): Handlers<ApprovalProcessesContract> {
  return {
    ready: () => session.state(),
    save: ({ revision, isForced, processes }) => session.save(processes, revision, isForced),
    create: () => session.create(),
    tryOn: ({ task, processes }) => session.tryOn(task, processes),
    close: () => {
      queueMicrotask(() => panel.close());
      return {};
    },
  };
}

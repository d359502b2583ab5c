/** The panel of the approval processes; there is one in a window. */
import { l10n } from 'vscode';
import { approvalProcessesContract } from '../../../protocol/approvalProcesses.ts';
import type { ApprovalProcessesContract } from '../../../protocol/approvalProcesses.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import type { Editor } from '../../editor.ts';
import { ProcessesSession } from '../../tasks/processes/processesSession.ts';
import { translated } from '../../ui/translated.ts';
import type { OpenPanel, PanelKind } from '../panelHost.ts';
import { SinglePanel } from '../singlePanel.ts';

const kind: PanelKind<ApprovalProcessesContract> = {
  viewType: 'shadowSync.approvalProcesses',
  bundle: 'approvalProcesses',
  icon: 'approvalProcesses',
  contract: approvalProcessesContract,
};

export function approvalProcessPanel(editor: Editor): SinglePanel<ApprovalProcessesContract> {
  return new SinglePanel(editor, kind, (panel) => {
    const { services } = editor;
    const session = new ProcessesSession({
      tasks: () => services.tasks(),
      connections: async () =>
        (await (await services.connections()).list()).map(({ connection: { id, name } }) => ({ id, name })),
      person: services.person,
      now: () => services.clock.now(),
      random: () => Math.random(),
      say: translated,
    });
    return { title: l10n.t('Approval Processes'), kept: {}, handlers: handlersOf(panel, session) };
  });
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

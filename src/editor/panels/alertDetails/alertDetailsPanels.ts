/** The panels of alert details: one for each alert that is looked at. */
import { commands } from 'vscode';
import type { Disposable } from 'vscode';
import { alertDetailsContract } from '../../../protocol/alertDetails.ts';
import type { AlertDetailsContract, AlertDetailsState } from '../../../protocol/alertDetails.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { isAlertId } from '../../alerts/alertTarget.ts';
import type { AlertTarget } from '../../alerts/alertTarget.ts';
import { shownAlert } from '../../alerts/details/shownAlert.ts';
import type { AlertActionName } from '../../../protocol/alertDetails.ts';
import type { Editor } from '../../editor.ts';
import type { CommandId } from '../../manifest/commands.ts';
import { plainLabel } from '../../ui/plainText.ts';
import { followStore } from '../followStore.ts';
import type { StoreFollower } from '../followStore.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';

const kind: PanelKind<AlertDetailsContract> = {
  viewType: 'shadowSync.alertDetails',
  bundle: 'alertDetails',
  icon: 'alertDetails',
  contract: alertDetailsContract,
};

/** What a panel asks for is what the palette and the tree would do. */
const commandOfAction: Readonly<Record<AlertActionName, CommandId>> = {
  acknowledge: 'shadowSync.alert.acknowledge',
  snooze: 'shadowSync.alert.snooze',
  wake: 'shadowSync.alert.wake',
  close: 'shadowSync.alert.close',
  resend: 'shadowSync.alert.resend',
  mute: 'shadowSync.alert.mute',
  openTask: 'shadowSync.alert.openTask',
  showDifference: 'shadowSync.alert.showDifference',
};

export class AlertDetailsPanels implements Disposable {
  readonly #editor: Editor;
  readonly #panels = new Map<string, OpenPanel<AlertDetailsContract>>();
  readonly #restoring: Disposable;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#restoring = registerPanelRestore(editor, kind, (kept) => {
      const id = alertIn(kept);
      return id === null || this.#panels.has(id) ? null : this.#contentOf(id);
    });
  }

  /** Brings the panel of an alert to the front, or opens it. */
  open(id: string): void {
    const panel = this.#panels.get(id);
    if (panel === undefined) openPanel(this.#editor, kind, this.#contentOf(id));
    else panel.reveal();
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  #contentOf(id: string): ContentOf<AlertDetailsContract> {
    return (panel) => {
      this.#panels.set(id, panel);
      panel.onDidClose(() => this.#panels.delete(id));
      const follower = followStore({
        panel,
        log: this.#editor.log,
        store: async () => (await this.#editor.services.alerts()).store,
        send: async () => panel.emit('state', await this.#state(panel, id)),
      });
      return {
        title: plainLabel(id),
        kept: { alert: id },
        handlers: this.#handlers(id, panel, follower),
      };
    };
  }

  async #state(panel: OpenPanel<AlertDetailsContract>, id: string): Promise<AlertDetailsState> {
    const { centre } = await this.#editor.services.alerts();
    try {
      const shown = shownAlert(await centre.find(id), await centre.settings());
      panel.setTitle(plainLabel(shown.title));
      return shown;
    } catch (error) {
      if (ShadowSyncError.is(error, 'usage')) return { kind: 'gone', id };
      throw error;
    }
  }

  #handlers(
    id: string,
    panel: OpenPanel<AlertDetailsContract>,
    follower: StoreFollower,
  ): Handlers<AlertDetailsContract> {
    const target: AlertTarget = { kind: 'alert', alertId: id };
    return {
      ready: async () => {
        await follower.begin();
        return await this.#state(panel, id);
      },
      act: ({ action }) => {
        // Questions are the editor's own: the panel does not wait for their end.
        void commands.executeCommand(commandOfAction[action], target);
        return {};
      },
      copy: () => {
        void commands.executeCommand('shadowSync.alert.copyMarkdown', target);
        return {};
      },
      close: () => {
        queueMicrotask(() => panel.close());
        return {};
      },
    };
  }
}

/** What a panel of an earlier window kept; checked like any foreign value. */
function alertIn(kept: unknown): string | null {
  if (typeof kept !== 'object' || kept === null || !('alert' in kept)) return null;
  return typeof kept.alert === 'string' && isAlertId(kept.alert) ? kept.alert : null;
}

/** The panel of the alert settings; there is one in a window. */
import { commands, l10n } from 'vscode';
import type { Disposable } from 'vscode';
import { alertSettingsContract } from '../../../protocol/alertSettings.ts';
import type {
  AlertSettingsContract,
  AlertSettingsState,
  AlertSettingsValues,
  ChannelAction,
} from '../../../protocol/alertSettings.ts';
import type { Result } from '../../../protocol/contract.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { ChannelTarget } from '../../alerts/channels/channelTarget.ts';
import { shownSettings } from '../../alerts/settings/shownSettings.ts';
import type { SilentSources } from '../../alerts/silentSources.ts';
import type { Editor } from '../../editor.ts';
import type { CommandId } from '../../manifest/commands.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { errorText } from '../../ui/showError.ts';
import { openPanel, registerPanelRestore } from '../panelHost.ts';
import type { ContentOf, OpenPanel, PanelKind } from '../panelHost.ts';

const kind: PanelKind<AlertSettingsContract> = {
  viewType: 'shadowSync.alertSettings',
  bundle: 'alertSettings',
  icon: 'alertDetails',
  contract: alertSettingsContract,
};

const statePaceMs = 300;

const commandOfAction: Readonly<Record<ChannelAction, CommandId>> = {
  edit: 'shadowSync.alertChannel.edit',
  test: 'shadowSync.alertChannel.test',
  switch: 'shadowSync.alertChannel.switch',
  delete: 'shadowSync.alertChannel.delete',
};

export class AlertSettingsPanels implements Disposable {
  readonly #editor: Editor;
  readonly #silent: SilentSources;
  readonly #restoring: Disposable;
  #panel: OpenPanel<AlertSettingsContract> | null = null;

  constructor(editor: Editor, silent: SilentSources) {
    this.#editor = editor;
    this.#silent = silent;
    this.#restoring = registerPanelRestore(editor, kind, () => (this.#panel === null ? this.#content : null));
  }

  open(): void {
    if (this.#panel === null) openPanel(this.#editor, kind, this.#content);
    else this.#panel.reveal();
  }

  dispose(): void {
    this.#restoring.dispose();
  }

  readonly #content: ContentOf<AlertSettingsContract> = (panel) => {
    this.#panel = panel;
    const emit = atMostEvery(statePaceMs, () => void this.#tell(panel));
    let endWatch: (() => void) | null = null;
    panel.onDidClose(() => {
      this.#panel = null;
      emit.stop();
      endWatch?.();
    });
    const watch = async (): Promise<void> => {
      const { store } = await this.#editor.services.alerts();
      if (this.#panel === panel) endWatch ??= store.onDidChange(emit);
    };
    return { title: l10n.t('Alert Settings'), kept: {}, handlers: this.#handlers(watch, emit) };
  };

  #handlers(watch: () => Promise<void>, emit: () => void): Handlers<AlertSettingsContract> {
    return {
      ready: async () => {
        await watch();
        return await this.#state();
      },
      save: ({ values }) => this.#save(values),
      addChannel: () => {
        void commands.executeCommand('shadowSync.alertChannel.add');
        return {};
      },
      channel: ({ id, action }) => {
        const target: ChannelTarget = { kind: 'alertChannel', channelId: id };
        void commands.executeCommand(commandOfAction[action], target);
        return {};
      },
      unmute: async ({ id }) => {
        const { centre } = await this.#editor.services.alerts();
        await centre.unmute(id);
        return {};
      },
      clearSilent: async () => {
        await this.#silent.clear();
        emit();
        return {};
      },
    };
  }

  async #save(values: AlertSettingsValues): Promise<Result<AlertSettingsContract, 'save'>> {
    const { centre } = await this.#editor.services.alerts();
    try {
      await centre.saveSettings({ ...(await centre.settings()), ...values });
      return { kind: 'saved', state: await this.#state() };
    } catch (error) {
      if (ShadowSyncError.is(error, 'usage')) return { kind: 'refused', message: errorText(error) };
      throw error;
    }
  }

  async #tell(panel: OpenPanel<AlertSettingsContract>): Promise<void> {
    try {
      panel.emit('state', await this.#state());
    } catch (error) {
      // The next change is told again; the panel shows what it had.
      this.#editor.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  async #state(): Promise<AlertSettingsState> {
    const { services } = this.#editor;
    const { centre, channels } = await services.alerts();
    const { store } = await services.tasks();
    return shownSettings({
      settings: await centre.settings(),
      channels: await channels.list(),
      tasks: await store.tasks(),
      silent: this.#silent.keys.size,
      now: services.clock.now(),
    });
  }
}

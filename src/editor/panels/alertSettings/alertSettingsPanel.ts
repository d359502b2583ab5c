/** The panel of the alert settings; there is one in a window. */
import { l10n } from 'vscode';
import { alertSettingsContract } from '../../../protocol/alertSettings.ts';
import type { AlertSettingsContract } from '../../../protocol/alertSettings.ts';
import type { SilentSources } from '../../alerts/silentSources.ts';
import type { Editor } from '../../editor.ts';
import { followStore } from '../followStore.ts';
import type { PanelKind } from '../panelHost.ts';
import { SinglePanel } from '../singlePanel.ts';
import { alertSettingsHandlers, alertSettingsState } from './alertSettingsHandlers.ts';

const kind: PanelKind<AlertSettingsContract> = {
  viewType: 'shadowSync.alertSettings',
  bundle: 'alertSettings',
  icon: 'alertDetails',
  contract: alertSettingsContract,
};

export function alertSettingsPanel(
  editor: Editor,
  silent: SilentSources,
): SinglePanel<AlertSettingsContract> {
  const { services, log } = editor;
  const parts = { services, silent };
  return new SinglePanel(editor, kind, (panel) => {
    const follower = followStore({
      panel,
      log,
      store: async () => (await services.alerts()).store,
      send: async () => panel.emit('state', await alertSettingsState(parts)),
    });
    return { title: l10n.t('Alert Settings'), kept: {}, handlers: alertSettingsHandlers(parts, follower) };
  });
}

/** Registers everything about alerts: their list, their panels, their commands, and this window's part in sending them. */
import { languages, window, workspace } from 'vscode';
import {
  acknowledgeAlerts,
  closeAlerts,
  snoozeAlerts,
  snoozeAllAlerts,
  wakeAlerts,
} from '../commands/alerts/actOnAlerts.ts';
import type { AlertCommandParts } from '../commands/alerts/actOnAlerts.ts';
import {
  addChannel,
  deleteChannel,
  editChannel,
  switchChannel,
  testChannel,
} from '../commands/alerts/channelCommands.ts';
import { chooseRange, exportAlertList, filterAlerts, searchAlerts } from '../commands/alerts/listAlerts.ts';
import { muteAlertTask, resendAlerts } from '../commands/alerts/sendAlerts.ts';
import { setTaskLevel } from '../commands/alerts/setTaskLevel.ts';
import { showAlertDifference } from '../commands/alerts/showAlertDifference.ts';
import { copyAlertIds, copyAlertMarkdown, openAlert, openAlertTask } from '../commands/alerts/showAlerts.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { CommandHandlers } from '../commands/registerCommands.ts';
import type { ComparisonParts } from '../comparisons/comparisonParts.ts';
import { documentScheme } from '../documents/documentAddress.ts';
import type { Disposing } from '../editor.ts';
import type { OmsBook } from '../oms/omsBook.ts';
import type { alertCommands } from '../manifest/alertCommands.ts';
import { AlertDetailsPanels } from '../panels/alertDetails/alertDetailsPanels.ts';
import { alertSettingsPanel } from '../panels/alertSettings/alertSettingsPanel.ts';
import { AlertFixes } from '../problems/alertFixes.ts';
import { AlertProblems } from '../problems/alertProblems.ts';
import type { LookAtDocument } from '../problems/alertProblems.ts';
import { AlertsView } from '../trees/alerts/alertsView.ts';
import { translated } from '../ui/translated.ts';
import { AlertBook } from './alertBook.ts';
import { clearedAlerts } from './alertFilterWords.ts';
import { AlertHost } from './alertHost.ts';
import { alertIdOfLink } from './alertLink.ts';
import { tellOfAlerts } from './alertMessage.ts';
import type { AlertPanels } from './alertPanels.ts';
import { messageChoice } from './alertPreferences.ts';
import { AlertStatusBar } from './alertStatusBar.ts';
import { Announcer } from './announcer.ts';
import { CurrentAlertFilter } from './currentAlertFilter.ts';
import { SilentSources } from './silentSources.ts';

type AlertCommandId = keyof typeof alertCommands;

/** What must be disposed with the extension. Nothing is opened before somebody looks, or there is something to watch. */
export function registerAlerts(
  comparisons: ComparisonParts,
  look: LookAtDocument,
  oms: OmsBook,
): Disposing[] {
  const { editor } = comparisons;
  const { context, services, startup, log } = editor;
  const filter = new CurrentAlertFilter(context.workspaceState);
  const silent = new SilentSources(context.globalState);
  const book = new AlertBook(services.alerts, () => filter.value, translated);
  const now = (): number => services.clock.now();
  const parts: AlertCommandParts = { editor, book };
  const details = new AlertDetailsPanels(editor);
  const settings = alertSettingsPanel(editor, silent);
  const panels: AlertPanels = {
    openDetails: (alert) => details.open(alert),
    openSettings: () => settings.open(),
  };
  const view: AlertsView = new AlertsView(editor, { book, filter, now }, () => announcer.look());
  const announcer = makeAnnouncer(parts, silent, () => view.isVisible);
  const host = new AlertHost({
    book,
    alerts: services.alerts,
    hasSubject: services.hasAlertSubject,
    isTrusted: () => workspace.isTrusted,
    onDidGrantTrust: (listener) => {
      const heard = workspace.onDidGrantWorkspaceTrust(listener);
      return () => void heard.dispose();
    },
    log,
  });
  const endings = [services.onTaskNotice(() => void host.look()), oms.onDidChange(() => void host.look())];
  const link = startup.setLinkOpener((uri) => {
    const id = alertIdOfLink(uri);
    if (id !== null) panels.openDetails(id);
  });
  const problems = new AlertProblems(editor, book, look);
  host.begin();
  return [
    view,
    announcer,
    new AlertStatusBar(book, now),
    problems,
    languages.registerCodeActionsProvider({ scheme: documentScheme }, new AlertFixes(problems), {
      providedCodeActionKinds: AlertFixes.kinds,
    }),
    details,
    settings,
    link,
    ...registerCommands<AlertCommandId>(editor, handlersOf(parts, comparisons, filter, panels)),
    host,
    ...endings.map((dispose) => ({ dispose })),
    { dispose: () => book.close() },
  ];
}

function makeAnnouncer(
  parts: AlertCommandParts,
  silent: SilentSources,
  isListVisible: () => boolean,
): Announcer {
  const { editor, book } = parts;
  return new Announcer({
    book,
    clock: editor.services.clock,
    choice: messageChoice,
    silent: () => silent.keys,
    isActive: () => window.state.focused,
    onDidChangeActive: (listener) => {
      const heard = window.onDidChangeWindowState(listener);
      return () => void heard.dispose();
    },
    isListVisible,
    markShown: async (ids) => {
      try {
        const { centre } = await editor.services.alerts();
        await centre.markShown(ids);
      } catch (error) {
        editor.log.warn(error instanceof Error ? error.message : String(error));
      }
    },
    say: (alerts) => tellOfAlerts(parts, silent, alerts),
  });
}

function handlersOf(
  parts: AlertCommandParts,
  comparisons: ComparisonParts,
  filter: CurrentAlertFilter,
  panels: AlertPanels,
): CommandHandlers<AlertCommandId> {
  const { editor, book } = parts;
  return {
    'shadowSync.alert.open': (...args) => openAlert(editor, panels, args),
    'shadowSync.alert.openTask': (...args) => openAlertTask(editor, args),
    'shadowSync.alert.showDifference': (...args) => showAlertDifference(comparisons, args),
    'shadowSync.alert.acknowledge': (...args) => acknowledgeAlerts(parts, args),
    'shadowSync.alert.snooze': (...args) => snoozeAlerts(parts, args),
    'shadowSync.alert.wake': (...args) => wakeAlerts(parts, args),
    'shadowSync.alert.close': (...args) => closeAlerts(parts, args),
    'shadowSync.alert.resend': (...args) => resendAlerts(parts, args),
    'shadowSync.alert.mute': (...args) => muteAlertTask(parts, args),
    'shadowSync.alert.setTaskLevel': (...args) => setTaskLevel(parts, args),
    'shadowSync.alert.copyId': (...args) => copyAlertIds(editor, args),
    'shadowSync.alert.copyMarkdown': (...args) => copyAlertMarkdown(editor, args),
    'shadowSync.alerts.range': () => chooseRange(filter),
    'shadowSync.alerts.search': () => searchAlerts(filter),
    'shadowSync.alerts.filter': () => filterAlerts(filter),
    'shadowSync.alerts.clearFilter': () => filter.set(clearedAlerts(filter.value)),
    'shadowSync.alerts.snoozeAll': () => snoozeAllAlerts(parts),
    'shadowSync.alerts.export': () => exportAlertList(editor, filter),
    'shadowSync.alerts.openSettings': () => panels.openSettings(),
    'shadowSync.alertChannel.add': () => addChannel(editor),
    'shadowSync.alertChannel.edit': (...args) => editChannel(editor, args),
    'shadowSync.alertChannel.test': (...args) => testChannel(editor, args),
    'shadowSync.alertChannel.switch': (...args) => switchChannel(editor, args),
    'shadowSync.alertChannel.delete': (...args) => deleteChannel(editor, args),
    'shadowSync.alerts.refresh': async () => {
      await book.reload();
    },
  };
}

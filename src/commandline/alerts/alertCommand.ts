/** The commands about alerts. They send nothing but test messages: whatever process runs the tasks sends. */
import type { AlertAction } from '../../alert/alertCentre.ts';
import { readSettings } from '../../alert/model/readSettings.ts';
import type { AlertSettings } from '../../alert/model/settings.ts';
import { clock } from '../../compose.ts';
import type { OpenedAlerts } from '../../compose.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { english } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { runErrorOf } from '../../task/runError.ts';
import type { BatchResult } from '../../task/taskCentre.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { personOf, textOf } from '../tasks/taskCommand.ts';
import type { TaskCommandRequest } from '../tasks/taskCommand.ts';
import { openTaskServices } from '../tasks/taskServices.ts';
import type { AlertCommand, AskedAction } from './alertArguments.ts';
import { openAlertServices } from './alertServices.ts';
import { alertDocument, alertTable, alertText } from './alertText.ts';
import { doChannelCommand } from './channelCommand.ts';

export interface AlertCommandRequest extends TaskCommandRequest {
  readonly readFirstLine: () => Promise<string>;
}

/** Does the command. Throws ShadowSyncError. */
export async function doAlertCommand(command: AlertCommand, request: AlertCommandRequest): Promise<ExitCode> {
  const { console } = request;
  const onTrouble = (said: Said): void => console.say(console.paint.yellow(visibleText(english(said))));
  const services = await openTaskServices(command.store, {
    ...request,
    say: onTrouble,
    onNotice: () => undefined,
  });
  try {
    const { environment } = request;
    const alerts = await openAlertServices(command.store, { environment, services, onTrouble });
    try {
      return await doOne(command, alerts, request);
    } finally {
      await alerts.close();
    }
  } finally {
    await services.close();
  }
}

async function doOne(
  command: AlertCommand,
  alerts: OpenedAlerts,
  request: AlertCommandRequest,
): Promise<ExitCode> {
  const { centre } = alerts;
  const { console } = request;
  switch (command.kind) {
    case 'list':
      if (command.json) console.out(await centre.export(command.filter, 'json'));
      else console.out(alertTable(await centre.list(command.filter)));
      return exitCode.consistent;
    case 'export':
      console.out(await centre.export(command.filter, command.format));
      return exitCode.consistent;
    case 'show': {
      const details = await centre.find(command.id);
      const { channels } = await centre.settings();
      const { json } = command;
      console.out(
        json ? `${JSON.stringify(alertDocument(details), null, 2)}\n` : alertText(details, channels),
      );
      return exitCode.consistent;
    }
    case 'act': {
      const { ids, action, by } = command;
      const results = await centre.act(ids, actionOf(action), by ?? personOf(request));
      return showResults(results, command.json, request);
    }
    case 'resend':
      console.say(
        console.paint.dim('sent by whatever sends the alerts of this store: shadow-sync run, or a window'),
      );
      return showResults(await resendAll(command, alerts), command.json, request);
    case 'settings':
      return await showSettings(command.file, alerts, request);
    case 'channel':
      return await doChannelCommand(command.channel, command.json, alerts, request);
    default:
      return assertNever(command);
  }
}

function actionOf(asked: AskedAction): AlertAction {
  if (asked.kind !== 'snooze') return { kind: asked.kind };
  const { end } = asked;
  return { kind: 'snooze', until: 'at' in end ? end.at : clock.now() + end.afterMs };
}

async function resendAll(
  { ids, channel }: Extract<AlertCommand, { readonly kind: 'resend' }>,
  { centre }: OpenedAlerts,
): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = [];
  for (const id of ids) {
    try {
      await centre.resend(id, channel);
      results.push({ id, error: null });
    } catch (error) {
      results.push({ id, error: runErrorOf(error) });
    }
  }
  return results;
}

function showResults(
  results: readonly BatchResult[],
  json: boolean,
  { console }: AlertCommandRequest,
): ExitCode {
  for (const { id, error } of results) {
    const { message, remedy } = error ?? { message: 'done', remedy: null };
    console.say(visibleText(`${id}: ${message}${remedy === null ? '' : ` ${remedy}`}`));
  }
  if (json) console.out(`${JSON.stringify(results, null, 2)}\n`);
  return results.some(({ error }) => error !== null) ? exitCode.error : exitCode.consistent;
}

/** What a file does not have stays as it is; channels have commands of their own. */
async function showSettings(
  file: string | null,
  { centre }: OpenedAlerts,
  request: AlertCommandRequest,
): Promise<ExitCode> {
  if (file !== null) {
    const { channels, ...own } = await centre.settings();
    const given = settingsIn(await textOf(file, request));
    await centre.saveSettings(withoutChannels(readSettings({ ...own, ...given, channels })));
  }
  const shown = withoutChannels(await centre.settings());
  request.console.out(`${JSON.stringify(shown, null, 2)}\n`);
  return exitCode.consistent;
}

function withoutChannels(settings: AlertSettings): Omit<AlertSettings, 'channels'> {
  const { events, taskLevels, thresholds, oms, quietHours, mutes, drift } = settings;
  return { events, taskLevels, thresholds, oms, quietHours, mutes, drift };
}

function settingsIn(text: string): object {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // What a parser says may repeat a piece of the file.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShadowSyncError('usage', '--file: it is no JSON object', {
      remedy: 'Change what alert settings prints.',
    });
  }
  if (!('channels' in value)) return value;
  throw new ShadowSyncError('usage', '--file: channels are not among these settings', {
    remedy: 'Use: shadow-sync alert channel …',
  });
}

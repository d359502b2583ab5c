/** Starts, stops and resumes tasks of OMS servers, after a question that names them. */
import { ProgressLocation, l10n, window } from 'vscode';
import { actOnTask, allowedActions } from '../../../alert/oms/taskActions.ts';
import type { MigrationAction } from '../../../alert/oms/taskActions.ts';
import { shownStatus } from '../../../alert/oms/taskWords.ts';
import { omsTasksIn } from '../../oms/omsPlace.ts';
import { pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';
import type { OmsCommandParts } from './omsServerCommands.ts';

interface Meant {
  readonly serverId: string;
  readonly taskId: string;
}

/** Each is looked at again before anything is sent (actOnTask); what can't be done is said. */
export async function actOnOmsTasks(
  parts: OmsCommandParts,
  action: MigrationAction,
  args: readonly unknown[],
): Promise<void> {
  const { oms } = parts;
  const given = omsTasksIn(args);
  const meant = given.length > 0 ? given : await choose(parts, action);
  const [first] = meant;
  if (first === undefined || !(await confirm(parts, action, meant))) return;
  const touched = new Set(meant.map(({ serverId }) => serverId));
  try {
    for (const { serverId, taskId } of meant) {
      await window.withProgress(
        { location: ProgressLocation.Window, title: titleOf(action) },
        async () => await oms.use(serverId, (server) => actOnTask(server, taskId, action)),
      );
    }
  } finally {
    for (const serverId of touched) oms.forget(serverId);
  }
}

async function confirm(
  { oms }: OmsCommandParts,
  action: MigrationAction,
  meant: readonly Meant[],
): Promise<boolean> {
  const lines: string[] = [];
  for (const { serverId, taskId } of meant) {
    const { connection } = await oms.find(serverId);
    const state = await oms.tasksOf(serverId);
    const task = state.kind === 'loaded' ? state.value.tasks.find(({ id }) => id === taskId) : undefined;
    lines.push(plainText(`${task?.name ?? taskId} (${taskId}) · ${connection.name}`));
  }
  const button = buttonOf(action);
  const detail = [...lines, '', noteOf(action)].join('\n');
  return (await window.showWarningMessage(questionOf(action), { modal: true, detail }, button)) === button;
}

/** From the palette: a server, then a task of it that takes the action now. */
async function choose({ oms }: OmsCommandParts, action: MigrationAction): Promise<readonly Meant[]> {
  const choices: Choice<Meant>[] = [];
  for (const { connection } of await oms.servers()) {
    const state = await oms.tasksOf(connection.id);
    if (state.kind !== 'loaded') continue;
    for (const task of state.value.tasks.filter((one) => allowedActions(one).includes(action))) {
      choices.push({
        label: task.name,
        description: `${translated(shownStatus(task))} · ${connection.name}`,
        value: { serverId: connection.id, taskId: task.id },
      });
    }
  }
  if (choices.length === 0) {
    void window.showInformationMessage(l10n.t('There is no task of an OMS server whose state allows this.'));
    return [];
  }
  const picked = await pickOne({ title: titleOf(action), placeholder: l10n.t('Which task?') }, choices);
  return picked === null ? [] : [picked];
}

function titleOf(action: MigrationAction): string {
  switch (action) {
    case 'start':
      return l10n.t('Start OMS Task');
    case 'stop':
      return l10n.t('Stop OMS Task');
    case 'resume':
      return l10n.t('Resume OMS Task');
  }
}

function questionOf(action: MigrationAction): string {
  switch (action) {
    case 'start':
      return l10n.t('Start this on the OMS server?');
    case 'stop':
      return l10n.t('Stop this on the OMS server?');
    case 'resume':
      return l10n.t('Resume this on the OMS server?');
  }
}

function noteOf(action: MigrationAction): string {
  return action === 'stop'
    ? l10n.t('The target falls behind until it is resumed; logs that it needs may be recycled meanwhile.')
    : l10n.t('It goes on copying into its target.');
}

function buttonOf(action: MigrationAction): string {
  switch (action) {
    case 'start':
      return l10n.t('Start');
    case 'stop':
      return l10n.t('Stop');
    case 'resume':
      return l10n.t('Resume');
  }
}

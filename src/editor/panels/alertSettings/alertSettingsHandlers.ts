/** What the panel of the alert settings asks for. */
import { commands } from 'vscode';
import type { TemplateProblem } from '../../../alert/channels/template.ts';
import type {
  AlertSettingsContract,
  AlertSettingsState,
  ChannelAction,
  MutedUntil,
  TemplateMistakes,
} from '../../../protocol/alertSettings.ts';
import type { Params, Result } from '../../../protocol/contract.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { ChannelTarget } from '../../alerts/channels/channelTarget.ts';
import { shownSettings } from '../../alerts/settings/shownSettings.ts';
import type { SilentSources } from '../../alerts/silentSources.ts';
import type { Editor } from '../../editor.ts';
import type { CommandId } from '../../manifest/commands.ts';
import { errorText } from '../../ui/showError.ts';
import { translated } from '../../ui/translated.ts';
import type { StoreFollower } from '../followStore.ts';

type Contract = AlertSettingsContract;

export interface AlertSettingsParts {
  readonly services: Editor['services'];
  readonly silent: SilentSources;
}

const commandOfAction: Readonly<Record<ChannelAction, CommandId>> = {
  edit: 'shadowSync.alertChannel.edit',
  test: 'shadowSync.alertChannel.test',
  switch: 'shadowSync.alertChannel.switch',
  delete: 'shadowSync.alertChannel.delete',
};

const dayMs = 24 * 3_600_000;

export function alertSettingsHandlers(
  parts: AlertSettingsParts,
  follower: StoreFollower,
): Handlers<Contract> {
  const { services, silent } = parts;
  return {
    ready: async () => {
      await follower.begin();
      return await alertSettingsState(parts);
    },
    save: (params) => save(parts, params),
    preview: (params) => preview(parts, params),
    saveTemplates: (params) => saveTemplates(parts, params),
    mute: (params) => mute(parts, params),
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
      const { centre } = await services.alerts();
      await centre.unmute(id);
      return {};
    },
    clearSilent: async () => {
      await silent.clear();
      follower.tell();
      return {};
    },
  };
}

export async function alertSettingsState({
  services,
  silent,
}: AlertSettingsParts): Promise<AlertSettingsState> {
  const { centre, channels } = await services.alerts();
  const { store } = await services.tasks();
  return shownSettings({
    settings: await centre.settings(),
    channels: await channels.list(),
    tasks: await store.tasks(),
    silent: silent.keys.size,
    now: services.clock.now(),
  });
}

async function save(
  parts: AlertSettingsParts,
  { values }: Params<Contract, 'save'>,
): Promise<Result<Contract, 'save'>> {
  const { centre } = await parts.services.alerts();
  const refused = await refusalOf(async () => {
    await centre.saveSettings({ ...(await centre.settings()), ...values });
  });
  return refused ?? { kind: 'saved', state: await alertSettingsState(parts) };
}

async function preview(
  { services }: AlertSettingsParts,
  { id, templates }: Params<Contract, 'preview'>,
): Promise<Result<Contract, 'preview'>> {
  const { channels } = await services.alerts();
  const shown = await channels.preview(id, templates);
  if (shown.kind === 'wrong') return { kind: 'wrong', problems: shown.problems.map(mistake) };
  return { kind: 'shown', ...shown.message };
}

async function saveTemplates(
  parts: AlertSettingsParts,
  { id, templates }: Params<Contract, 'saveTemplates'>,
): Promise<Result<Contract, 'saveTemplates'>> {
  const { channels } = await parts.services.alerts();
  const shown = await channels.preview(id, templates);
  if (shown.kind === 'wrong') return { kind: 'wrong', problems: shown.problems.map(mistake) };
  await channels.setTemplates(id, templates);
  return { kind: 'saved', state: await alertSettingsState(parts) };
}

function mistake({ field, said, remedy }: TemplateProblem): TemplateMistakes[number] {
  return { field, message: `${translated(said)} ${translated(remedy)}` };
}

async function mute(
  parts: AlertSettingsParts,
  { about, until }: Params<Contract, 'mute'>,
): Promise<Result<Contract, 'mute'>> {
  const { clock, person } = parts.services;
  const { centre } = await parts.services.alerts();
  const refused = await refusalOf(async () => {
    await centre.mute(about, endOf(until, clock.now()), person);
  });
  return refused ?? { kind: 'muted', state: await alertSettingsState(parts) };
}

/** Null: until it is taken back. */
function endOf(until: MutedUntil, now: number): number | null {
  switch (until.kind) {
    case 'forever':
      return null;
    case 'days':
      return now + until.days * dayMs;
    case 'at':
      return until.at;
  }
}

/** What stands beside the field, where the user can mend it; null when all went well. */
async function refusalOf(
  work: () => Promise<void>,
): Promise<{ readonly kind: 'refused'; readonly message: string } | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (ShadowSyncError.is(error, 'usage')) return { kind: 'refused', message: errorText(error) };
    throw error;
  }
}

/** The questions about an alert channel. Address and secret are typed into password fields and kept nowhere here (W1). */
import { l10n, window } from 'vscode';
import { channelKinds } from '../../../alert/model/channel.ts';
import type { Channel, ChannelKind } from '../../../alert/model/channel.ts';
import { alertLevels } from '../../../alert/model/alertEvent.ts';
import type { AlertLevel } from '../../../alert/model/alertEvent.ts';
import type { ChannelRow } from '../../../alert/channelDesk.ts';
import type { Editor } from '../../editor.ts';
import { pickOne } from '../../ui/pick.ts';
import { levelName } from '../alertWords.ts';
import { channelIdOf } from './channelTarget.ts';
import { channelKindName, groupingName } from './channelWords.ts';

/** Null when the user went away, or when there is none, which is said. */
export async function channelFor(
  editor: Editor,
  args: readonly unknown[],
  title: string,
): Promise<ChannelRow | null> {
  const { channels } = await editor.services.alerts();
  const rows = await channels.list();
  const wanted = channelIdOf(args);
  const found = rows.find(({ channel }) => channel.id === wanted);
  if (found !== undefined) return found;
  if (rows.length === 0) {
    void window.showInformationMessage(l10n.t('There is no alert channel yet.'));
    return null;
  }
  return await pickOne(
    { title, placeholder: l10n.t('Which channel?') },
    rows.map((row) => ({
      label: row.channel.name,
      description: `${channelKindName(row.channel.kind)} · ${row.channel.host}`,
      icon: row.channel.isEnabled && row.disabledBy === null ? 'broadcast' : 'circle-slash',
      value: row,
    })),
  );
}

export async function askKind(title: string): Promise<ChannelKind | null> {
  return await pickOne(
    { title, placeholder: l10n.t('Where shall alerts be sent?') },
    channelKinds.map((kind) => ({ label: channelKindName(kind), value: kind })),
  );
}

export async function askName(title: string, value: string): Promise<string | null> {
  const name = await window.showInputBox({
    title,
    prompt: l10n.t('What is the channel called?'),
    value,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || text.trim().length > 100
        ? l10n.t('Give it a name of at most 100 characters.')
        : undefined,
  });
  return name === undefined ? null : name.trim();
}

/** The address is a secret with most receivers: whoever has it can write there. */
export async function askAddress(title: string): Promise<string | null> {
  const address = await window.showInputBox({
    title,
    prompt: l10n.t('The webhook’s address, as the receiver shows it. It is kept in the secret storage.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || /^\s*https:\/\//i.test(text) ? undefined : l10n.t('It begins with https://.'),
  });
  return address === undefined || address.trim() === '' ? null : address.trim();
}

/** Empty for none; null when the user went away. */
export async function askSigningSecret(title: string): Promise<string | null> {
  const secret = await window.showInputBox({
    title,
    prompt: l10n.t('The secret to sign with; leave it empty for none. It is kept in the secret storage.'),
    password: true,
    ignoreFocusOut: true,
  });
  return secret === undefined ? null : secret.trim();
}

export async function askLeastLevel(title: string): Promise<AlertLevel | null> {
  return await pickOne(
    { title, placeholder: l10n.t('From which level on are alerts sent there?') },
    alertLevels.map((level) => ({ label: levelName(level), value: level })),
  );
}

export async function askGrouping(title: string): Promise<Channel['groupBy'] | null> {
  return await pickOne<Channel['groupBy']>(
    { title, placeholder: l10n.t('Which alerts share a message?') },
    (['task', 'event', 'all', 'none'] as const).map((one) => ({ label: groupingName(one), value: one })),
  );
}

/** Null when the user went away. */
export async function askWholeNumber(
  title: string,
  prompt: string,
  value: number,
  least: number,
  most: number,
): Promise<number | null> {
  const typed = await window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isWholeNumber(text, least, most)
        ? undefined
        : l10n.t('Give a whole number from {0} to {1}.', least, most),
  });
  return typed === undefined ? null : Number(typed);
}

function isWholeNumber(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** Commands about alert channels: add, edit, test, switch, delete. */
import { ProgressLocation, l10n, window } from 'vscode';
import type { ChannelDraft, ChannelSave } from '../../../alert/channelDesk.ts';
import { defaultChannel } from '../../../alert/model/channel.ts';
import type { Channel } from '../../../alert/model/channel.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import {
  askAddress,
  askGrouping,
  askKind,
  askLeastLevel,
  askName,
  askSigningSecret,
  askWholeNumber,
  channelFor,
} from '../../alerts/channels/askChannel.ts';
import { channelKindName, groupingName, takesSecret } from '../../alerts/channels/channelWords.ts';
import { levelName } from '../../alerts/alertWords.ts';
import type { Editor } from '../../editor.ts';
import { pickOne } from '../../ui/pick.ts';
import { openIfTrusted } from '../../ui/openIfTrusted.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';

export async function addChannel(editor: Editor): Promise<void> {
  const title = l10n.t('Add Alert Channel');
  const kind = await askKind(title);
  if (kind === null) return;
  const name = await askName(title, channelKindName(kind));
  if (name === null) return;
  const url = await askAddress(title);
  if (url === null) return;
  const secret = takesSecret(kind) ? await askSigningSecret(title) : '';
  if (secret === null) return;
  const leastLevel = await askLeastLevel(title);
  if (leastLevel === null) return;
  const draft: ChannelDraft = { ...defaultChannel, id: null, name, kind, leastLevel };
  const saved = await save(editor, { draft, url, confirmsHost: false, ...(secret === '' ? {} : { secret }) });
  if (saved !== null) await runTest(editor, saved);
}

export async function testChannel(editor: Editor, args: readonly unknown[]): Promise<void> {
  const row = await channelFor(editor, args, l10n.t('Test Alert Channel'));
  if (row !== null) await runTest(editor, row.channel);
}

export async function switchChannel(editor: Editor, args: readonly unknown[]): Promise<void> {
  const row = await channelFor(editor, args, l10n.t('Switch Alert Channel On or Off'));
  if (row === null) return;
  const isOn = row.channel.isEnabled && row.disabledBy === null;
  const { channels } = await editor.services.alerts();
  await channels.enable(row.channel.id, !isOn);
  const name = plainText(row.channel.name);
  const text = isOn ? l10n.t('The channel {0} is off', name) : l10n.t('The channel {0} is on', name);
  void window.setStatusBarMessage(text, 3000);
}

export async function deleteChannel(editor: Editor, args: readonly unknown[]): Promise<void> {
  const row = await channelFor(editor, args, l10n.t('Delete Alert Channel'));
  if (row === null) return;
  const remove = l10n.t('Delete');
  const question = l10n.t('Delete the alert channel {0}?', plainText(row.channel.name));
  const detail = l10n.t('Its address and secret are deleted too. What waits to be sent there is not sent.');
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  const { channels } = await editor.services.alerts();
  await channels.remove(row.channel.id);
}

type ChannelPart =
  'name' | 'address' | 'secret' | 'leastLevel' | 'sendsResolved' | 'groupBy' | 'perMinute' | 'allowsPrivate';

/** Part after part, until the user goes away; each is kept at once. */
export async function editChannel(editor: Editor, args: readonly unknown[]): Promise<void> {
  const row = await channelFor(editor, args, l10n.t('Edit Alert Channel'));
  let channel = row?.channel ?? null;
  while (channel !== null) {
    const title = l10n.t('Edit Alert Channel');
    const part = await pickOne(
      { title, placeholder: l10n.t('What? Press Escape when done.') },
      partsOf(channel),
    );
    if (part === null) return;
    const change = await askPart(part, channel);
    if (change === null) continue;
    const draft = { ...channel, ...change.draft };
    channel = (await save(editor, { ...change, draft, confirmsHost: false })) ?? channel;
  }
}

function partsOf(
  channel: Channel,
): readonly { readonly label: string; readonly description: string; readonly value: ChannelPart }[] {
  const { name, host, leastLevel, sendsResolved, groupBy, perMinute, allowsPrivate, kind } = channel;
  const yesNo = (is: boolean): string => (is ? l10n.t('Yes') : l10n.t('No'));
  return [
    { label: l10n.t('Name'), description: name, value: 'name' },
    { label: l10n.t('Address'), description: host, value: 'address' },
    ...(takesSecret(kind) ? [{ label: l10n.t('Secret'), description: '', value: 'secret' as const }] : []),
    { label: l10n.t('Least Level'), description: levelName(leastLevel), value: 'leastLevel' },
    {
      label: l10n.t('Says when an alert is over'),
      description: yesNo(sendsResolved),
      value: 'sendsResolved',
    },
    { label: l10n.t('Grouping'), description: groupingName(groupBy), value: 'groupBy' },
    { label: l10n.t('Messages per minute'), description: String(perMinute), value: 'perMinute' },
    {
      label: l10n.t('May lead into a private network'),
      description: yesNo(allowsPrivate),
      value: 'allowsPrivate',
    },
  ];
}

type ChannelChange = Pick<ChannelSave, 'url' | 'secret'> & { readonly draft: Partial<Channel> };

/** Null when the user went away. */
async function askPart(part: ChannelPart, channel: Channel): Promise<ChannelChange | null> {
  const title = l10n.t('Edit Alert Channel');
  switch (part) {
    case 'name':
      return drafted('name', await askName(title, channel.name));
    case 'address': {
      const url = await askAddress(title);
      return url === null ? null : { draft: {}, url };
    }
    case 'secret': {
      const secret = await askSigningSecret(title);
      return secret === null ? null : { draft: {}, secret };
    }
    case 'leastLevel':
      return drafted('leastLevel', await askLeastLevel(title));
    case 'groupBy':
      return drafted('groupBy', await askGrouping(title));
    case 'perMinute': {
      const prompt = l10n.t('More than that goes into a digest; nothing is dropped.');
      return drafted('perMinute', await askWholeNumber(title, prompt, channel.perMinute, 1, 100_000));
    }
    case 'sendsResolved':
    case 'allowsPrivate':
      return { draft: { [part]: !channel[part] } };
  }
}

function drafted<K extends keyof Channel>(key: K, value: Channel[K] | null): ChannelChange | null {
  return value === null ? null : { draft: { [key]: value } };
}

/** Asks before alerts go to a host that is not the receiver's own (W1). Null when the user does not want that. */
async function save(editor: Editor, change: ChannelSave): Promise<Channel | null> {
  const { channels } = await editor.services.alerts();
  try {
    return await channels.save(change);
  } catch (error) {
    if (!ShadowSyncError.is(error, 'usage') || error.symbol !== 'UNCONFIRMED_HOST') throw error;
    const send = l10n.t('Send There');
    const detail = l10n.t(
      'Alerts name servers, databases and tasks. Send them only where you know who reads them.',
    );
    const answer = await window.showWarningMessage(
      plainText(translated(error.said)),
      { modal: true, detail },
      send,
    );
    return answer === send ? await channels.save({ ...change, confirmsHost: true }) : null;
  }
}

async function runTest(editor: Editor, { id, name }: Channel): Promise<void> {
  const { channels } = await editor.services.alerts();
  const shown = plainText(name);
  const title = l10n.t('Sending a test message to {0}', shown);
  const judged = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const abort = new AbortController();
      const heard = token.onCancellationRequested(() => abort.abort());
      try {
        return await openIfTrusted((signal: AbortSignal) => channels.test(id, signal))(abort.signal);
      } finally {
        heard.dispose();
      }
    },
  );
  const { attempt, problem } = judged;
  const wrong = problem === null ? [] : [plainText(translated(problem))];
  if (attempt.error !== null) {
    const said = [plainText(translated(attempt.text)), ...wrong].join(' ');
    void window.showWarningMessage(l10n.t('The channel {0} did not take the test message. {1}', shown, said));
  } else if (wrong.length > 0) {
    void window.showWarningMessage(
      l10n.t('The channel {0} took the test message. {1}', shown, wrong.join(' ')),
    );
  } else void window.showInformationMessage(l10n.t('The channel {0} took the test message.', shown));
}

/** One attempt at one delivery: its address from the secrets, its message, the post, and what the answer means. Never throws. */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Clock } from '../task/ports.ts';
import type { ChannelSecrets, LinkTo, Signing, WebhookSender } from './alertPorts.ts';
import { formatMessage } from './channels/formatMessage.ts';
import { judgeAnswer } from './channels/judgeAnswer.ts';
import type { Judgement } from './channels/judgeAnswer.ts';
import { messageContent } from './channels/messageContent.ts';
import type { MessageContent } from './channels/messageContent.ts';
import { withRightTemplates } from './channels/template.ts';
import type { Alert } from './model/alert.ts';
import type { Channel } from './model/channel.ts';
import type { Delivery } from './model/delivery.ts';

export interface SendingParts {
  readonly sender: WebhookSender;
  readonly secrets: Pick<ChannelSecrets, 'get'>;
  readonly signing: Signing;
  readonly linkTo: LinkTo;
  readonly clock: Pick<Clock, 'now'>;
}

export async function sendDelivery(
  delivery: Delivery,
  alerts: readonly Alert[],
  channel: Channel,
  parts: SendingParts,
  signal: AbortSignal,
): Promise<Judgement> {
  const { id, reason } = delivery;
  const content = messageContent({ id, reason, at: parts.clock.now() }, alerts, parts.linkTo);
  return await sendContent(content, channel, parts, signal);
}

export async function sendContent(
  content: MessageContent,
  channel: Channel,
  { sender, secrets, signing, clock }: SendingParts,
  signal: AbortSignal,
): Promise<Judgement> {
  const at = content.at;
  try {
    const url = (await secrets.get(channel.id, 'url')) ?? '';
    const secret = (await secrets.get(channel.id, 'secret')) ?? '';
    const obstacle = obstacleOf(channel, url);
    if (obstacle !== null) return notSent(at, obstacle);
    const request = formatMessage(withRightTemplates(channel), content, { url, secret }, signing);
    return judgeAnswer(channel, await sender.post(request, signal), at, clock.now());
  } catch (error) {
    // The secret storage may be locked now and open later; what is wrong with a secret stays wrong.
    if (ShadowSyncError.is(error, 'usage')) return notSent(at, error.said);
    const text = phrase`The address or the secret of the channel can't be read now.`;
    return {
      attempt: { at, ms: 0, status: null, error: 'configuration', text },
      verdict: { kind: 'retry', askedMs: null },
    };
  }
}

function obstacleOf({ host }: Channel, url: string): Said | null {
  if (url === '') return phrase`The address of the channel is not kept on this computer.`;
  // Somebody confirmed a host here; an address of another one was put in from elsewhere.
  const isConfirmed = URL.canParse(url) && new URL(url).host === host;
  return isConfirmed
    ? null
    : phrase`The address of the channel is of another host than the one that was confirmed.`;
}

function notSent(at: number, text: Said): Judgement {
  return { attempt: { at, ms: 0, status: null, error: 'configuration', text }, verdict: { kind: 'refused' } };
}

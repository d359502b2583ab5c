/** A message in the format of its receiver, signed where the receiver wants that. Pure but for the signing that is handed in. */
import { assertNever } from '../../schema/assertNever.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Signing, WebhookRequest } from '../alertPorts.ts';
import type { Channel } from '../model/channel.ts';
import { chatBody } from './chatBody.ts';
import { filledBody } from './template.ts';
import type { MessageContent } from './messageContent.ts';

export interface ChannelAddress {
  readonly url: string;
  /** What it is signed with; empty for none. */
  readonly secret: string;
}

/** Messages are below 20 kB in every format (oms.md §9, D7). */
const maxBytes = 20_000;

/** WeCom takes 4,096 bytes of text. */
const maxWecomBytes = 4100;

/** Throws ShadowSyncError 'usage' for a secret that can't be one. */
export function formatMessage(
  channel: Channel,
  content: MessageContent,
  address: ChannelAddress,
  signing: Signing,
): WebhookRequest {
  const request = formatted(channel, content, address, signing);
  const { length } = content.alerts;
  const most = channel.kind === 'wecom' ? maxWecomBytes : maxBytes;
  if (length < 2 || new TextEncoder().encode(request.body).length <= most) return request;
  const fewer = Math.floor(length / 2);
  const shorter = { ...content, alerts: content.alerts.slice(0, fewer), left: content.left + length - fewer };
  return formatMessage(channel, shorter, address, signing);
}

function formatted(
  channel: Channel,
  content: MessageContent,
  { url, secret }: ChannelAddress,
  signing: Signing,
): WebhookRequest {
  const { kind, allowsPrivate } = channel;
  const request = { url, allowsPrivate };
  switch (kind) {
    case 'generic':
      return { ...request, ...genericMessage(channel, content, secret, signing) };
    case 'slack':
    case 'wecom':
    case 'teams':
      return { ...request, headers: jsonHeaders, body: JSON.stringify(chatBody(kind, channel, content)) };
    case 'dingtalk': {
      const signed = secret === '' ? url : dingtalkUrl(url, secret, content.at, signing);
      const body = JSON.stringify(chatBody(kind, channel, content));
      return { ...request, url: signed, headers: jsonHeaders, body };
    }
    case 'feishu': {
      const sign = secret === '' ? {} : feishuSign(secret, content.at, signing);
      const body = JSON.stringify({ ...sign, ...chatBody(kind, channel, content) });
      return { ...request, headers: jsonHeaders, body };
    }
    default:
      return assertNever(kind);
  }
}

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** Standard Webhooks: id, timestamp and an HMAC of both with the body (oms.md §9, D9). */
function genericMessage(
  channel: Channel,
  content: MessageContent,
  secret: string,
  signing: Signing,
): Pick<WebhookRequest, 'headers' | 'body'> {
  const body = genericBody(channel, content);
  const timestamp = String(Math.floor(content.at / 1000));
  const headers = { ...jsonHeaders, 'webhook-id': content.id, 'webhook-timestamp': timestamp };
  if (secret === '') return { body, headers };
  const signed = `${content.id}.${timestamp}.${body}`;
  // Several secrets, separated by spaces, are a rotation: the receiver takes any of them.
  const signatures = secret
    .split(' ')
    .map((one) => `v1,${signing.hmac({ base64: standardKey(one) }, signed)}`);
  return { body, headers: { ...headers, 'webhook-signature': signatures.join(' ') } };
}

function standardKey(secret: string): string {
  const key = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  if (/^[A-Za-z0-9+/]{16,}={0,2}$/.test(key)) return key;
  throw new ShadowSyncError(
    'usage',
    phrase`The signing secret of the channel is not as Standard Webhooks has them.`,
    {
      remedy: phrase`It is whsec_ and base64 of 24 to 64 bytes.`,
    },
  );
}

/** The body that a generic channel posts. */
export function genericBody(
  { bodyTemplate, name: channel }: Pick<Channel, 'bodyTemplate' | 'name'>,
  content: MessageContent,
): string {
  if (bodyTemplate !== null) return filledBody(bodyTemplate, content);
  const { id, reason, at, title, alerts, left } = content;
  return JSON.stringify({
    type: `shadow-sync.alert.${reason}`,
    timestamp: new Date(at).toISOString(),
    data: { id, channel, summary: title, total: alerts.length + left, truncatedAlerts: left, alerts },
  });
}

/** DingTalk: milliseconds, a line feed and the secret are what is signed, and the secret is the key. */
function dingtalkUrl(url: string, secret: string, at: number, signing: Signing): string {
  const sign = signing.hmac({ text: secret }, `${at}\n${secret}`);
  const joint = url.includes('?') ? '&' : '?';
  return `${url}${joint}timestamp=${at}&sign=${encodeURIComponent(sign)}`;
}

/** Feishu: seconds, a line feed and the secret are the key, and nothing at all is what is signed. */
function feishuSign(
  secret: string,
  at: number,
  signing: Signing,
): { readonly timestamp: string; readonly sign: string } {
  const timestamp = String(Math.floor(at / 1000));
  return { timestamp, sign: signing.hmac({ text: `${timestamp}\n${secret}` }, '') };
}

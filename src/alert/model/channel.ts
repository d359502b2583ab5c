/** Where alerts are sent. Its address and its secret are kept apart, in the secret storage: none of them is here (W1). */
import type { AlertLevel } from './alertEvent.ts';

export const channelKinds = ['generic', 'slack', 'dingtalk', 'feishu', 'wecom', 'teams'] as const;

export type ChannelKind = (typeof channelKinds)[number];

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly isEnabled: boolean;
  /** The host that its address had when somebody saved it here: an address of another host is not used. */
  readonly host: string;
  /** Loopback and private addresses are refused otherwise. Never those that hand out a cloud's credentials. */
  readonly allowsPrivate: boolean;
  readonly leastLevel: AlertLevel;
  /** Also says when an alert that it was told of is over. */
  readonly sendsResolved: boolean;
  /** Which alerts share a delivery. */
  readonly groupBy: 'task' | 'event' | 'all' | 'none';
  /** How long a first delivery waits for more of its group; an alert that is over by then is not sent. */
  readonly groupWaitSeconds: number;
  /** The least time between two deliveries of a group. */
  readonly groupIntervalSeconds: number;
  /** More than that goes into digests; nothing is dropped. */
  readonly perMinute: number;
  /** Chats only: the line above the alerts, with `{{summary}}` and the like; null for ours. */
  readonly titleTemplate: string | null;
  /** Chats only: the text of each alert, with `{{event}}` and the like; null for ours. */
  readonly template: string | null;
  /** Generic only: the body as JSON with such placeholders; null for ours. */
  readonly bodyTemplate: string | null;
  /** Generic only: fields that the JSON of an answer must have; empty where any 2xx will do. */
  readonly expects: readonly { readonly field: string; readonly value: string | number | boolean }[];
}

export const defaultChannel: Omit<Channel, 'id' | 'name' | 'kind' | 'host'> = {
  isEnabled: true,
  allowsPrivate: false,
  leastLevel: 'LOW',
  sendsResolved: true,
  groupBy: 'task',
  groupWaitSeconds: 30,
  groupIntervalSeconds: 300,
  perMinute: 20,
  titleTemplate: null,
  template: null,
  bodyTemplate: null,
  expects: [],
};

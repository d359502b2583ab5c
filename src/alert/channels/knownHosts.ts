/** Hosts at which the receivers' makers run them; any other one is confirmed by the user first (W1). */
import type { ChannelKind } from '../model/channel.ts';

/** With a dot in front: any host below it. */
const hosts: Readonly<Record<ChannelKind, readonly string[]>> = {
  generic: [],
  slack: ['hooks.slack.com'],
  dingtalk: ['oapi.dingtalk.com'],
  feishu: ['open.feishu.cn', 'open.larksuite.com'],
  wecom: ['qyapi.weixin.qq.com'],
  teams: ['.webhook.office.com', '.logic.azure.com', '.api.powerplatform.com'],
};

export function isKnownHost(kind: ChannelKind, host: string): boolean {
  return hosts[kind].some((known) => (known.startsWith('.') ? host.endsWith(known) : host === known));
}

/** Alert channels in words. */
import { l10n } from 'vscode';
import type { Channel, ChannelKind } from '../../../alert/model/channel.ts';

export function channelKindName(kind: ChannelKind): string {
  switch (kind) {
    case 'generic':
      return l10n.t('Webhook (JSON, signed)');
    case 'slack':
      return 'Slack';
    case 'dingtalk':
      return l10n.t('DingTalk');
    case 'feishu':
      return l10n.t('Feishu (Lark)');
    case 'wecom':
      return l10n.t('WeCom');
    case 'teams':
      return 'Microsoft Teams';
  }
}

/** Kinds that can prove who sends: with a secret of their own, beside the address. */
export function takesSecret(kind: ChannelKind): boolean {
  return kind === 'generic' || kind === 'dingtalk' || kind === 'feishu';
}

export function groupingName(groupBy: Channel['groupBy']): string {
  switch (groupBy) {
    case 'task':
      return l10n.t('Alerts of one task together');
    case 'event':
      return l10n.t('Alerts of one event together');
    case 'all':
      return l10n.t('All alerts together');
    case 'none':
      return l10n.t('Every alert by itself');
  }
}

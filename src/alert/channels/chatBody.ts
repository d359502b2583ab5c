/** The bodies of chat rooms: Slack, DingTalk, Feishu, WeCom and Microsoft Teams. */
import { assertNever } from '../../schema/assertNever.ts';
import type { ChannelKind } from '../model/channel.ts';
import { forMarkdown, forSlack, plain } from './escapeText.ts';
import type { MessageContent, ToldAlert } from './messageContent.ts';
import { filledText } from './template.ts';

/** WeCom takes 4,096 bytes of Markdown, Slack 3,000 characters a section. */
const longest = { wecom: 4000, slack: 2900 } as const;

export function chatBody(
  kind: Exclude<ChannelKind, 'generic'>,
  template: string | null,
  content: MessageContent,
): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'slack':
      return slackBody(content, template);
    case 'dingtalk': {
      const text = markdownOf(content, template);
      // `at` is spelled out: without it a text could decide who is called.
      return {
        msgtype: 'markdown',
        markdown: { title: plain(content.title), text },
        at: { isAtAll: false, atMobiles: [], atUserIds: [] },
      };
    }
    case 'wecom': {
      const text = markdownOf(content, template);
      // Of several alerts whole ones are left out, which is said; a single one that is too long is cut.
      const fits = content.alerts.length > 1 ? text : cutToBytes(text, longest.wecom);
      return { msgtype: 'markdown', markdown: { content: fits } };
    }
    case 'feishu':
      return feishuBody(content, template);
    case 'teams':
      return teamsBody(content, template);
    default:
      return assertNever(kind);
  }
}

function slackBody(content: MessageContent, template: string | null): Readonly<Record<string, unknown>> {
  const title = forSlack(content.title);
  const blocks = content.alerts.map((alert) => ({
    type: 'section',
    // Plain text: no mention, no link and no markup is looked for in it.
    text: {
      type: 'plain_text',
      text: textOf(alert, template, forSlack).slice(0, longest.slack),
      emoji: false,
    },
  }));
  return {
    text: [title, ...moreLine(content)].join('\n'),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150), emoji: false } },
      ...blocks,
      ...moreLine(content).map((text) => ({
        type: 'section',
        text: { type: 'plain_text', text, emoji: false },
      })),
    ],
  };
}

/** A rich text of parts that say themselves what they are: a name in a text part is never anything else. */
function feishuBody(content: MessageContent, template: string | null): Readonly<Record<string, unknown>> {
  const lines = [
    ...content.alerts.flatMap((alert) => textOf(alert, template, plain).split('\n')),
    ...moreLine(content),
  ];
  const post = {
    title: plain(content.title),
    content: lines.map((text) => [{ tag: 'text', text, un_escape: false }]),
  };
  return { msg_type: 'post', content: { post: { en_us: post, zh_cn: post } } };
}

function teamsBody(content: MessageContent, template: string | null): Readonly<Record<string, unknown>> {
  const block = (
    text: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Readonly<Record<string, unknown>> => ({
    type: 'TextBlock',
    text,
    wrap: true,
    ...more,
  });
  const card = {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      block(forMarkdown(content.title), { weight: 'Bolder', size: 'Medium' }),
      ...content.alerts.map((alert) =>
        block(textOf(alert, template, forMarkdown).replaceAll('\n', '\n\n'), { separator: true }),
      ),
      ...moreLine(content).map((text) => block(text)),
    ],
  };
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  };
}

function markdownOf(content: MessageContent, template: string | null): string {
  return [
    `**${forMarkdown(content.title)}**`,
    ...content.alerts.map((alert) => textOf(alert, template, forMarkdown).replaceAll('\n', '\n\n')),
    ...moreLine(content),
  ].join('\n\n');
}

function textOf(alert: ToldAlert, template: string | null, escape: (text: string) => string): string {
  if (template !== null) return filledText(template, alert, escape);
  const { level, title, source, message, count, startsAt, endsAt, event, id, link } = alert;
  const times = count > 1 ? ` (${count} times)` : '';
  return [
    escape(`[${level}] ${title} (${event})${times}`),
    escape(message),
    escape(source),
    escape(`since ${startsAt}${endsAt === null ? '' : `, until ${endsAt}`}`),
    // Ours, and so not escaped: a link has to work. Ids hold nothing but letters and digits.
    `Alert ${id}: ${link}`,
  ].join('\n');
}

function moreLine({ left }: MessageContent): readonly string[] {
  return left === 0 ? [] : [`and ${left} more`];
}

function cutToBytes(text: string, most: number): string {
  const encoder = new TextEncoder();
  let cut = text;
  while (encoder.encode(cut).length > most) cut = cut.slice(0, Math.floor(cut.length * 0.9));
  return cut;
}

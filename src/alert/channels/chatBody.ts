/** The bodies of chat rooms: Slack, DingTalk, Feishu, WeCom and Microsoft Teams. */
import { assertNever } from '../../schema/assertNever.ts';
import type { ChannelKind } from '../model/channel.ts';
import { forMarkdown, forSlack, plain } from './escapeText.ts';
import type { MessageContent, ToldAlert } from './messageContent.ts';
import { filledText, filledTitle } from './template.ts';
import type { Templates } from './template.ts';

/** WeCom takes 4,096 bytes of Markdown, Slack 3,000 characters a section. */
const longest = { wecom: 4000, slack: 2900 } as const;

/** What of a channel decides on the words of its messages. */
export type ChatTemplates = Pick<Templates, 'titleTemplate' | 'template'>;

export function chatBody(
  kind: Exclude<ChannelKind, 'generic'>,
  templates: ChatTemplates,
  content: MessageContent,
): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'slack':
      return slackBody(content, templates);
    case 'dingtalk': {
      const text = markdownOf(content, templates);
      // `at` is spelled out: without it a text could decide who is called.
      return {
        msgtype: 'markdown',
        markdown: { title: filledTitle(templates.titleTemplate, content, plain), text },
        at: { isAtAll: false, atMobiles: [], atUserIds: [] },
      };
    }
    case 'wecom': {
      const text = markdownOf(content, templates);
      // Of several alerts whole ones are left out, which is said; a single one that is too long is cut.
      const fits = content.alerts.length > 1 ? text : cutToBytes(text, longest.wecom);
      return { msgtype: 'markdown', markdown: { content: fits } };
    }
    case 'feishu':
      return feishuBody(content, templates);
    case 'teams':
      return teamsBody(content, templates);
    default:
      return assertNever(kind);
  }
}

function slackBody(content: MessageContent, templates: ChatTemplates): Readonly<Record<string, unknown>> {
  const title = filledTitle(templates.titleTemplate, content, forSlack);
  const blocks = content.alerts.map((alert) => ({
    type: 'section',
    // Plain text: no mention, no link and no markup is looked for in it.
    text: {
      type: 'plain_text',
      text: textOf(alert, templates.template, forSlack).slice(0, longest.slack),
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
function feishuBody(content: MessageContent, templates: ChatTemplates): Readonly<Record<string, unknown>> {
  const lines = [
    ...content.alerts.flatMap((alert) => textOf(alert, templates.template, plain).split('\n')),
    ...moreLine(content),
  ];
  const post = {
    title: filledTitle(templates.titleTemplate, content, plain),
    content: lines.map((text) => [{ tag: 'text', text, un_escape: false }]),
  };
  return { msg_type: 'post', content: { post: { en_us: post, zh_cn: post } } };
}

function teamsBody(content: MessageContent, templates: ChatTemplates): Readonly<Record<string, unknown>> {
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
      block(filledTitle(templates.titleTemplate, content, forMarkdown), { weight: 'Bolder', size: 'Medium' }),
      ...content.alerts.map((alert) =>
        block(textOf(alert, templates.template, forMarkdown).replaceAll('\n', '\n\n'), { separator: true }),
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

function markdownOf(content: MessageContent, templates: ChatTemplates): string {
  return [
    `**${filledTitle(templates.titleTemplate, content, forMarkdown)}**`,
    ...content.alerts.map((alert) => textOf(alert, templates.template, forMarkdown).replaceAll('\n', '\n\n')),
    ...moreLine(content),
  ].join('\n\n');
}

/** One alert, line by line. */
export function textOf(alert: ToldAlert, template: string | null, escape: (text: string) => string): string {
  const own = template === null ? '' : filledText(template, alert, escape);
  // An alert that goes on has no end, for example: nothing may be left of the user's text, and receivers refuse an empty one.
  if (own.trim() !== '') return own;
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

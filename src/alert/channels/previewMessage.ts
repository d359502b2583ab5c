/** What a channel would say of a sample alert, so that a template is seen before it is sent. Pure. */
import type { LinkTo } from '../alertPorts.ts';
import type { Channel } from '../model/channel.ts';
import { textOf } from './chatBody.ts';
import { plain } from './escapeText.ts';
import { genericBody } from './formatMessage.ts';
import { sampleContent } from './messageContent.ts';
import { filledTitle } from './template.ts';

export interface MessagePreview {
  /** Null for a body of JSON. */
  readonly title: string | null;
  readonly text: string;
}

/** The words only: what a receiver's format puts around them, and what is escaped for it, is not to be seen there either. */
export function previewMessage(channel: Channel, at: number, linkTo: LinkTo): MessagePreview {
  const content = sampleContent(at, linkTo);
  if (channel.kind === 'generic') {
    const body: unknown = JSON.parse(genericBody(channel, content));
    return { title: null, text: JSON.stringify(body, null, 2) };
  }
  return {
    title: filledTitle(channel.titleTemplate, content, plain),
    text: content.alerts.map((alert) => textOf(alert, channel.template, plain)).join('\n\n'),
  };
}

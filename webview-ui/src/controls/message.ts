import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icon.ts';
import type { IconName, IconTone } from './icon.ts';

/** A place that has nothing else to show: what is the matter and what can be done (O-92). */
export interface Message {
  readonly icon: IconName;
  readonly tone?: IconTone;
  readonly title: string;
  readonly text?: string | null;
  readonly action?: TemplateResult;
  /** Read out at once, because the user waits for it. */
  readonly isAlert?: boolean;
}

export function message({
  icon: name,
  tone = 'plain',
  title,
  text,
  action,
  isAlert,
}: Message): TemplateResult {
  return html`<div class="message" role=${isAlert === true ? 'alert' : 'status'}>
    ${icon(name, { tone })}
    <p class="message-title">${title}</p>
    ${text == null ? nothing : html`<p class="message-text">${text}</p>`} ${action ?? nothing}
  </div>`;
}

/** For the element that shows a message. */
export const messageStyles = css`
  .message {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    height: 100%;
    padding: 24px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .message > .icon {
    width: 32px;
    height: 32px;
    font-size: 32px;
  }
  .message-title {
    font-weight: 600;
    font-size: 1.1em;
  }
  .message-text {
    max-width: 60ch;
    color: var(--vscode-descriptionForeground);
  }
`;

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icon.ts';

/** A checkbox's three states; `mixed` for a group of which some are checked. */
export type Check = boolean | 'mixed';

/** The picture of a tri-state checkbox. The element around it carries the role, the state and the keys. */
export function tick(check: Check): TemplateResult {
  return html`<span class="tick" data-check=${String(check)} aria-hidden="true"
    >${check === true ? icon('check') : check === 'mixed' ? icon('remove') : ''}</span
  >`;
}

/** For the element that shows ticks. */
export const tickStyles = css`
  .tick {
    flex: none;
    width: 16px;
    height: 16px;
    border: 1px solid var(--vscode-checkbox-border, var(--vscode-foreground));
    border-radius: 3px;
    background: var(--vscode-checkbox-background);
    color: var(--vscode-checkbox-foreground);
    cursor: pointer;
  }
  .tick .icon {
    width: 14px;
    height: 14px;
    font-size: 14px;
    vertical-align: top;
  }
`;

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** A count or a short word on a coloured ground. Not the toolkit's: that one has an inline style, which the page refuses. */
export function badge(text: string): TemplateResult {
  return html`<span class="badge">${text}</span>`;
}

/** For the element that shows badges. */
export const badgeStyles = css`
  .badge {
    flex: none;
    min-width: 18px;
    padding: 0 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 9px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font-size: 11px;
    font-weight: 400;
    line-height: 16px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
`;

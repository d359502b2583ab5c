import { css, html } from 'lit';
import type { TemplateResult } from 'lit';

/** How far something has come; empty while it is not known how much there is to do. */
export function progressBar(label: string, done: number, of: number): TemplateResult {
  return html`<progress aria-label=${label} max=${Math.max(of, 1)} .value=${of === 0 ? 0 : done}></progress>`;
}

/** For the element that shows such bars. */
export const progressStyles = css`
  progress {
    flex: none;
    width: 160px;
    height: 4px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    background: var(--vscode-widget-border, var(--vscode-panel-border));
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--vscode-progressBar-background);
  }
`;

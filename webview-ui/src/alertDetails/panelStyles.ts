import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .heading {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 16px 24px 12px;
  }
  .title-line,
  .facts,
  .actions,
  .delivery-line {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    overflow-wrap: anywhere;
  }
  .title {
    font-size: 1.4em;
    line-height: 1.3;
  }
  .status,
  .fact {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 1px 10px 1px 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 12px;
  }
  .fact {
    padding: 0 8px;
  }
  .actions {
    gap: 8px;
    margin-top: 8px;
  }
  .bar-message {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 6px 24px;
    border-top: 1px solid var(--vscode-panel-border);
    overflow-wrap: anywhere;
  }
  .problem {
    background: var(--vscode-inputValidation-errorBackground);
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    border-top: 1px solid var(--vscode-panel-border);
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: 24px;
    max-width: 960px;
    padding: 16px 24px 24px;
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  h2 {
    font-size: 1.1em;
  }
  h3 {
    margin-top: 8px;
  }
  .said {
    padding: 8px 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-left: 3px solid var(--vscode-textBlockQuote-border, var(--vscode-panel-border));
    background: var(--vscode-textBlockQuote-background);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .steps,
  .causes {
    margin: 0;
    padding-inline-start: 20px;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 2px 16px 2px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  th {
    color: var(--vscode-descriptionForeground);
    font-weight: 400;
  }
  .deliveries,
  .attempts,
  .decisions {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .delivery {
    padding: 6px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .attempts {
    padding-inline-start: 28px;
  }
  .attempts li {
    display: flex;
    gap: 8px;
    align-items: baseline;
    overflow-wrap: anywhere;
  }
  .attempts .icon {
    align-self: center;
  }
`;

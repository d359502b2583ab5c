import { css } from 'lit';

export const panelStyles = css`
  .heading {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 16px var(--inset) 12px;
  }
  .title-line,
  .facts,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    overflow-wrap: anywhere;
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
  .body {
    border-top: 1px solid var(--vscode-panel-border);
  }
  section {
    gap: 4px;
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
  }
  .steps,
  .causes {
    margin: 0;
    padding-inline-start: 20px;
  }
  .samples {
    align-self: start;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 2px 16px 2px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
    text-align: start;
    vertical-align: top;
  }
  th,
  .whole {
    overflow-wrap: normal;
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
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
    padding: 6px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .delivery > .icon {
    margin-top: 2px;
  }
  .delivery-facts,
  .attempts {
    grid-column: 2;
  }
  .attempts {
    margin-top: 4px;
  }
  .attempts li {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .attempts .icon {
    margin-top: 2px;
  }
  .attempts .whole {
    flex: none;
  }
  @media (max-width: 640px) {
    .attempts li {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .attempts .grow {
      flex-basis: 100%;
      order: 1;
      padding-inline-start: 24px;
    }
  }
`;

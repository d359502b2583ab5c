import { css } from 'lit';

/** Tables, lists and texts inside the sections. */
export const planStyles = css`
  .names-table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  .names-table th {
    padding: 2px 8px;
    border-bottom: 1px solid var(--vscode-panel-border);
    color: var(--vscode-descriptionForeground);
    font-weight: 400;
    text-align: start;
  }
  .names-table th:last-child {
    width: 24%;
  }
  .names-table td {
    padding: 2px 8px;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .cell-name {
    font-family: var(--vscode-editor-font-family);
  }
  .why {
    display: flex;
    gap: 4px;
  }
  .why .icon {
    margin-top: 2px;
  }
  .analysis-head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    min-height: 28px;
  }
  /* The tabs stand on the frame. */
  .tab-panel {
    margin-top: -8px;
  }
  .tab-panel .framed {
    border-top: 0;
  }
  .row-commands {
    display: flex;
    gap: 4px;
  }
  .unsafe {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unsafe-line {
    padding: 4px 8px 8px;
    border: 1px solid var(--vscode-panel-border);
    border-radius: 2px;
  }
  .unsafe-head {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 28px;
    overflow-wrap: anywhere;
  }
  .reason {
    padding-inline-start: 28px;
    overflow-wrap: anywhere;
  }
  .sql {
    max-height: 160px;
    margin-top: 4px;
    overflow: auto;
  }
  .unsafe-line .sql {
    margin-inline-start: 28px;
  }
  .sql.preview {
    max-height: 360px;
  }
  .schedule .words {
    font-weight: 600;
  }
  .schedule .words::first-letter {
    text-transform: uppercase;
  }
  .next-runs {
    margin: 0;
    padding-inline-start: 24px;
    font-variant-numeric: tabular-nums;
  }
  .nodes {
    margin: 0;
    padding-inline-start: 24px;
  }
`;

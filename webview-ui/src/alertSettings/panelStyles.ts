import { css } from 'lit';

export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: 24px;
    max-width: 960px;
    padding: 16px 24px 24px;
  }
  h1 {
    font-size: 1.4em;
    line-height: 1.3;
  }
  h2 {
    font-size: 1.1em;
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    color: var(--vscode-descriptionForeground);
  }
  .event-id {
    display: block;
    font-size: 0.9em;
  }
  .receivers,
  .tasks,
  .channels {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .channel {
    display: flex;
    gap: 4px;
    align-items: center;
    padding: 4px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .channel-words {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .channel-words .icon {
    vertical-align: text-bottom;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(200px, 380px) minmax(120px, 240px);
    gap: 4px 16px;
    align-items: center;
  }
  .wrong {
    display: flex;
    grid-column: 2;
    gap: 4px;
    align-items: center;
  }
  vscode-text-field.invalid {
    outline: 1px solid var(--vscode-inputValidation-errorBorder);
    border-radius: 2px;
  }
  .bar-message {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 8px 24px;
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
  @media (max-width: 640px) {
    .field {
      grid-template-columns: minmax(0, 1fr);
    }
    .wrong {
      grid-column: 1;
    }
  }
`;

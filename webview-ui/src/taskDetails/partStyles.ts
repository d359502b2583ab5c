import { css } from 'lit';

/** The tabs beside the first, and how all of them get by with little room: after the styles of the panel. */
export const partStyles = css`
  .process {
    flex: 1;
    padding: 16px 20px 24px;
    overflow: auto;
  }
  .steps {
    max-width: 720px;
    margin: 16px 0 0;
    padding: 0;
    list-style: none;
  }
  .step {
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 12px;
    padding-bottom: 24px;
  }
  .step:not(:last-child)::before {
    content: '';
    position: absolute;
    top: 22px;
    bottom: 2px;
    left: 7px;
    width: 2px;
    background: var(--vscode-panel-border);
  }
  .step-mark {
    margin-top: 2px;
  }
  .step-text {
    overflow-wrap: anywhere;
  }
  .step-title {
    font-weight: 600;
  }
  .comment {
    display: flex;
    gap: 8px;
    margin: 6px 0 0;
    padding: 6px 10px;
    border-inline-start: 2px solid var(--vscode-textBlockQuote-border, var(--vscode-panel-border));
    background: var(--vscode-textBlockQuote-background);
  }
  .comment span {
    white-space: pre-line;
  }
  .comment .icon {
    margin-top: 2px;
  }

  .log {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .log-bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 8px 20px;
  }
  .log-bar vscode-text-field {
    min-width: 120px;
    flex: 0 1 220px;
  }
  .log-commands {
    display: flex;
    flex: none;
    gap: 8px;
  }
  .log-notes {
    padding: 0 20px 6px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .log-lines {
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .waiting {
    display: grid;
    place-items: center;
    height: 100%;
  }

  .next {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 8px 20px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .runs {
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(200px, 260px) minmax(0, 1fr);
  }
  .run-list {
    margin: 0;
    padding: 0;
    border-inline-end: 1px solid var(--vscode-panel-border);
    overflow: auto;
    list-style: none;
  }
  .run-line {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    padding: 6px 12px 6px 20px;
    cursor: pointer;
  }
  .run-line .icon {
    margin-top: 2px;
  }
  .run-line:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .run-line[aria-selected='true'] {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .run-list:focus .run-line[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
  }
  .run-line[aria-selected='true'] :is(.quiet, .icon) {
    color: inherit;
  }
  .run-name {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .run {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .run-head {
    max-height: 50%;
    padding: 12px 20px;
    border-bottom: 1px solid var(--vscode-panel-border);
    overflow: auto;
  }
  .full-head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .full-head h2 {
    display: flex;
    gap: 6px;
    align-items: center;
    font-size: 1.1em;
  }
  .run-facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
    gap: 0 24px;
    margin: 8px 0 0;
  }
  .run-facts .fact {
    margin-bottom: 6px;
  }
  .run-facts .wide {
    grid-column: 1 / -1;
  }
  .left-tables ul {
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  summary {
    cursor: pointer;
  }

  @container (max-width: 760px) {
    .body {
      flex-basis: min(480px, 90vh);
    }
    .information,
    .runs {
      display: flex;
      flex-direction: column;
      overflow: auto;
    }
    .settings,
    .run-list {
      flex: none;
      border-inline-end: 0;
      border-bottom: 1px solid var(--vscode-panel-border);
    }
    .run-list {
      max-height: 160px;
    }
    :is(.plan, .run) {
      flex: 1 0 440px;
    }
  }
`;

import { css } from 'lit';

export const panelStyles = css`
  :host {
    --inset: 20px;
    overflow: hidden auto;
    container-type: inline-size;
  }
  .heading {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 16px 20px 12px;
  }
  .title-line {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
  }
  .title {
    font-size: 1.4em;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .status {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 1px 10px 1px 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 12px;
    white-space: nowrap;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    overflow-wrap: anywhere;
  }
  .tags {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .tag {
    padding: 0 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font-size: 0.9em;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-top: 8px;
  }
  /* Where a long title leaves no room, the page scrolls. */
  .body {
    display: flex;
    flex: 1 0 min(240px, 60vh);
    flex-direction: column;
    min-height: 0;
  }
  .body > .tabs {
    padding: 0 20px;
  }
  .tab-panel {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }

  .information {
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(260px, 3fr) minmax(0, 7fr);
  }
  .settings {
    padding: 12px 20px 24px;
    border-inline-end: 1px solid var(--vscode-panel-border);
    overflow: auto;
  }
  :is(.settings, .process, .left-out, .run-list):focus-visible {
    outline-offset: -1px;
  }
  .facts-list {
    margin: 0;
  }
  .fact {
    margin-bottom: 10px;
  }
  .fact dt {
    color: var(--vscode-descriptionForeground);
  }
  .fact dd {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .origin {
    margin-top: 8px;
  }
  .advice {
    display: flex;
    gap: 8px;
    max-width: 80ch;
    margin-top: 8px;
  }
  .advice .icon {
    margin-top: 2px;
  }
  .plan {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .plan > .tabs {
    padding: 0 16px;
  }
  shadow-statements {
    flex: 1;
    min-height: 0;
  }
  .left-out {
    margin: 0;
    padding: 8px 16px 24px;
    overflow: auto;
    list-style: none;
  }
  .left-out li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 8px;
    padding: 4px 0;
    overflow-wrap: anywhere;
  }
  .left-out .and-more {
    display: block;
    padding-inline-start: 24px;
  }
  .left-out .icon {
    margin-top: 2px;
  }
`;

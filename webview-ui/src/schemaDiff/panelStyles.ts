import { css } from 'lit';

/** The frame of the panel: heading, bars, list. */
export const panelStyles = css`
  :host {
    --inset: 16px;
    overflow: hidden auto;
    container-type: inline-size;
  }
  .bar-message {
    border-top: 0;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    padding: 12px 16px 4px;
    overflow-wrap: anywhere;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 4px;
    align-items: center;
    font-size: 1.2em;
  }
  .target {
    display: inline-flex;
    gap: 4px;
    align-items: start;
    min-width: 0;
  }
  .target .icon {
    margin-top: 2px;
  }
  .summary {
    margin-inline-start: auto;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
    padding: 8px 16px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .bar {
    width: 1px;
    height: 20px;
    margin: 0 4px;
    background: var(--vscode-panel-border);
  }
  .notes {
    max-height: 80px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .notes li::first-letter {
    text-transform: uppercase;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(260px, 1fr));
    gap: 8px 24px;
    max-height: 40vh;
    padding: 8px 16px 12px;
    border-bottom: 1px solid var(--vscode-panel-border);
    overflow: auto;
  }
  .option p {
    padding-inline-start: 28px;
  }
  .option.wide {
    grid-column: 1 / -1;
  }
  .option.wide p {
    padding-inline-start: 0;
  }
  .option .option-title {
    font-weight: 600;
  }
  /* Where a long heading leaves no room, the page scrolls. */
  .body {
    display: grid;
    flex: 1 0 min(240px, 60vh);
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  @container (max-width: 640px) {
    .body {
      flex-basis: min(480px, 90vh);
    }
  }
  .body progress {
    width: min(320px, 80%);
  }
  .pairs {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .pairs shadow-list {
    flex: 1;
  }
  .filter {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 12px;
  }
  .filter vscode-text-field {
    width: 100%;
  }
  .filter-end {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 26px;
  }
  .filter-end vscode-button {
    margin-inline-start: auto;
  }
  .busy-line {
    height: 2px;
    overflow: hidden;
  }
  .busy-line[data-busy]::before {
    content: '';
    display: block;
    width: 40%;
    height: 100%;
    background: var(--vscode-progressBar-background);
    animation: pass 1.6s ease-in-out infinite;
  }
  @keyframes pass {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(250%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .busy-line[data-busy]::before {
      width: 100%;
      animation: none;
    }
  }
`;

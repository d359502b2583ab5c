import { css } from 'lit';

export const formStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .page {
    display: grid;
    flex: 1;
    grid-template-columns: minmax(0, 560px) minmax(240px, 400px);
    gap: 32px;
    min-height: 0;
    padding: 16px 24px 24px;
    overflow: auto;
  }
  .beside {
    position: sticky;
    top: 0;
    align-self: start;
  }
  @media (max-width: 760px) {
    .page {
      grid-template-columns: minmax(0, 1fr);
    }
    .beside {
      position: static;
    }
  }
  h1 {
    margin-bottom: 8px;
    font-size: 1.4em;
  }
  h2 {
    font-size: 1.1em;
  }
  .section {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 16px 0;
    border-top: 1px solid var(--vscode-panel-border);
  }
  .section-head {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
  }
  .field {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
  }
  .field.short {
    flex: 0 0 112px;
  }
  .line {
    display: flex;
    gap: 12px;
  }
  .label {
    font-weight: 600;
    line-height: 24px;
  }
  .field :is(vscode-text-field, vscode-dropdown) {
    width: 100%;
    min-width: 0;
  }
  vscode-text-field.invalid {
    outline: 1px solid var(--vscode-inputValidation-errorBorder);
    border-radius: 2px;
  }
  .note {
    display: flex;
    gap: 4px;
    min-height: 20px;
    font-size: 0.95em;
    overflow-wrap: anywhere;
  }
  .note .icon {
    margin-top: 2px;
  }
  .with-button {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 28px;
  }
  .with-button vscode-text-field {
    flex: 1;
  }
  .secret {
    flex-wrap: wrap;
  }
  .secret-state {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    min-width: 88px;
  }
  .groups {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-bottom: 8px;
  }
  .stages {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .stage {
    display: flex;
    gap: 8px;
    padding: 4px 0;
  }
  .stage > .icon {
    margin-top: 2px;
  }
  .stage-text {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 4px;
    align-items: start;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .copy-text {
    align-self: stretch;
    margin: 0;
    padding: 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 4px;
    background: var(--vscode-textCodeBlock-background);
    font-family: var(--vscode-editor-font-family);
    white-space: pre-wrap;
  }
  .footer {
    border-top: 1px solid var(--vscode-panel-border);
    background: var(--vscode-editor-background);
  }
  .commands {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 12px 24px;
  }
  .needed {
    flex: 1;
    min-width: 160px;
  }
  .problem {
    display: flex;
    gap: 8px;
    padding: 8px 24px;
    background: var(--vscode-inputValidation-errorBackground);
    overflow-wrap: anywhere;
  }
  .problem .icon {
    margin-top: 2px;
  }
`;

import { css } from 'lit';

export const statementPaneStyles = css`
  :host {
    display: grid;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .side {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .side shadow-list {
    flex: 1;
  }
  .filter {
    padding: 8px 12px;
  }
  .filter vscode-text-field {
    width: 100%;
  }
  .note {
    padding: 0 12px 8px;
  }
  .details {
    min-height: 0;
    overflow: auto;
  }
  .details:focus-visible {
    outline-offset: -1px;
  }
  .full {
    padding: 12px 16px 24px;
  }
  .full-head {
    display: flex;
    gap: 8px;
    align-items: start;
    overflow-wrap: anywhere;
  }
  .full-names {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    min-width: 0;
  }
  .full-head .name {
    font-size: 1.1em;
  }
  .outcome {
    display: flex;
    gap: 6px;
    align-items: center;
    margin-top: 4px;
  }
  .error-box {
    margin-top: 8px;
    padding: 8px 12px;
    border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    background: var(--vscode-inputValidation-errorBackground);
    overflow-wrap: anywhere;
  }
  .error-box p:first-child {
    display: flex;
    gap: 8px;
  }
  .error-box .icon {
    margin-top: 2px;
  }
  .remedy {
    margin-top: 4px;
    padding-inline-start: 24px;
  }
  .sql {
    margin-top: 8px;
  }
  .undo-note {
    margin-top: 4px;
  }
  .part {
    margin: 16px 0 4px;
    font-size: inherit;
    font-weight: 600;
  }
  .findings {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .findings li {
    display: grid;
    grid-template-columns: 16px auto auto 1fr;
    gap: 8px;
    align-items: baseline;
    padding: 2px 0;
  }
  .findings .icon {
    align-self: start;
    margin-top: 2px;
  }
  .finding-text {
    overflow-wrap: anywhere;
  }
  .waiting {
    display: grid;
    place-items: center;
    height: 100%;
  }
  .earlier {
    opacity: 0.6;
  }
`;

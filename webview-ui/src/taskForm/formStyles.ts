import { css } from 'lit';

export const formStyles = css`
  .page {
    display: grid;
    flex: 1;
    grid-template-columns: 184px minmax(0, 820px);
    gap: 24px;
    min-height: 0;
    padding: 16px 24px 24px;
    overflow: auto;
    scroll-padding-top: 8px;
  }
  .beside {
    position: sticky;
    top: 0;
    align-self: start;
    margin-top: 44px;
  }
  .beside ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .anchor {
    width: 100%;
    padding: 2px 8px;
    border: 0;
    border-radius: 3px;
    background: transparent;
    color: var(--vscode-foreground);
    font: inherit;
    line-height: 20px;
    text-align: start;
    cursor: pointer;
  }
  .anchor:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .anchor:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }
  @media (max-width: 760px) {
    :host {
      --inset: 16px;
    }
    .page {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
      padding: 12px 16px 16px;
    }
    .beside {
      display: none;
    }
  }
  .form {
    min-width: 0;
  }
  h1 {
    margin-bottom: 8px;
    font-size: 1.4em;
    line-height: 28px;
  }
  h2 {
    font-size: 1.1em;
  }
  h2:focus {
    outline: none;
  }
  .section {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 16px 0;
    border-top: 1px solid var(--vscode-panel-border);
  }
  .field {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-width: 0;
  }
  .section > .field {
    flex: none;
  }
  .line {
    display: flex;
    gap: 12px;
  }
  @media (max-width: 520px) {
    .line {
      flex-direction: column;
      gap: 4px;
    }
  }
  .label {
    font-weight: 600;
    line-height: 24px;
  }
  .field :is(vscode-text-field, vscode-text-area) {
    width: 100%;
    min-width: 0;
  }
  :is(vscode-text-field, vscode-text-area).invalid {
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
  .said::first-letter {
    text-transform: uppercase;
  }
  .note .icon,
  .hint .icon {
    margin-top: 2px;
  }
  .hint {
    display: flex;
    gap: 8px;
    padding: 4px 8px;
    border: 1px solid var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-inputValidation-warningBackground);
    color: var(--vscode-inputValidation-warningForeground, inherit);
    overflow-wrap: anywhere;
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    min-height: 28px;
  }
  .place-name {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-width: 0;
    max-width: 100%;
  }
  .field .place-name {
    min-width: min(240px, 100%);
  }
  .clipped {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .framed {
    display: flex;
    flex-direction: column;
    border: 1px solid var(--vscode-panel-border);
    border-radius: 2px;
  }
  .framed.tables {
    height: 264px;
  }
  .framed.results {
    height: 320px;
    resize: vertical;
    overflow: hidden;
  }
  .framed.results.small {
    height: auto;
    min-height: 144px;
    resize: none;
  }
  .framed.short-frame {
    min-height: 120px;
  }
  .frame-head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 4px 8px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .frame-head vscode-text-field {
    flex: 1 1 180px;
  }
  .frame-body {
    display: grid;
    flex: 1;
    min-height: 0;
  }
  .needed {
    display: -webkit-box;
    flex: 1;
    min-width: 200px;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
  }
`;

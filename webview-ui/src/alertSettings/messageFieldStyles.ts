import { css } from 'lit';

/** Of the texts of a channel's messages: fields beside their preview, one above the other where there is no room. */
export const messageFieldStyles = css`
  .message-editor {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 16px 24px;
    padding: 8px 0 16px 24px;
  }
  .message-texts,
  .message-field,
  .preview {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .message-texts {
    gap: 16px;
  }
  .message-field,
  .preview {
    gap: 4px;
  }
  .message-label {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    min-height: 26px;
  }
  .preview > .label {
    display: flex;
    align-items: center;
    min-height: 26px;
  }
  .message-field vscode-text-field,
  .message-field vscode-text-area {
    width: 100%;
  }
  .message-field vscode-text-area {
    font-family: var(--vscode-editor-font-family);
  }
  .placeholders summary {
    width: fit-content;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
  }
  .placeholders ul {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 12px;
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }
  .placeholders li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
    justify-items: start;
  }
  .placeholder {
    padding: 0 6px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    color: var(--vscode-foreground);
    font-family: var(--vscode-editor-font-family);
    font-size: inherit;
    line-height: 20px;
    cursor: pointer;
  }
  .placeholder:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .sample {
    max-height: 360px;
    padding: 8px 12px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 4px;
    background: var(--vscode-textCodeBlock-background);
    overflow: auto;
    overflow-wrap: anywhere;
  }
  .sample.old {
    border-style: dashed;
  }
  .sample-title {
    margin-bottom: 4px;
    font-weight: 600;
  }
  .sample-text {
    margin: 0;
    font: inherit;
    white-space: pre-wrap;
  }
  .sample-text.json {
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size, inherit);
  }
  @media (max-width: 800px) {
    .message-editor {
      grid-template-columns: minmax(0, 1fr);
      padding-inline-start: 0;
    }
  }
`;

import { css } from 'lit';

/** Codes of findings in a line, and SQL on a ground of its own. */
export const codeStyles = css`
  .code {
    padding: 0 4px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    background: var(--vscode-textCodeBlock-background);
    font-family: var(--vscode-editor-font-family);
    font-size: 0.95em;
  }
  .sql {
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 4px;
    background: var(--vscode-textCodeBlock-background);
    font-family: var(--vscode-editor-font-family);
    font-size: var(--vscode-editor-font-size, inherit);
    line-height: 1.5;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;

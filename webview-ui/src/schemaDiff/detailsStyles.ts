import { css } from 'lit';

/** One pair in full. */
export const detailsStyles = css`
  .details-side {
    min-height: 0;
    display: grid;
  }
  .details {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .details-heading {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .details-title {
    display: flex;
    gap: 4px;
    align-items: center;
    font-size: 1.1em;
  }
  .details-title .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .details-line {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .reason {
    overflow-wrap: anywhere;
  }
  .switch {
    display: flex;
  }
  .switch-part {
    white-space: nowrap;
    height: 24px;
    padding: 0 12px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    background: transparent;
    color: var(--vscode-foreground);
    font: inherit;
    cursor: pointer;
  }
  .switch-part:first-child {
    border-radius: 4px 0 0 4px;
  }
  .switch-part:last-child {
    border-radius: 0 4px 4px 0;
    border-inline-start: 0;
  }
  .switch-part[aria-pressed='true'] {
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
    box-shadow: inset 0 0 0 1px var(--vscode-inputOption-activeBorder);
    /* High contrast themes have no background for it: a second line inside. */
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -4px;
  }
  .switch-part:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
    z-index: 1;
  }
  .details-body {
    position: relative;
    flex: 1;
    min-height: 0;
    padding: 8px 16px 24px;
    overflow: auto;
  }
  .details-body:focus-visible {
    outline-offset: -1px;
  }
  .earlier {
    opacity: 0.6;
  }
  .waiting {
    display: grid;
    place-items: center;
    height: 100%;
  }
  .section-title {
    margin: 16px 0 4px;
    font-weight: 600;
  }
  :is(.findings, .statements) {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .finding {
    display: grid;
    grid-template-columns: 16px minmax(56px, auto) auto 1fr;
    gap: 8px;
    align-items: baseline;
    padding: 2px 0;
  }
  .finding .icon {
    align-self: start;
    margin-top: 2px;
  }
  .finding-text {
    overflow-wrap: anywhere;
  }
  .table {
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
    border-radius: 4px;
    overflow: hidden;
  }
  :is(.table-head, .table-row) {
    display: grid;
    grid-template-columns: minmax(96px, 1fr) minmax(0, 2fr) minmax(0, 2fr);
  }
  .table-head {
    background: var(--vscode-sideBarSectionHeader-background, var(--vscode-editorWidget-background));
    font-weight: 600;
  }
  .table-row {
    border-top: 1px solid var(--vscode-panel-border);
    content-visibility: auto;
    contain-intrinsic-size: auto 25px;
  }
  :is(.table-head, .table-row) > * {
    padding: 2px 8px;
  }
  :is(.table-head, .table-row) > * + * {
    border-inline-start: 1px solid var(--vscode-panel-border);
  }
  .part-name {
    display: flex;
    gap: 8px;
    align-items: start;
    overflow-wrap: anywhere;
  }
  .part-name .icon {
    margin-top: 2px;
  }
  .definition {
    position: relative;
    font-family: var(--vscode-editor-font-family);
    font-size: 0.95em;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .absent {
    position: absolute;
    inset: 0;
    background-image: repeating-linear-gradient(
      -45deg,
      var(--vscode-diffEditor-diagonalFill) 0 1px,
      transparent 1px 6px
    );
  }
  ins {
    background: var(--vscode-diffEditor-insertedTextBackground);
    outline: 1px solid var(--vscode-diffEditor-insertedTextBorder, transparent);
    text-decoration: none;
  }
  del {
    background: var(--vscode-diffEditor-removedTextBackground);
    outline: 1px dashed var(--vscode-diffEditor-removedTextBorder, transparent);
    text-decoration: none;
  }
  .statement {
    margin-bottom: 12px;
  }
  .statement-head {
    display: flex;
    gap: 4px;
    align-items: center;
    padding: 2px 0;
  }
  .statement-error {
    display: flex;
    gap: 4px;
    overflow-wrap: anywhere;
  }
  .undo summary {
    padding: 4px 0;
    cursor: pointer;
  }
  .texts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: 12px;
  }
`;

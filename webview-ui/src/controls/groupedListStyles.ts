import { css } from 'lit';

export const groupedListStyles = css`
  :host {
    display: grid;
    min-height: 0;
  }
  .scroller {
    position: relative;
    min-height: 0;
    overflow: hidden auto;
    contain: strict;
    outline: none;
  }
  .canvas {
    position: relative;
    width: 100%;
  }
  .row {
    position: absolute;
    top: 0;
    left: 0;
    display: flex;
    gap: 8px;
    align-items: center;
    width: 100%;
    height: 24px;
    padding: 0 12px 0 28px;
    white-space: nowrap;
    cursor: pointer;
    contain: layout style;
  }
  .row.heading {
    padding-left: 8px;
    font-weight: 600;
  }
  .twistie {
    flex: none;
    width: 16px;
    height: 16px;
    font: normal 16px/1 codicon;
  }
  .twistie[data-expanded='true']::before {
    content: '\\eab4';
  }
  .twistie[data-expanded='false']::before {
    content: '\\eab6';
  }
  .no-tick {
    flex: none;
    width: 16px;
  }
  .plain .no-tick {
    display: none;
  }
  .plain .row:not(.heading) {
    padding-left: 40px;
  }
  .row:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .row[aria-selected='true'] {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    outline: 1px dotted var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .scroller:focus .row[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
  }
  .row[aria-selected='true'] :is(.quiet, .icon) {
    color: inherit;
  }
  .scroller:focus .row.active {
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
    outline-offset: -1px;
  }
  .names {
    display: flex;
    flex: 1;
    gap: 4px;
    min-width: 0;
  }
  .names.off .name {
    text-decoration: line-through;
    opacity: 0.8;
  }
  .name,
  .shadow-name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .name {
    flex: none;
    max-width: 65%;
  }
  .name:only-child {
    flex: 1 1 auto;
    max-width: none;
  }
  .shadow-name {
    flex: 1 1 40%;
    min-width: 0;
  }
  /* Shortcuts for the pointer; the keyboard has the toolbar and the menu. */
  .row-actions {
    display: none;
    flex: none;
    order: 1;
    gap: 12px;
  }
  .row:hover .row-actions,
  .row.active .row-actions {
    display: flex;
  }
  .row-action {
    color: var(--vscode-textLink-foreground);
  }
  /* Not in the page's text, which is the name by which people speak to the row. */
  .row-action::after {
    content: attr(data-label);
  }
  .row-action:hover {
    text-decoration: underline;
  }
  .scroller:focus .row[aria-selected='true'] .row-action {
    color: inherit;
  }
  .code-line {
    min-width: 0;
    overflow: hidden;
    font-family: var(--vscode-editor-font-family);
    text-overflow: ellipsis;
  }
  .figures {
    display: flex;
    flex: none;
    order: 2;
    gap: 4px;
    align-items: center;
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
`;

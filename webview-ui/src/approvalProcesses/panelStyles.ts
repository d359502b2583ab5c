import { css } from 'lit';

export const panelStyles = css`
  .page {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 16px;
    min-height: 0;
    /* No wider than is good to read, and its scroll bar at the edge of the panel. */
    padding: 16px max(24px, 100% - 936px) 24px 24px;
    overflow: auto;
  }
  h1 {
    font-size: 1.4em;
    line-height: 1.3;
  }
  h2 {
    font-size: 1.1em;
  }
  .advice {
    display: flex;
    gap: 8px;
    margin-top: 12px;
    padding: 8px 12px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 4px;
    background: var(--vscode-textBlockQuote-background);
  }
  .advice .icon {
    margin-top: 2px;
  }
  .none {
    padding: 24px 0;
  }
  .cards {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 6px;
    background: var(--vscode-editor-background);
  }
  .card.match {
    border-color: var(--vscode-focusBorder);
    box-shadow: inset 3px 0 0 var(--vscode-focusBorder);
  }
  .card-head {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 6px 8px 6px 4px;
  }
  .grip {
    display: grid;
    place-items: center;
    width: 20px;
    height: 24px;
    color: var(--vscode-descriptionForeground);
    cursor: grab;
  }
  .place {
    min-width: 20px;
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }
  .card-title {
    display: grid;
    flex: 1;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 8px;
    align-items: center;
    min-width: 0;
    padding: 4px;
    border: 0;
    border-radius: 4px;
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .card-title:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .card-name {
    font-weight: 600;
  }
  .card.off .card-name {
    font-weight: 400;
    text-decoration: line-through;
  }
  .card-title > .icon {
    align-self: start;
    margin-top: 2px;
  }
  .card-summary {
    display: -webkit-box;
    grid-column: 2;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .card-buttons {
    display: flex;
    flex: none;
  }
  .fields {
    display: flex;
    flex-direction: column;
    gap: 12px;
    padding: 8px 16px 16px;
    border-top: 1px solid var(--vscode-panel-border);
  }
  .field {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .field vscode-text-field {
    width: 100%;
  }
  vscode-text-field.invalid {
    outline: 1px solid var(--vscode-inputValidation-errorBorder);
    border-radius: 2px;
  }
  .label {
    font-weight: 600;
    line-height: 24px;
  }
  .wrong {
    display: flex;
    gap: 4px;
    margin-top: 2px;
  }
  .wrong .icon {
    margin-top: 2px;
  }
  .group {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .group legend {
    padding: 0;
    font-weight: 600;
  }
  .condition {
    display: grid;
    grid-template-columns: minmax(200px, 280px) minmax(0, 1fr);
    gap: 8px 16px;
    align-items: center;
    min-height: 30px;
  }
  .condition .label {
    display: none;
  }
  .condition :is(vscode-dropdown, vscode-text-field) {
    width: 100%;
    max-width: 360px;
  }
  .nodes {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin: 4px 0;
    padding: 0;
    list-style: none;
  }
  .node {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 4px 12px 8px;
    border-inline-start: 2px solid var(--vscode-panel-border);
  }
  .node-head {
    display: flex;
    align-items: center;
  }
  .group > vscode-button {
    align-self: start;
  }
  .expiries {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: 8px 16px;
  }
  .try {
    padding-top: 16px;
    border-top: 1px solid var(--vscode-panel-border);
  }
  .try-line {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-top: 8px;
  }
  .try-line vscode-dropdown {
    flex: 1;
    min-width: 0;
    max-width: 480px;
  }
  .try-result {
    min-height: 20px;
    margin-top: 8px;
    overflow-wrap: anywhere;
  }
  @media (max-width: 640px) {
    .card-head {
      flex-wrap: wrap;
    }
    .card-title {
      flex: 1 0 100%;
      order: 5;
    }
    .card-buttons {
      margin-inline-start: auto;
    }
    .condition {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

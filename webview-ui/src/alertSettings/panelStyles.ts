import { css } from 'lit';

export const panelStyles = css`
  .section-head {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    border-bottom: 1px solid var(--vscode-panel-border);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--vscode-descriptionForeground);
    overflow-wrap: normal;
  }
  .events vscode-dropdown {
    width: 112px;
    min-width: 0;
  }
  .events td > .quiet {
    line-height: 26px;
  }
  .event-id {
    display: block;
    font-size: 0.9em;
  }
  .levels {
    width: auto;
    margin-bottom: 8px;
  }
  .levels th[scope='row'] {
    min-width: 96px;
    line-height: 26px;
  }
  .levels td.quiet {
    line-height: 26px;
  }
  .level-cell {
    display: grid;
    grid-template-columns: 120px minmax(100px, 1fr);
    gap: 2px 8px;
  }
  .level-cell > .quiet {
    grid-row: 1;
    grid-column: 2;
    line-height: 26px;
  }
  .level-cell .noted {
    grid-column: 1 / -1;
  }
  .receivers,
  .tasks,
  .lines {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .lines > li {
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .line {
    display: flex;
    gap: 4px 8px;
    align-items: start;
    padding: 4px 0;
  }
  .line > .icon {
    margin-top: 2px;
  }
  .line-words {
    flex: 1;
    min-width: 0;
  }
  .line-buttons {
    display: flex;
    flex: none;
  }
  .noted {
    display: flex;
    gap: 4px;
  }
  .noted > .icon {
    margin-top: 2px;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(200px, 380px) minmax(120px, 240px) minmax(0, 1fr);
    gap: 2px 16px;
    align-items: start;
  }
  .field > .label,
  .field > .usual {
    padding: 3px 0;
  }
  .field > .usual {
    grid-row: 1;
    grid-column: 3;
  }
  .field .noted {
    grid-column: 2 / -1;
  }
  .control {
    min-width: 0;
  }
  /* What is wrong has the width of the row, not of the field. */
  .field > .control,
  .level-cell > .control {
    display: contents;
  }
  .control > :is(vscode-text-field, .plain-input),
  .field > vscode-dropdown {
    width: 100%;
  }
  .new-mute .noted {
    margin-top: 2px;
  }
  /* The box of a long label keeps its shape. */
  vscode-checkbox::part(control) {
    flex: none;
  }
  .indented {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding-inline-start: 26px;
  }
  .indented .field {
    grid-template-columns: minmax(174px, 354px) minmax(120px, 240px) minmax(0, 1fr);
  }
  .new-mute {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: start;
  }
  .new-mute > vscode-dropdown {
    width: 176px;
  }
  .new-mute > .control {
    width: 280px;
    max-width: 100%;
  }
  .new-mute > .control > vscode-dropdown {
    width: 100%;
  }
  .silent {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  vscode-text-field.invalid,
  vscode-text-area.invalid {
    outline: 1px solid var(--vscode-inputValidation-errorBorder);
    border-radius: 2px;
  }
  @media (max-width: 640px) {
    .field,
    .indented .field {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .field > .usual,
    .field .noted {
      grid-row: auto;
      grid-column: 1;
    }
    .level-cell {
      grid-template-columns: minmax(0, 1fr);
    }
    .level-cell > .quiet {
      grid-row: auto;
      grid-column: 1;
      line-height: 20px;
    }
    .events thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .events :is(tbody, tr, th, td) {
      display: block;
    }
    .events :is(th, td) {
      padding: 2px 0;
      border: 0;
    }
    .events tr {
      padding: 8px 0;
      border-bottom: 1px solid var(--vscode-panel-border);
    }
    .line {
      flex-wrap: wrap;
    }
    .line-buttons {
      flex-basis: 100%;
      padding-inline-start: 20px;
    }
    .new-mute > :is(vscode-dropdown, .control) {
      width: 100%;
    }
  }
`;

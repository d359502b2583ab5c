import { css } from 'lit';

/** What every control and panel starts from: the editor's type, a visible focus, room in steps of 4 px. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 20px;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }
  p {
    font-weight: inherit;
  }
  [hidden] {
    display: none !important;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .icon {
    font: normal normal normal 16px/1 codicon;
    display: inline-block;
    flex: none;
    width: 16px;
    height: 16px;
    text-align: center;
    user-select: none;
    -webkit-font-smoothing: antialiased;
  }
  .icon.error {
    color: var(--vscode-editorError-foreground);
  }
  .icon.warning {
    color: var(--vscode-editorWarning-foreground);
  }
  .icon.info {
    color: var(--vscode-editorInfo-foreground);
  }
  .icon.passed {
    color: var(--vscode-charts-green);
  }
  .icon.added {
    color: var(--vscode-gitDecoration-addedResourceForeground);
  }
  .icon.removed {
    color: var(--vscode-gitDecoration-deletedResourceForeground);
  }
  .icon.changed {
    color: var(--vscode-gitDecoration-modifiedResourceForeground);
  }
  .icon.loading {
    animation: turn 1.5s steps(30) infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .icon.loading {
      animation: none;
    }
  }
  .only-spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

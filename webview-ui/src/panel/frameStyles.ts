import { css } from 'lit';

/** The frame of every panel: it fills its page; bars say something across it; commands stand below in a footer. */
export const frameStyles = css`
  :host {
    --inset: 24px;
    display: flex;
    flex-direction: column;
    height: 100vh;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .bar-message {
    display: flex;
    flex: none;
    gap: 8px;
    align-items: start;
    padding: 6px var(--inset);
    border-top: 1px solid var(--vscode-panel-border);
    overflow-wrap: anywhere;
  }
  .bar-message > .icon {
    margin-top: 2px;
  }
  .bar-message > progress {
    align-self: center;
  }
  .bar-message.problem {
    background: var(--vscode-inputValidation-errorBackground);
  }
  .bar-message.warning {
    flex-wrap: wrap;
    background: var(--vscode-inputValidation-warningBackground);
  }
  .footer {
    border-top: 1px solid var(--vscode-panel-border);
    background: var(--vscode-editor-background);
  }
  .footer > .bar-message {
    border-top: 0;
  }
  .commands {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    padding: 12px var(--inset);
  }
`;

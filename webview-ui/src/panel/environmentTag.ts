import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SchemaDiffState } from '../../../src/protocol/schemaDiff.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { sharedTexts } from '../strings/shared.ts';

/** What a connection is for; production stands out, and not by its colour alone. */
export function environmentTag(environment: SchemaDiffState['heading']['environment']): TemplateResult {
  const isProduction = environment === 'production';
  return html`<span class=${isProduction ? 'environment production' : 'environment'}
    >${isProduction ? icon('shield') : nothing}${t(sharedTexts[environment])}</span
  >`;
}

/** For the element that shows environments. */
export const environmentStyles = css`
  .environment {
    display: inline-flex;
    flex: none;
    gap: 4px;
    align-items: center;
    padding: 0 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 10px;
  }
  .environment.production {
    border-color: var(--vscode-inputValidation-warningBorder, var(--vscode-editorWarning-foreground));
    background: var(--vscode-inputValidation-warningBackground);
    font-weight: 600;
  }
`;

import { provideVSCodeDesignSystem, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { spoken } from './spoken.ts';

provideVSCodeDesignSystem().register(vsCodeProgressRing());

/** Something goes on; what it is, the label says. */
export function progressRing(label: string): TemplateResult {
  return html`<vscode-progress-ring ${spoken(label)}></vscode-progress-ring>`;
}

import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from './icon.ts';
import type { IconName } from './icon.ts';

provideVSCodeDesignSystem().register(vsCodeButton());

export interface ButtonLook {
  readonly label: string;
  readonly onPress: () => void;
  readonly kind?: 'primary' | 'secondary' | 'icon';
  readonly icon?: IconName;
  /** Shown on hover, where it says more than the label. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
  /** For a button that opens something beside it. */
  readonly isExpanded?: boolean;
  /** For tests and for the code that gives the focus back. */
  readonly id?: string;
}

/** A push button; one of the kind `icon` shows its icon only and is read out by its label. */
export function button(look: ButtonLook): TemplateResult {
  const { label, onPress, kind = 'secondary', hint = label, isDisabled = false, isExpanded, id } = look;
  const isIcon = kind === 'icon';
  const picture = look.icon === undefined ? nothing : icon(look.icon, { slot: isIcon ? '' : 'start' });
  return html`<vscode-button
    id=${id ?? nothing}
    appearance=${kind}
    aria-label=${isIcon ? label : nothing}
    .ariaExpanded=${isExpanded === undefined ? null : String(isExpanded)}
    title=${hint}
    ?disabled=${isDisabled}
    @click=${onPress}
    >${picture}${isIcon ? nothing : label}</vscode-button
  >`;
}

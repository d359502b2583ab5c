import { provideVSCodeDesignSystem, vsCodeCheckbox } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

provideVSCodeDesignSystem().register(vsCodeCheckbox());

export interface CheckboxLook {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
  readonly id?: string;
}

/** A checkbox with its label; one click on either changes it. */
export function checkbox({
  label,
  isChecked,
  onChange,
  isDisabled = false,
  id,
}: CheckboxLook): TemplateResult {
  const onToolkitChange = ({ target }: Event): void => {
    // The toolkit also reports changes that came from outside; only a difference is the user's. The listener
    // is put in place before the value, so that it is never the last drawing's that hears of this one's value.
    const now = target instanceof HTMLElement && 'checked' in target && target.checked === true;
    if (now !== isChecked) onChange(now);
  };
  return html`<vscode-checkbox
    id=${id ?? nothing}
    aria-label=${label}
    ?disabled=${isDisabled}
    @change=${onToolkitChange}
    .checked=${live(isChecked)}
    >${label}</vscode-checkbox
  >`;
}

import { provideVSCodeDesignSystem, vsCodeRadio, vsCodeRadioGroup } from '@vscode/webview-ui-toolkit';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { DropdownLook } from './dropdown.ts';

provideVSCodeDesignSystem().register(vsCodeRadio(), vsCodeRadioGroup());

/** One of few values that should all be seen. */
export function radioGroup<T extends string>(look: Omit<DropdownLook<T>, 'id'>): TemplateResult {
  const { label, choices, value, onChange, isDisabled = false } = look;
  const onToolkitChange = ({ target }: Event): void => {
    // As in checkbox.ts: the toolkit also reports values that came from outside, so the listener stands before them.
    const chosen = target instanceof HTMLElement && 'value' in target ? target.value : undefined;
    const choice = choices.find((one) => one.value === chosen);
    if (choice !== undefined && choice.value !== value) onChange(choice.value);
  };
  return html`<vscode-radio-group
    aria-label=${label}
    ?disabled=${isDisabled}
    @change=${onToolkitChange}
    .value=${value}
    >${choices.map(
      (choice) => html`<vscode-radio value=${choice.value}>${choice.label}</vscode-radio>`,
    )}</vscode-radio-group
  >`;
}

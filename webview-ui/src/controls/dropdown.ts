import { provideVSCodeDesignSystem, vsCodeDropdown, vsCodeOption } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

provideVSCodeDesignSystem().register(vsCodeDropdown(), vsCodeOption());

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface DropdownLook<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly isDisabled?: boolean;
  readonly id?: string;
}

/** One of few values; its label is only read out, what is seen stands beside it. */
export function dropdown<T extends string>(look: DropdownLook<T>): TemplateResult {
  const { label, choices, value, onChange, isDisabled = false, id } = look;
  const onToolkitChange = ({ target }: Event): void => {
    // As in checkbox.ts: the toolkit also reports values that came from outside, so the listener stands before them.
    const chosen = target instanceof HTMLElement && 'value' in target ? target.value : undefined;
    const choice = choices.find((one) => one.value === chosen);
    if (choice !== undefined && choice.value !== value) onChange(choice.value);
  };
  return html`<vscode-dropdown
    id=${id ?? nothing}
    aria-label=${label}
    ?disabled=${isDisabled}
    @change=${onToolkitChange}
    .value=${value}
    >${choices.map(
      (choice) =>
        html`<vscode-option value=${choice.value} ?selected=${choice.value === value}
          >${choice.label}</vscode-option
        >`,
    )}</vscode-dropdown
  >`;
}

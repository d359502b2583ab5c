import { provideVSCodeDesignSystem, vsCodeTextArea } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { spoken } from './spoken.ts';
import type { TextFieldLook } from './textField.ts';

provideVSCodeDesignSystem().register(vsCodeTextArea());

/** Several lines of text; its label is only read out, what is seen stands beside it. */
export function textArea(look: Omit<TextFieldLook, 'start'> & { readonly rows: number }): TemplateResult {
  const {
    label,
    value,
    onInput,
    onLeave,
    placeholder,
    isDisabled = false,
    isInvalid = false,
    id,
    rows,
  } = look;
  const onToolkitInput = ({ target }: Event): void => {
    if (target instanceof HTMLElement && 'value' in target && typeof target.value === 'string') {
      onInput(target.value);
    }
  };
  return html`<vscode-text-area
    id=${id ?? nothing}
    class=${isInvalid ? 'invalid' : ''}
    ${spoken(label)}
    .ariaInvalid=${String(isInvalid)}
    .value=${live(value)}
    rows=${rows}
    resize="vertical"
    placeholder=${placeholder ?? nothing}
    ?disabled=${isDisabled}
    @input=${onToolkitInput}
    @focusout=${onLeave ?? nothing}
  ></vscode-text-area>`;
}

import { provideVSCodeDesignSystem, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { spoken } from './spoken.ts';

provideVSCodeDesignSystem().register(vsCodeTextField());

export interface TextFieldLook {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** When the field is left: from then on it may be told what is wrong with it. */
  readonly onLeave?: () => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly isInvalid?: boolean;
  readonly id?: string;
  /** Stands in the field before the text. */
  readonly start?: TemplateResult;
}

/** One line of text; its label is only read out, what is seen stands beside it. */
export function textField(look: TextFieldLook): TemplateResult {
  const { label, value, onInput, onLeave, placeholder, isDisabled = false, isInvalid = false, id } = look;
  const onToolkitInput = ({ target }: Event): void => {
    if (target instanceof HTMLElement && 'value' in target && typeof target.value === 'string') {
      onInput(target.value);
    }
  };
  return html`<vscode-text-field
    id=${id ?? nothing}
    class=${isInvalid ? 'invalid' : ''}
    ${spoken(label)}
    .ariaInvalid=${String(isInvalid)}
    .value=${live(value)}
    placeholder=${placeholder ?? nothing}
    spellcheck="false"
    ?disabled=${isDisabled}
    @input=${onToolkitInput}
    @focusout=${onLeave ?? nothing}
    >${look.start ?? nothing}</vscode-text-field
  >`;
}

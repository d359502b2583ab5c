/** Inputs of the browser that the toolkit has no like of, in its looks: a date with a time, and a text with suggestions. */
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface PlainInputLook {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
  readonly isInvalid?: boolean;
  readonly isDisabled?: boolean;
}

/** A date and a time of day: `2026-11-21T02:30`; empty while it is not whole. */
export function dateTimeInput(look: PlainInputLook): TemplateResult {
  return plainInput(look, 'datetime-local', null);
}

/** A text, with values to choose from that begin or go on like it. */
export function suggestInput(look: PlainInputLook, suggestions: readonly string[]): TemplateResult {
  const list = `${look.id}-list`;
  return html`${plainInput(look, 'text', list)}<datalist id=${list}>
      ${suggestions.map((value) => html`<option value=${value}></option>`)}
    </datalist>`;
}

function plainInput(
  { id, label, value, onInput, onLeave, isInvalid = false, isDisabled = false }: PlainInputLook,
  type: 'datetime-local' | 'text',
  list: string | null,
): TemplateResult {
  return html`<input
    id=${id}
    class=${isInvalid ? 'plain-input invalid' : 'plain-input'}
    type=${type}
    aria-label=${label}
    aria-invalid=${isInvalid ? 'true' : 'false'}
    list=${list ?? nothing}
    spellcheck="false"
    autocomplete="off"
    .value=${live(value)}
    ?disabled=${isDisabled}
    @input=${({ target }: Event) => {
      if (target instanceof HTMLInputElement) onInput(target.value);
    }}
    @focusout=${onLeave ?? nothing}
  />`;
}

/** For the element that shows such inputs. */
export const plainInputStyles = css`
  .plain-input {
    width: 100%;
    height: 26px;
    padding: 0 8px;
    border: 1px solid
      var(
        --vscode-input-border,
        var(--vscode-settings-textInputBorder, var(--vscode-contrastBorder, transparent))
      );
    border-radius: 2px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    color-scheme: dark;
    font: inherit;
  }
  .plain-input:focus-visible {
    border-color: var(--vscode-focusBorder);
    outline: none;
  }
  .plain-input.invalid {
    outline: 1px solid var(--vscode-inputValidation-errorBorder);
  }
  :host-context(body.vscode-light) .plain-input,
  :host-context(body.vscode-high-contrast-light) .plain-input {
    color-scheme: light;
  }
`;

import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Choice } from './dropdown.ts';

export interface ChipsLook<T extends string> {
  readonly label: string;
  readonly choices: readonly (Choice<T> & { readonly count: string })[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Filters that can be switched on and off one by one, each with how many it would show. */
export function chips<T extends string>({ label, choices, chosen, onChange }: ChipsLook<T>): TemplateResult {
  const toggled = (value: T): readonly T[] =>
    chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return html`<div class="chips" role="group" aria-label=${label}>
    ${choices.map(
      ({ value, label: text, count }) =>
        html`<button
          type="button"
          class="chip"
          data-value=${value}
          aria-pressed=${chosen.includes(value)}
          @click=${() => {
            onChange(toggled(value));
          }}
        >
          ${text} <span class="chip-count">${count}</span>
        </button>`,
    )}
  </div>`;
}

/** For the element that shows chips. */
export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .chip {
    height: 22px;
    padding: 0 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-radius: 11px;
    background: transparent;
    color: var(--vscode-foreground);
    font: inherit;
    line-height: 20px;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--vscode-inputOption-activeBorder);
    background: var(--vscode-inputOption-activeBackground);
    color: var(--vscode-inputOption-activeForeground);
    /* High contrast themes have no background for it: a second line inside. */
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -4px;
  }
  .chip:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .chip-count {
    opacity: 0.8;
  }
`;

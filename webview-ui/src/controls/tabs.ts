import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { arrowTarget } from './arrowKeys.ts';
import { badge } from './badge.ts';
import type { Choice } from './dropdown.ts';

export interface TabsLook<T extends string> {
  readonly label: string;
  readonly tabs: readonly (Choice<T> & { readonly count: string | null })[];
  readonly chosen: T;
  readonly onChange: (chosen: T) => void;
  /** What the chosen tab shows. */
  readonly panel: TemplateResult;
  /** Begins the ids of the tabs, which have to be the page's only ones. */
  readonly id: string;
}

/** Tabs above what they show: one stop of the Tab key, arrow keys, Home and End move in them. */
export function tabs<T extends string>(look: TabsLook<T>): TemplateResult {
  const { label, tabs: all, chosen, onChange, panel, id } = look;
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKey}>
      ${all.map(
        ({ value, label: text, count }) =>
          html`<button
            type="button"
            role="tab"
            id=${`${id}-${value}`}
            class="tab"
            aria-selected=${value === chosen}
            aria-controls=${`${id}-panel`}
            tabindex=${value === chosen ? 0 : -1}
            @click=${() => {
              onChange(value);
            }}
          >
            ${text} ${count === null ? '' : badge(count)}
          </button>`,
      )}
    </div>
    <div class="tab-panel" role="tabpanel" id=${`${id}-panel`} aria-labelledby=${`${id}-${chosen}`}>
      ${panel}
    </div>`;
}

/** The focus takes the choice with it, as in the editor's own tabs. */
function onKey(event: KeyboardEvent): void {
  const next = arrowTarget(event, '[role=tab]', ['ArrowLeft', 'ArrowRight']);
  next?.focus();
  next?.click();
}

/** For the element that shows tabs; with badgeStyles. */
export const tabStyles = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    border-bottom: 1px solid var(--vscode-panel-border);
  }
  .tab {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    height: 30px;
    margin-bottom: -1px;
    padding: 0 2px;
    border: 0;
    border-bottom: 2px solid transparent;
    background: transparent;
    color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-descriptionForeground));
    font: inherit;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--vscode-foreground);
  }
  .tab[aria-selected='true'] {
    border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
    color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
  }
`;

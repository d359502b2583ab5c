import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { baseStyles } from './baseStyles.ts';
import { icon } from './icon.ts';
import type { IconName } from './icon.ts';

export interface MenuItem {
  readonly label: string;
  readonly onChoose: () => void;
  readonly icon?: IconName;
  readonly isDisabled?: boolean;
}

/** A menu at a place of the page: arrow keys, Home, End and the first letter move in it, Escape or a click beside it ends it. */
export class PopupMenu extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      [role='menu'] {
        position: fixed;
        inset: auto;
        margin: 0;
        min-width: 180px;
        max-width: 90vw;
        padding: 4px;
        border: 1px solid var(--vscode-menu-border, var(--vscode-widget-border, transparent));
        border-radius: 5px;
        background: var(--vscode-menu-background);
        color: var(--vscode-menu-foreground);
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
      }
      [role='menuitem'] {
        display: flex;
        gap: 8px;
        align-items: center;
        width: 100%;
        padding: 2px 12px;
        border: 0;
        border-radius: 3px;
        background: transparent;
        color: inherit;
        font: inherit;
        line-height: 20px;
        text-align: start;
        cursor: pointer;
      }
      [role='menuitem']:focus {
        background: var(--vscode-menu-selectionBackground);
        color: var(--vscode-menu-selectionForeground, inherit);
        outline: 1px solid var(--vscode-menu-selectionBorder, var(--vscode-contrastActiveBorder, transparent));
        outline-offset: -1px;
      }
      [role='menuitem'][aria-disabled='true'] {
        color: var(--vscode-disabledForeground);
        cursor: default;
      }
    `,
  ];

  #label = '';
  #items: readonly MenuItem[] = [];
  #giveBack: HTMLElement | null = null;

  /** Opens it below a place of the window; the focus goes back to where it was when it closes. */
  async open(
    label: string,
    items: readonly MenuItem[],
    at: { readonly x: number; readonly y: number },
  ): Promise<void> {
    this.#label = label;
    this.#items = items;
    this.#giveBack = focused();
    this.requestUpdate();
    await this.updateComplete;
    const menu = this.#menu();
    if (menu === null) return;
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(0, Math.min(at.x, window.innerWidth - width - 4))}px`;
    menu.style.top = `${Math.max(0, Math.min(at.y, window.innerHeight - height - 4))}px`;
    this.#choices()[0]?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div
      role="menu"
      popover="auto"
      aria-label=${this.#label}
      @keydown=${this.#onKey}
      @toggle=${this.#onToggle}
    >
      ${this.#items.map(
        (item) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex="-1"
            aria-disabled=${item.isDisabled === true ? 'true' : nothing}
            @mousemove=${({ currentTarget }: Event) => {
              if (currentTarget instanceof HTMLElement) currentTarget.focus();
            }}
            @click=${() => {
              this.#choose(item);
            }}
          >
            ${item.icon === undefined ? nothing : icon(item.icon)}<span>${item.label}</span>
          </button>`,
      )}
    </div>`;
  }

  #choose(item: MenuItem): void {
    if (item.isDisabled === true) return;
    this.#menu()?.hidePopover();
    item.onChoose();
  }

  readonly #onToggle = (event: Event): void => {
    if (event instanceof ToggleEvent && event.newState === 'closed') this.#giveBack?.focus();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const choices = this.#choices();
    const at = choices.findIndex((choice) => choice === this.shadowRoot?.activeElement);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % choices.length,
      ArrowUp: (at - 1 + choices.length) % choices.length,
      Home: 0,
      End: choices.length - 1,
    };
    const target = moves[event.key] ?? this.#byLetter(event.key, at);
    if (event.key === 'Tab') this.#menu()?.hidePopover();
    else if (target !== undefined) choices[target]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #byLetter(key: string, at: number): number | undefined {
    if ([...key].length !== 1 || key === ' ') return undefined;
    const order = this.#items.map((_, i) => (at + 1 + i) % this.#items.length);
    const letter = key.toLowerCase();
    return order.find((i) => this.#items[i]?.label.toLowerCase().startsWith(letter));
  }

  #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[role=menu]');
  }

  #choices(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }
}

/** The element that has the focus, inside whatever shadow roots. */
function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement != null) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : null;
}

customElements.define('shadow-menu', PopupMenu);

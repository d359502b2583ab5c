import type { LitElement, ReactiveController } from 'lit';

const focusable = [
  'button',
  'input',
  'summary',
  'shadow-list',
  'shadow-lines',
  'shadow-split',
  'vscode-button',
  'vscode-checkbox',
  'vscode-dropdown',
  'vscode-radio-group',
  'vscode-text-area',
  'vscode-text-field',
  '[tabindex="0"]',
].join(',');

/**
 * Keeps the keyboard where it is when a panel is drawn anew. What had the focus may have been moved, switched off or
 * taken away by its own command (`Skip`, `Delete`, `Close`): then the focus goes on to what stands nearest, and is not
 * thrown back to the beginning of the page.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  #held: HTMLElement | null = null;
  #parent: HTMLElement | null = null;
  #order: readonly HTMLElement[] = [];
  /** Nothing could take the focus yet: the panel is drawn in parts. */
  #isLost = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const root = this.#root();
    const active = root?.activeElement ?? null;
    this.#held = active instanceof HTMLElement ? active : null;
    this.#parent = this.#held?.parentElement ?? null;
    this.#order = this.#held === null || root === null ? [] : inOrder(root);
  }

  hostUpdated(): void {
    const root = this.#root();
    const held = this.#held;
    if (root === null || (held === null && !this.#isLost)) return;
    const next = held !== null && canHold(held) ? held : this.#nearest(root, held);
    this.#isLost = next === null;
    if (next !== null && root.activeElement !== next) giveFocus(root, next);
  }

  /** In the same place, then after it, then before it. */
  #nearest(root: ShadowRoot, held: HTMLElement | null): HTMLElement | null {
    const at = held === null ? -1 : this.#order.indexOf(held);
    const isGone = held?.isConnected !== true;
    const near = [
      ...(isGone && this.#parent?.isConnected === true ? inOrder(this.#parent) : []),
      ...this.#order.slice(at + 1),
      ...this.#order.slice(0, Math.max(at, 0)).reverse(),
    ];
    return near.find(canHold) ?? inOrder(root).find(canHold) ?? null;
  }

  #root(): ShadowRoot | null {
    return this.#host.renderRoot instanceof ShadowRoot ? this.#host.renderRoot : null;
  }
}

/**
 * A control of the toolkit that was switched on just now takes it only after its own drawing, in the next frame. While
 * the editor asks something (an input box, a dialog) the focus is the editor's, and is not taken from it.
 */
function giveFocus(root: ShadowRoot, element: HTMLElement): void {
  if (!document.hasFocus()) {
    window.addEventListener('focus', () => takeFocus(root, element), { once: true });
    return;
  }
  element.focus();
  if (root.activeElement === element) return;
  requestAnimationFrame(() => {
    takeFocus(root, element);
  });
}

function takeFocus(root: ShadowRoot, element: HTMLElement): void {
  if (document.hasFocus() && root.activeElement === null && canHold(element)) element.focus();
}

function inOrder(part: ParentNode): readonly HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(focusable)];
}

function canHold(element: HTMLElement): boolean {
  return element.isConnected && !element.hasAttribute('disabled') && element.checkVisibility();
}

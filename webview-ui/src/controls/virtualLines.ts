import { VirtualizerController } from '@tanstack/lit-virtual';
import { LitElement, css, html } from 'lit';
import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles } from './baseStyles.ts';

const lineHeight = 20;

/** Lines beyond the visible ones that are kept, so that a fast scroll shows no gaps. */
const overscan = 20;

/** So near to the end counts as being there: what comes next is to be seen. */
const nearEnd = lineHeight * 2;

/**
 * Very many lines of text, each on one row; only those in sight are in the page. The arrow keys, Page Up and Page Down
 * scroll it, as any text. With `isFollowing` it stays at its end; a `follow-change` event says that the user scrolled
 * away from the end, or back to it.
 */
export class VirtualLines extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    label: { type: String },
    count: { type: Number },
    line: { attribute: false },
    isFollowing: { type: Boolean },
  };

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        min-height: 0;
      }
      .scroller {
        min-height: 0;
        overflow: auto;
        contain: strict;
        font-family: var(--vscode-editor-font-family);
        font-size: var(--vscode-editor-font-size);
      }
      .scroller:focus-visible {
        outline-offset: -1px;
      }
      .canvas {
        position: relative;
        min-width: 100%;
        width: max-content;
      }
      .line {
        position: absolute;
        top: 0;
        left: 0;
        display: flex;
        gap: 12px;
        align-items: center;
        min-width: 100%;
        height: 20px;
        padding: 0 16px;
        line-height: 20px;
        white-space: pre;
      }
      .line.warn {
        background: var(--vscode-inputValidation-warningBackground, transparent);
      }
      .line.error {
        background: var(--vscode-inputValidation-errorBackground, transparent);
      }
      .line .time {
        flex: none;
        color: var(--vscode-descriptionForeground);
        font-variant-numeric: tabular-nums;
      }
      .line:is(.warn, .error) .time {
        color: inherit;
      }
    `,
  ];

  declare label: string;
  declare count: number;
  /** What stands on a line, and which kind it is. */
  declare line: (index: number) => { readonly kind: string; readonly text: TemplateResult };
  declare isFollowing: boolean;
  #isMoving = false;
  readonly #virtualizer = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller(),
    estimateSize: () => lineHeight,
    overscan,
  });

  constructor() {
    super();
    this.label = '';
    this.count = 0;
    this.line = () => ({ kind: '', text: html`` });
    this.isFollowing = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('count')) return;
    const virtualizer = this.#virtualizer.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count: this.count });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.isFollowing && (changed.has('count') || changed.has('isFollowing'))) this.#toEnd();
  }

  protected override render(): TemplateResult {
    const virtualizer = this.#virtualizer.getVirtualizer();
    return html`<div
      class="scroller"
      role="log"
      aria-live="off"
      tabindex="0"
      aria-label=${this.label}
      @scroll=${this.#onScroll}
    >
      <div class="canvas" .style=${`height: ${virtualizer.getTotalSize()}px`}>
        ${repeat(
          virtualizer.getVirtualItems(),
          ({ index }) => index,
          ({ index, start }) => {
            const { kind, text } = this.line(index);
            return html`<div class=${`line ${kind}`} .style=${`transform: translateY(${start}px)`}>
              ${text}
            </div>`;
          },
        )}
      </div>
    </div>`;
  }

  #scroller(): HTMLElement | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.querySelector('.scroller') : null;
  }

  #toEnd(): void {
    const scroller = this.#scroller();
    if (scroller === null) return;
    this.#isMoving = true;
    scroller.scrollTop = scroller.scrollHeight;
  }

  readonly #onScroll = (): void => {
    const scroller = this.#scroller();
    if (scroller === null) return;
    // Only what the user does changes whether the end is followed.
    if (this.#isMoving) {
      this.#isMoving = false;
      return;
    }
    const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= nearEnd;
    if (isAtEnd !== this.isFollowing) {
      this.dispatchEvent(new CustomEvent('follow-change', { detail: isAtEnd }));
    }
  };
}

customElements.define('shadow-lines', VirtualLines);

import { LitElement, css, html } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import { baseStyles } from './baseStyles.ts';

const least = 15;
const most = 85;
const step = 2;

/** Narrower than this, two parts have no room beside each other. */
const stackedBelow = 640;

/**
 * Two parts with a sash between them that can be dragged, moved with the arrow keys and put back by a double click;
 * beside each other, or in a narrow column one above the other. Children stand in the slots `start` and `end`; a
 * `split-move` event says the new share of the first.
 */
export class SplitView extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    share: { type: Number },
    label: { type: String },
  };

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        min-height: 0;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      .frame {
        display: grid;
        min-height: 0;
        grid-template: minmax(0, 1fr) / minmax(0, var(--start)) 1px minmax(0, var(--end));
      }
      .frame.stacked {
        grid-template: minmax(min(220px, 50%), var(--start)) 1px minmax(0, var(--end)) / minmax(0, 1fr);
      }
      .part {
        min-width: 0;
        min-height: 0;
        overflow: hidden;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      .sash {
        position: relative;
        z-index: 1;
        background: var(--vscode-panel-border);
        cursor: col-resize;
        touch-action: none;
      }
      .stacked > .sash {
        cursor: row-resize;
      }
      .sash::after {
        content: '';
        position: absolute;
        inset: 0 -3px;
      }
      .stacked > .sash::after {
        inset: -3px 0;
      }
      .sash:hover::after,
      .sash:focus-visible::after,
      .sash.dragged::after {
        background: var(--vscode-sash-hoverBorder);
      }
      .sash:focus-visible {
        outline: none;
      }
    `,
  ];

  /** The first part's share of the room in per cent. */
  declare share: number;
  declare label: string;
  readonly #home = 40;
  #isStacked = false;
  readonly #observer = new ResizeObserver(() => {
    const isStacked = this.clientWidth < stackedBelow;
    if (isStacked === this.#isStacked) return;
    this.#isStacked = isStacked;
    this.requestUpdate();
  });

  constructor() {
    super();
    this.share = this.#home;
    this.label = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override updated(): void {
    const share = bounded(this.share);
    // Through the object model: a style attribute would be refused by the page's policy.
    this.style.setProperty('--start', `${share}fr`);
    this.style.setProperty('--end', `${100 - share}fr`);
  }

  protected override render(): TemplateResult {
    return html`<div class=${this.#isStacked ? 'frame stacked' : 'frame'}>
      <div class="part"><slot name="start"></slot></div>
      <div
        class="sash"
        role="separator"
        tabindex="0"
        aria-orientation=${this.#isStacked ? 'horizontal' : 'vertical'}
        aria-label=${this.label}
        aria-valuemin=${least}
        aria-valuemax=${most}
        aria-valuenow=${Math.round(bounded(this.share))}
        @keydown=${this.#onKey}
        @pointerdown=${this.#onDown}
        @dblclick=${() => {
          this.#move(this.#home);
        }}
      ></div>
      <div class="part"><slot name="end"></slot></div>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const [less, more] = this.#isStacked ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const targets = new Map([
      [less, this.share - step],
      [more, this.share + step],
      ['Home', least],
      ['End', most],
      ['Enter', this.#home],
    ]);
    const target = targets.get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    this.#move(target);
  };

  readonly #onDown = (event: PointerEvent): void => {
    const sash = event.currentTarget;
    if (event.button !== 0 || !(sash instanceof HTMLElement)) return;
    sash.setPointerCapture(event.pointerId);
    sash.classList.add('dragged');
    const onMove = (move: PointerEvent): void => {
      const { left, top, width, height } = this.getBoundingClientRect();
      const part = this.#isStacked ? (move.clientY - top) / height : (move.clientX - left) / width;
      this.#move(part * 100);
    };
    sash.addEventListener('pointermove', onMove);
    sash.addEventListener(
      'lostpointercapture',
      () => {
        sash.removeEventListener('pointermove', onMove);
        sash.classList.remove('dragged');
      },
      { once: true },
    );
  };

  #move(share: number): void {
    this.share = bounded(share);
    this.dispatchEvent(new CustomEvent('split-move', { detail: this.share }));
  }
}

function bounded(share: number): number {
  return Math.min(most, Math.max(least, share));
}

customElements.define('shadow-split', SplitView);

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { arrowTarget } from '../controls/arrowKeys.ts';
import { t } from '../l10n.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';

export interface NamedSection {
  readonly id: string;
  readonly title: string;
}

/** The sections' names beside the form: one stop of the Tab key, so that the fields are near; arrow keys move in it. */
export function sectionNav(sections: readonly NamedSection[], goTo: (id: string) => void): TemplateResult {
  return html`<nav class="beside" aria-label=${t(texts.sections)} @keydown=${onKey}>
    <ul>
      ${sections.map(
        ({ id, title }, index) =>
          html`<li>
            <button
              type="button"
              class="anchor"
              tabindex=${index === 0 ? 0 : -1}
              @click=${() => {
                goTo(id);
              }}
            >
              ${title}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}

/** The Tab key comes back to where it left. */
function onKey(event: KeyboardEvent): void {
  const next = arrowTarget(event, '.anchor', ['ArrowUp', 'ArrowDown']);
  if (next === null || !(event.target instanceof HTMLElement)) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

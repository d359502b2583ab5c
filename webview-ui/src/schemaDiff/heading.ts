import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { SchemaDiffState } from '../../../src/protocol/schemaDiff.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { counted, number, shownTime, t } from '../l10n.ts';
import { environmentTag } from '../panel/environmentTag.ts';
import { schemaDiffCounts as counts, schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

/** Which two sides are compared, on which server, and what came of it. */
export function heading(state: SchemaDiffState): TemplateResult {
  const { connection, environment, dialect, serverVersion, database, shadowDatabase, rule } = state.heading;
  const server = [dialect, serverVersion].filter((part) => part !== null).join(' ');
  return html`<header class="heading">
    <h1 class="title">
      ${visibleText(database)}${
        shadowDatabase === database
          ? nothing
          : html` <span class="target">${icon('arrow-right')} ${visibleText(shadowDatabase)}</span>`
      }
    </h1>
    <span>${visibleText(connection)}</span>
    ${environmentTag(environment)}
    <span class="quiet">${visibleText(server)}</span>
    <span class="quiet" title=${t(texts.namingRule)}>${visibleText(rule)}</span>
    <span class="quiet summary" role="status">${summary(state)}</span>
  </header>`;
}

function summary({ phase, statements, unsafe }: SchemaDiffState): string {
  if (phase.kind === 'running') return t(texts.runProgress, number(phase.done), number(phase.of));
  if (phase.kind !== 'ready') return '';
  const parts = [counted(statements, counts.statements)];
  if (unsafe > 0) parts.push(counted(unsafe, counts.unsafe));
  parts.push(t(texts.readAt, shownTime(phase.readAt)));
  return parts.join(' · ');
}

/** What people should know of the whole comparison, where there is something. */
export function notesBar({ notes }: SchemaDiffState): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  // More than there is room for scrolls, and so is a stop of the Tab key.
  const isLong = notes.length > 3 || notes.join(' ').length > 240;
  return html`<div class="bar-message" role="note" aria-label=${t(texts.notes)}>
    ${icon('info', { tone: 'info' })}
    <ul class="notes" tabindex=${isLong ? 0 : nothing}>
      ${notes.map((note) => html`<li>${visibleText(note)}</li>`)}
    </ul>
  </div>`;
}

/** What would run: the statements that have to be ticked, and the SQL as it stands. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UnsafeStatement } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { icon } from '../controls/icon.ts';
import { counted, number, t } from '../l10n.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskFormCounts as counts, taskFormTexts as texts } from '../strings/taskForm.ts';
import { canSkip } from './analysisSection.ts';
import type { FormContext } from './fields.ts';

export function unsafeSection(context: FormContext): TemplateResult {
  const { state, session } = context;
  const { plan } = state;
  if (plan === null) return html`<p class="quiet">${t(texts.sqlAfterAnalysis)}</p>`;
  if (plan.unsafe === 0) {
    return html`<p class="place-name">${icon('pass', { tone: 'passed' })} ${t(texts.noUnsafe)}</p>`;
  }
  const { rows } = session.unsafe;
  const more = plan.unsafe - rows.length;
  return html`<p class="quiet">${t(texts.unsafeHelp)}</p>
    <ul class="unsafe">
      ${rows.map((row) => unsafeLine(context, row))}
    </ul>
    ${
      more > 0
        ? html`<div class="place">
            <span class="quiet">${t(sharedTexts.andMore, number(more))}</span>
            ${button({ label: t(texts.showMore), onPress: () => void showMore(context) })}
          </div>`
        : nothing
    }
    <p class="quiet" role="status">${t(texts.tableCount, number(plan.allowed), number(plan.unsafe))}</p>`;
}

/** Whoever asked for more goes on with the first of them. */
async function showMore({ session, focus }: FormContext): Promise<void> {
  const { length } = session.unsafe.rows;
  await session.showMoreUnsafe();
  const first = session.unsafe.rows[length];
  if (first !== undefined) focus(`[data-statement="${first.id}"] :is(vscode-checkbox, vscode-button)`);
}

function unsafeLine(context: FormContext, statement: UnsafeStatement): TemplateResult {
  const { session } = context;
  const { shadow, sql, findings, needsConfirmation, id } = statement;
  const codes = findings.map(({ code }) => code).join(', ');
  const name = visibleText(shadow);
  return html`<li class="unsafe-line" data-statement=${id}>
    <div class="unsafe-head">
      ${
        needsConfirmation
          ? html`${icon('circle-slash', { tone: 'error' })} <span class="clipped">${name}</span> ${button({
                label: t(texts.confirmShadow),
                hint: t(texts.confirmShadowLabel, name),
                isDisabled: !canSkip(context),
                onPress: () =>
                  void session.command('confirmShadow', { revision: session.unsafe.revision, id }),
              })}`
          : checkbox({
              id: `allow-${id}`,
              label: t(texts.allowLabel, `${name} (${codes})`),
              isChecked: session.isAllowed(statement),
              isDisabled: !canSkip(context),
              onChange: (isAllowed) => void session.allow(statement, isAllowed),
            })
      }
    </div>
    ${findings.map(
      ({ code, message }) =>
        html`<p class="reason"><code class="code">${code}</code> ${visibleText(message)}</p>`,
    )}
    ${statementText(sql, name)}
  </li>`;
}

/** More than this scrolls in its place, and so is a stop of the Tab key. */
const longSql = { lines: 7, characters: 400 } as const;

function statementText(sql: string, name: string): TemplateResult {
  const isLong = sql.length > longSql.characters || sql.split('\n').length > longSql.lines;
  return isLong
    ? html`<pre class="sql" tabindex="0" role="region" aria-label=${name}>${visibleLines(sql)}</pre>`
    : html`<pre class="sql">${visibleLines(sql)}</pre>`;
}

/** Exactly what would run as things stand; the editor has the whole of it. */
export function sqlSection({ state, session }: FormContext): TemplateResult {
  const { plan } = state;
  const { sql } = session;
  if (plan === null) return html`<p class="quiet">${t(texts.sqlAfterAnalysis)}</p>`;
  const figures =
    plan.statements === 0
      ? t(texts.sqlNothing)
      : t(texts.sqlOf, counted(plan.statements, counts.statements), counted(plan.tables, counts.tables));
  return html`<div class="place">
      <span class="place-name" role="status">${figures}</span>
      ${button({
        id: 'open-sql',
        label: t(texts.openInEditor),
        icon: 'go-to-file',
        onPress: () => void session.command('openSql', {}),
      })}
    </div>
    ${
      plan.leftOut > 0
        ? html`<p class="hint">
            ${icon('warning', { tone: 'warning' })}
            ${t(texts.sqlLeftOut, counted(plan.leftOut, counts.tables))}
          </p>`
        : nothing
    }
    ${
      sql === null || plan.statements === 0
        ? nothing
        : html`<pre class="sql preview" tabindex="0" role="region" aria-label=${t(texts.sqlText)}>
${visibleLines(sql.text)}</pre>
            ${
              sql.isWhole
                ? nothing
                : html`<p class="note quiet">${t(texts.sqlCut, counted(sql.lines, counts.lines))}</p>`
            }`
    }`;
}

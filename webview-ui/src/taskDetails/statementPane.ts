import { LitElement, html, nothing } from 'lit';
import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { StatementDetails, StatementRow } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { badge, badgeStyles } from '../controls/badge.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import '../controls/groupedList.ts';
import type { ListListeners, ListView } from '../controls/listView.ts';
import { icon } from '../controls/icon.ts';
import { nothingSelected } from '../controls/listSelection.ts';
import type { ListSelection } from '../controls/listSelection.ts';
import { message, messageStyles } from '../controls/message.ts';
import { progressRing } from '../controls/progressRing.ts';
import '../controls/splitView.ts';
import { textField } from '../controls/textField.ts';
import { number, t } from '../l10n.ts';
import { codeStyles } from '../panel/codeStyles.ts';
import { levelLabels, outcomeLabels } from '../panel/labels.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import { groupStatements, linesOf, matching, statementKey } from './model/statementTree.ts';
import type { StatementGroup, StatementItem } from './model/statementTree.ts';
import { shownDuration } from './numbers.ts';
import { statementPaneStyles } from './statementPaneStyles.ts';
import type { DetailsState, StatementList } from './taskSession.ts';

/** With more tables than this the groups begin closed. */
const openGroups = 200;

/**
 * The statements of a plan or a run, by table: a list that filters, and one of them in full. Events: `choose` with the
 * index of a statement or null, `copy` with an index.
 */
export class StatementPane extends LitElement {
  static override readonly properties: PropertyDeclarations = {
    list: { attribute: false },
    details: { attribute: false },
    share: { type: Number },
  };

  static override readonly styles = [baseStyles, badgeStyles, messageStyles, codeStyles, statementPaneStyles];

  declare list: StatementList | null;
  declare details: DetailsState;
  declare share: number;
  #selection: ListSelection = nothingSelected;
  #text = '';
  /** Those whose state differs from how groups begin. */
  #toggled: ReadonlySet<string> = new Set();
  #items: readonly StatementItem[] = [];
  #madeFrom: readonly unknown[] = [];
  /** The run in which a statement was chosen by itself already. */
  #chosenIn: string | null | undefined = undefined;

  constructor() {
    super();
    this.list = null;
    this.details = { kind: 'none' };
    this.share = 45;
  }

  protected override willUpdate(): void {
    const rows = this.list?.rows ?? [];
    const parts = [rows, this.#text, this.#toggled];
    if (parts.every((part, i) => part === this.#madeFrom[i])) return;
    this.#madeFrom = parts;
    const groups = groupStatements(matching(rows, this.#text), (shadow) => this.#isOpen(shadow, rows.length));
    this.#items = linesOf(groups);
  }

  /** What went wrong is shown at once; otherwise the first statement. */
  protected override updated(): void {
    const rows = this.list?.rows ?? [];
    if (this.list?.isWhole !== true || this.#chosenIn === this.list.run || rows.length === 0) return;
    this.#chosenIn = this.list.run;
    const first = rows.find(({ outcome }) => outcome === 'failed' || outcome === 'unknown') ?? rows[0];
    if (first === undefined) return;
    const key = statementKey(first.index);
    this.#selection = { active: key, anchor: key, selected: new Set([key]) };
    this.#tell('choose', first.index);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<shadow-split
      label=${t(texts.moveSash)}
      .share=${this.share}
      @split-move=${({ detail }: CustomEvent<number>) => (this.share = detail)}
    >
      <div slot="start" class="side">${this.#listSide()}</div>
      <div slot="end" class="details" tabindex="0" role="region" aria-label=${t(texts.statements)}>
        ${this.#detailsSide()}
      </div>
    </shadow-split>`;
  }

  #listSide(): TemplateResult {
    return html`<div class="filter">
        ${textField({
          label: t(texts.filterStatements),
          placeholder: t(texts.filterStatements),
          value: this.#text,
          onInput: (text) => {
            this.#text = text;
            this.requestUpdate();
          },
          start: icon('search', { slot: 'start' }),
        })}
      </div>
      ${this.list?.isRecorded === false ? html`<p class="note quiet">${t(texts.notRecorded)}</p>` : nothing}
      ${
        this.#items.length === 0
          ? message({ icon: 'search', title: t(texts.noMatch) })
          : html`<shadow-list
              label=${t(texts.statements)}
              .items=${this.#items}
              .selection=${this.#selection}
              .view=${listView}
              .listeners=${this.#listeners}
              .look=${this.list}
            ></shadow-list>`
      }`;
  }

  #detailsSide(): TemplateResult {
    const { details } = this;
    switch (details.kind) {
      case 'none':
        return message({ icon: 'file-code', title: t(texts.chooseStatement) });
      case 'loading':
        return details.earlier === null
          ? html`<div class="waiting">${progressRing(t(texts.statements))}</div>`
          : html`<div class="earlier">${this.#full(details.earlier)}</div>`;
      case 'failed':
        return message({ icon: 'error', tone: 'error', title: visibleText(details.error.message) });
      case 'shown':
        return this.#full(details.details);
    }
  }

  #full(details: StatementDetails): TemplateResult {
    const { shadow, source, sql, error, remedy, index } = details;
    return html`<div class="full">
      <div class="full-head">
        <div class="full-names">
          <h2 class="name">${visibleText(shadow)}</h2>
          ${source === null ? nothing : html`<span class="quiet">${t(texts.fromSource, visibleText(source))}</span>`}
        </div>
        ${button({
          label: t(texts.copyStatement),
          icon: 'copy',
          kind: 'icon',
          onPress: () => this.#tell('copy', index),
        })}
      </div>
      ${outcomeLine(details)}
      ${
        error === null
          ? nothing
          : html`<div class="error-box" role="note" aria-label=${t(texts.errorTitle)}>
              <p>${icon('error', { tone: 'error' })} <span>${visibleText(error)}</span></p>
              ${remedy === null ? nothing : html`<p class="remedy">${visibleText(remedy)}</p>`}
            </div>`
      }
      <pre class="sql">${visibleLines(sql)};</pre>
      ${findings(details)} ${undo(details)}
    </div>`;
  }

  #isOpen(shadow: string, count: number): boolean {
    const begins = count <= openGroups || this.#text !== '';
    return this.#toggled.has(shadow) !== begins;
  }

  #tell(name: 'choose' | 'copy', index: number | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail: index }));
  }

  readonly #listeners: ListListeners<StatementItem> = {
    onSelect: (selection) => {
      this.#selection = selection;
      const item = this.#items.find(({ key }) => key === selection.active);
      this.requestUpdate();
      if (item?.isHeading === false) this.#tell('choose', item.row.index);
    },
    onCheck: () => undefined,
    onExpand: (item, isExpanded) => {
      if (!item.isHeading || item.group.isExpanded === isExpanded) return;
      const { shadow } = item.group;
      const toggled = new Set(this.#toggled);
      if (!toggled.delete(shadow)) toggled.add(shadow);
      this.#toggled = toggled;
      this.requestUpdate();
    },
    onOpen: () => {
      this.renderRoot.querySelector<HTMLElement>('.details')?.focus();
    },
    onMenu: () => undefined,
    onScroll: () => undefined,
  };
}

const listView: ListView<StatementItem> = {
  label: (item) => (item.isHeading ? groupLabel(item.group) : rowLabel(item.row)),
  render: (item) => (item.isHeading ? groupLine(item.group) : rowLine(item.row)),
  hasChecks: false,
  check: () => null,
  isExpanded: (item) => (item.isHeading ? item.group.isExpanded : null),
  typed: (item) => (item.isHeading ? item.group.shadow : item.row.sql),
};

// In the order in which it is seen: who speaks to the computer says what is seen (WCAG 2.5.3).
function groupLabel({ shadow, source, rows }: StatementGroup): string {
  const from = source === null ? '' : ` ${t(texts.fromSource, visibleText(source))}`;
  return t(texts.groupLabel, `${visibleText(shadow)}${from}`, number(rows.length));
}

function rowLabel({ sql, level, codes, outcome, durationMs }: StatementRow): string {
  const parts = [visibleText(sql)];
  if (durationMs !== null) parts.push(shownDuration(durationMs));
  if (level !== null) parts.push(`${t(levelLabels[level].text)} ${codes.join(' ')}`);
  if (outcome !== null) parts.push(t(outcomeLabels[outcome].text));
  return parts.join(', ');
}

function groupLine({ shadow, source, rows }: StatementGroup): TemplateResult {
  const worst = worstOutcome(rows);
  const from = source === null ? '' : t(texts.fromSource, visibleText(source));
  return html`<span class="names" title=${`${visibleText(shadow)} ${from}`}
      ><span class="name">${visibleText(shadow)}</span> <span class="shadow-name quiet">${from}</span></span
    >
    <span class="figures">${outcomeIcon(worst)} ${badge(number(rows.length))}</span>`;
}

function rowLine({ sql, level, codes, outcome, durationMs }: StatementRow): TemplateResult {
  const text = visibleText(sql);
  return html`<span class="names" title=${text}><span class="code-line">${text}</span></span
    ><span class="figures"
      >${durationMs === null ? nothing : html`<span class="quiet">${shownDuration(durationMs)}</span>`}
      ${levelIcon(level, codes)} ${outcomeIcon(outcome)}</span
    >`;
}

const gravity = ['failed', 'unknown', 'running', 'waiting', 'skipped', 'succeeded'] as const;

function worstOutcome(rows: readonly StatementRow[]): StatementRow['outcome'] {
  return gravity.find((outcome) => rows.some((row) => row.outcome === outcome)) ?? null;
}

function levelIcon(level: StatementRow['level'], codes: readonly string[]): TemplateResult | typeof nothing {
  if (level === null || level === 'info') return nothing;
  const { icon: name, tone, text } = levelLabels[level];
  return icon(name === 'error' ? 'warning' : name, { tone, label: `${t(text)}: ${codes.join(', ')}` });
}

function outcomeIcon(outcome: StatementRow['outcome']): TemplateResult | typeof nothing {
  if (outcome === null) return nothing;
  const { icon: name, tone, text } = outcomeLabels[outcome];
  return icon(name, { tone, label: t(text) });
}

function outcomeLine({
  outcome,
  durationMs,
  sent,
  isRecovered,
}: StatementDetails): TemplateResult | typeof nothing {
  if (outcome === null) return nothing;
  const { icon: name, tone, text } = outcomeLabels[outcome];
  const more = [
    ...(durationMs === null ? [] : [shownDuration(durationMs)]),
    ...(sent > 1 ? [t(texts.sentTimes, number(sent))] : []),
    ...(isRecovered ? [t(texts.recovered)] : []),
  ];
  return html`<p class="outcome">
    ${icon(name, { tone })} <span>${t(text)}</span>
    ${more.length === 0 ? nothing : html`<span class="quiet">${more.join(' · ')}</span>`}
  </p>`;
}

function findings({ findings: all }: StatementDetails): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<h3 class="part">${t(texts.findings)}</h3>
    <ul class="findings">
      ${all.map(({ code, level, message: text }) => {
        const { icon: name, tone, text: word } = levelLabels[level];
        return html`<li>
          ${icon(name, { tone })} <span>${t(word)}</span> <code class="code">${code}</code>
          <span class="finding-text">${visibleText(text)}</span>
        </li>`;
      })}
    </ul>`;
}

function undo({ undo: sql, undoNote }: StatementDetails): TemplateResult {
  return html`<h3 class="part">${t(texts.undo)}</h3>
    ${sql === null ? html`<p class="quiet">${t(texts.noUndo)}</p>` : html`<pre class="sql">${visibleLines(sql)}</pre>`}
    ${undoNote === null ? nothing : html`<p class="quiet undo-note">${visibleText(undoNote)}</p>`}`;
}

customElements.define('shadow-statements', StatementPane);

import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ApprovalProcessesState } from '../../../src/protocol/approvalProcesses.ts';
import { maxProcesses } from '../../../src/protocol/approvalProcesses.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { dropdown } from '../controls/dropdown.ts';
import { icon } from '../controls/icon.ts';
import { message, messageStyles } from '../controls/message.ts';
import { number, t } from '../l10n.ts';
import { FocusKeeper } from '../panel/focusKeeper.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
import { approvalProcessesTexts as texts } from '../strings/approvalProcesses.ts';
import type { Transport } from '../transport.ts';
import { panelStyles } from './panelStyles.ts';
import { nameOf, processCard } from './processCard.ts';
import { processFields } from './processFields.ts';
import type { ProcessDraft } from './model/processDraft.ts';
import { ProcessesSession } from './processesSession.ts';

/** The approval processes: a list in the order of priority, each edited in its place, a line to try them on a task. */
export class ApprovalProcessesPanel extends LitElement {
  static override readonly styles = [baseStyles, frameStyles, messageStyles, panelStyles];

  readonly #session: ProcessesSession;
  /** By id. */
  #dragged: string | null = null;
  #task: string | null = null;
  /** Read out after a move, which is not seen by everybody. */
  #said = '';

  constructor(transport: Transport) {
    super();
    this.#session = new ProcessesSession(transport, () => this.requestUpdate());
    new FocusKeeper(this);
    void this.#session.start();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#session;
    if (state === null) return startView(this.#session.link, () => void this.#session.start());
    return html`<div class="page" @keydown=${this.#onKey}>
        <header>
          <h1>${t(texts.title)}</h1>
          <p class="quiet">${t(texts.intro)}</p>
          ${
            state.advice === null
              ? nothing
              : html`<p class="advice" role="note">
                  ${icon('info', { tone: 'info' })} <span>${visibleText(state.advice)}</span>
                </p>`
          }
        </header>
        ${this.#list(state)} ${this.#tryLine(state)}
      </div>
      <p class="only-spoken" role="status">${this.#said}</p>
      <footer class="footer">
        ${this.#conflictBar()} ${problemBar(this.#session.link)} ${this.#commands()}
      </footer>`;
  }

  #list(state: ApprovalProcessesState): TemplateResult {
    const { drafts } = this.#session;
    const add = button({
      id: 'add',
      label: t(texts.add),
      icon: 'add',
      kind: drafts.length === 0 ? 'primary' : 'secondary',
      isDisabled: drafts.length >= maxProcesses,
      onPress: () => void this.#add(null, ''),
    });
    if (drafts.length === 0) {
      return html`<div class="none">
        ${message({ icon: 'info', title: t(texts.none), text: t(texts.noneText), action: add })}
      </div>`;
    }
    return html`<ol class="cards" aria-label=${t(texts.list)}>
        ${repeat(
          drafts,
          ({ id }) => id,
          (draft, index) => this.#card(state, draft, index),
        )}
      </ol>
      <div>${add}</div>`;
  }

  #card(state: ApprovalProcessesState, draft: ProcessDraft, index: number): TemplateResult {
    const session = this.#session;
    const isOpen = session.open === draft.id;
    const change = (changed: ProcessDraft): void => session.change(index, changed);
    return processCard(
      {
        draft,
        index,
        count: session.drafts.length,
        isOpen,
        isMatch: session.tried?.process === draft.id,
        connections: state.connections,
        fields: isOpen
          ? processFields({
              draft,
              connections: state.connections,
              change,
              goTo: (field) => void this.#goTo(field),
              refusalOf: (field) => session.refusals.get(`${index}.${field}`),
            })
          : nothing,
      },
      {
        toggle: () => session.show(isOpen ? null : draft.id),
        enable: (isEnabled) => change({ ...draft, isEnabled }),
        move: (to) => this.#move(index, to),
        duplicate: () => void this.#add(draft, t(texts.copyName, draft.name)),
        remove: () => session.remove(index),
        onDragStart: (event) => {
          this.#dragged = draft.id;
          event.dataTransfer?.setData('text/plain', draft.id);
        },
        onDrop: (event) => {
          event.preventDefault();
          const from = session.drafts.findIndex(({ id }) => id === this.#dragged);
          if (from !== -1) this.#move(from, index);
          this.#dragged = null;
        },
      },
    );
  }

  #move(from: number, to: number): void {
    const draft = this.#session.drafts[from];
    if (draft === undefined || to < 0 || to >= this.#session.drafts.length) return;
    this.#session.move(from, to);
    this.#said = t(texts.moved, nameOf(draft), number(to + 1));
  }

  /** Whoever adds something goes on by naming it. */
  async #add(like: ProcessDraft | null, name: string): Promise<void> {
    if (await this.#session.add(like, name)) await this.#goTo('name');
  }

  async #goTo(field: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot
      .querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"] vscode-text-field`)
      ?.focus();
  }

  #tryLine({ tasks }: ApprovalProcessesState): TemplateResult {
    const { tried, drafts } = this.#session;
    const [first] = tasks;
    if (first === undefined || drafts.length === 0) {
      return html`<section class="try">
        <h2>${t(texts.tryOn)}</h2>
        <p class="quiet">${t(texts.noTasks)}</p>
      </section>`;
    }
    const chosen = tasks.some(({ id }) => id === this.#task) ? (this.#task ?? first.id) : first.id;
    return html`<section class="try">
      <h2>${t(texts.tryOn)}</h2>
      <p class="quiet">${t(texts.tryHelp)}</p>
      <div class="try-line">
        ${dropdown({
          id: 'try-task',
          label: t(texts.task),
          value: chosen,
          choices: tasks.map(({ id, title }) => ({ value: id, label: `${visibleText(title)} · ${id}` })),
          onChange: (id) => {
            this.#task = id;
            void this.#session.tryOn(id);
          },
        })}
        ${button({
          id: 'try',
          label: t(texts.tryOn),
          icon: 'beaker',
          isDisabled: this.#session.hasWrongNumbers,
          onPress: () => void this.#session.tryOn(chosen),
        })}
      </div>
      <p role="status" class="try-result">
        ${tried === null ? nothing : t(texts.result, visibleText(tried.name), visibleText(tried.why))}
      </p>
    </section>`;
  }

  #commands(): TemplateResult {
    const { isDirty, isSaving, hasWrongNumbers, wasSaved } = this.#session;
    return html`<div class="commands">
      ${button({
        id: 'save',
        label: t(isSaving ? texts.saving : texts.save),
        kind: 'primary',
        isDisabled: !isDirty || hasWrongNumbers,
        onPress: () => void this.#save(),
      })}
      ${button({
        id: 'discard',
        label: t(texts.discard),
        isDisabled: !isDirty || isSaving,
        onPress: () => this.#session.discard(),
      })}
      <p class="quiet" role="status">${isDirty ? t(texts.unsaved) : wasSaved ? t(texts.saved) : ''}</p>
    </div>`;
  }

  #conflictBar(): TemplateResult | typeof nothing {
    if (this.#session.theirs === null) return nothing;
    return html`<div class="bar-message warning" role="alert">
      ${icon('warning', { tone: 'warning' })}
      <span class="grow">${t(texts.conflict)}</span>
      ${button({ label: t(texts.keepMine), onPress: () => void this.#session.save(true) })}
      ${button({ label: t(texts.takeTheirs), onPress: () => this.#session.discard() })}
    </div>`;
  }

  async #save(): Promise<void> {
    await this.#session.save(false);
    const [first] = this.#session.refusals.keys();
    if (first === undefined) return;
    await this.#goTo(first.slice(first.indexOf('.') + 1));
  }

  /** Ctrl+Enter and ⌘+Enter save from any field, as in the editor's own forms. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (this.#session.isDirty) void this.#save();
  };
}

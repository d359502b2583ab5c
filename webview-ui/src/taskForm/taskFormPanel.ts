import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TaskFormState } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { badgeStyles } from '../controls/badge.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { messageStyles } from '../controls/message.ts';
import { plainInputStyles } from '../controls/plainInput.ts';
import '../controls/popupMenu.ts';
import type { PopupMenu } from '../controls/popupMenu.ts';
import { tabStyles } from '../controls/tabs.ts';
import { t } from '../l10n.ts';
import { isTickable } from '../schemaDiff/model/pairTree.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskFormTexts as texts } from '../strings/taskForm.ts';
import type { Memory, Transport } from '../transport.ts';
import { analysisSection, canSkip } from './analysisSection.ts';
import type { FormContext } from './fields.ts';
import { FormLists } from './formLists.ts';
import { formStyles } from './formStyles.ts';
import { freshMemory, memorySchema } from './model/memory.ts';
import type { PanelMemory } from './model/memory.ts';
import { namingSection } from './namingSection.ts';
import { sqlSection, unsafeSection } from './planSections.ts';
import { planStyles } from './planStyles.ts';
import { rangeSection } from './rangeSection.ts';
import { approvalSection, errorSection, executionSection, notesSection } from './settingSections.ts';
import { targetSection } from './targetSection.ts';
import { TaskFormSession } from './taskFormSession.ts';

const titles = {
  new: texts.titleNew,
  again: texts.titleAgain,
  draft: texts.titleDraft,
} as const;

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: TemplateResult;
}

/** The task form: one page that scrolls, its sections' names beside it, its commands below. */
export class TaskFormPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    badgeStyles,
    messageStyles,
    tabStyles,
    plainInputStyles,
    formStyles,
    planStyles,
  ];

  readonly #session: TaskFormSession;
  readonly #memory: Memory<PanelMemory>;
  readonly #lists: FormLists;
  #kept: PanelMemory;
  #hasScrolled = false;

  constructor(transport: Transport) {
    super();
    this.#memory = transport.memory(memorySchema, freshMemory);
    this.#kept = this.#memory.recalled;
    this.#session = new TaskFormSession(transport.port, () => this.requestUpdate());
    this.#lists = new FormLists(this.#session, {
      onChange: () => this.requestUpdate(),
      keep: (change) => this.#keep(change),
      openMenu: (at) => void this.#openMenu(at),
    });
    void this.#session.start();
  }

  protected override updated(): void {
    const page = this.renderRoot.querySelector('.page');
    if (this.#hasScrolled || page === null) return;
    this.#hasScrolled = true;
    page.scrollTop = this.#kept.scroll;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#session;
    if (state === null) return this.#problemBar();
    const sections = this.#sections({ state, fields: this.#session.fields(state), session: this.#session });
    return html`<div class="page" @scroll=${this.#onScroll}>
        <nav class="beside" aria-label=${t(texts.sections)}>
          <ul>
            ${sections.map(
              ({ id, title }) =>
                html`<li>
                  <button
                    type="button"
                    class="anchor"
                    @click=${() => {
                      this.#goTo(id);
                    }}
                  >
                    ${title}
                  </button>
                </li>`,
            )}
          </ul>
        </nav>
        <form
          class="form"
          autocomplete="off"
          @submit=${(event: Event) => {
            event.preventDefault();
          }}
          @keydown=${this.#onKey}
        >
          <h1>${t(titles[state.purpose], state.origin ?? '')}</h1>
          ${sections.map(
            ({ id, title, content }) =>
              html`<section class="section" aria-labelledby=${id}>
                <h2 id=${id} tabindex="-1">${title}</h2>
                ${content}
              </section>`,
          )}
        </form>
      </div>
      <footer class="footer">${this.#problemBar()} ${this.#commands(state)}</footer>
      <shadow-menu></shadow-menu>`;
  }

  #sections(context: FormContext): readonly Section[] {
    return [
      { id: 'target', title: t(texts.target), content: targetSection(context) },
      { id: 'range', title: t(texts.range), content: rangeSection(context, this.#lists.tables()) },
      { id: 'naming', title: t(texts.naming), content: namingSection(context) },
      {
        id: 'analysis',
        title: t(texts.analysis),
        content: analysisSection(context, this.#lists.pairs(this.#kept)),
      },
      { id: 'unsafe', title: t(texts.unsafe), content: unsafeSection(context) },
      { id: 'sql', title: t(texts.sql), content: sqlSection(context) },
      { id: 'execution', title: t(texts.execution), content: executionSection(context) },
      { id: 'errors', title: t(texts.errors), content: errorSection(context) },
      { id: 'notes', title: t(texts.notes), content: notesSection(context) },
      { id: 'approval', title: t(texts.approval), content: approvalSection(context) },
    ];
  }

  #commands(state: TaskFormState): TemplateResult {
    const { cannotSubmitReason, cannotSaveReason, isSubmitting } = state;
    return html`<div class="commands">
      ${button({
        id: 'submit',
        label: t(isSubmitting ? texts.submitting : texts.submit),
        kind: 'primary',
        isDisabled: cannotSubmitReason !== null,
        onPress: () => void this.#session.submit(),
      })}
      ${button({
        id: 'save-draft',
        label: t(texts.saveDraft),
        isDisabled: cannotSaveReason !== null || isSubmitting,
        onPress: () => void this.#session.command('saveDraft', {}),
      })}
      ${button({
        id: 'save-file',
        label: t(texts.saveFile),
        isDisabled: cannotSaveReason !== null || isSubmitting,
        onPress: () => void this.#session.command('saveFile', {}),
      })}
      ${button({
        id: 'cancel',
        label: t(sharedTexts.cancel),
        onPress: () => void this.#session.command(isSubmitting ? 'cancelSubmit' : 'close', {}),
      })}
      <p class="needed quiet" role="status">
        ${
          cannotSubmitReason === null
            ? t(texts.ready)
            : t(texts.cannotSubmit, visibleText(cannotSubmitReason))
        }
      </p>
    </div>`;
  }

  #problemBar(): TemplateResult | typeof nothing {
    const { problem } = this.#session;
    if (problem === null) return nothing;
    const text = [problem.message, problem.remedy ?? ''].filter((part) => part !== '').join(' ');
    return html`<div class="problem" role="alert">
      ${icon('error', { tone: 'error' })}
      <span class="grow">${visibleText(text === '' ? t(texts.requestFailed) : text)}</span>
      ${button({
        label: t(sharedTexts.close),
        icon: 'close',
        kind: 'icon',
        onPress: () => this.#session.closeProblem(),
      })}
    </div>`;
  }

  #goTo(id: string): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }

  async #openMenu(at: { readonly x: number; readonly y: number }): Promise<void> {
    const chosen = this.#lists.chosenPairs();
    const rows = chosen.filter(isTickable);
    const { state, choices } = this.#session;
    const isReady = state !== null && canSkip({ state });
    await this.renderRoot.querySelector<PopupMenu>('shadow-menu')?.open(
      t(texts.rowCommands),
      [
        {
          label: t(texts.view),
          onChoose: () => void this.#session.command('view', { id: chosen[0]?.id ?? null }),
        },
        {
          label: t(texts.skip),
          isDisabled: !isReady || rows.every((row) => choices.isSkipped(row)),
          onChoose: () => void this.#session.skip(rows, true),
        },
        {
          label: t(texts.undoSkip),
          isDisabled: !isReady || !rows.some((row) => choices.isSkipped(row)),
          onChoose: () => void this.#session.skip(rows, false),
        },
      ],
      at,
    );
  }

  /** Ctrl+Enter and ⌘+Enter submit from any field, as in the editor's own forms. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (this.#session.state?.cannotSubmitReason === null) void this.#session.submit();
  };

  readonly #onScroll = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLElement)) return;
    this.#kept = { ...this.#kept, scroll: currentTarget.scrollTop };
    this.#memory.keep(this.#kept);
  };

  #keep(change: Partial<PanelMemory>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#memory.keep(this.#kept);
    this.requestUpdate();
  }
}

customElements.define('shadow-task-form', TaskFormPanel);

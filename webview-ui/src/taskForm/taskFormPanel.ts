import { LitElement, html } from 'lit';
import type { TemplateResult, nothing } from 'lit';
import type { TaskFormState } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { badgeStyles } from '../controls/badge.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { messageStyles } from '../controls/message.ts';
import { plainInputStyles } from '../controls/plainInput.ts';
import '../controls/popupMenu.ts';
import type { PopupMenu } from '../controls/popupMenu.ts';
import { progressStyles } from '../controls/progressBar.ts';
import { tabStyles } from '../controls/tabs.ts';
import { t } from '../l10n.ts';
import { codeStyles } from '../panel/codeStyles.ts';
import { environmentStyles } from '../panel/environmentTag.ts';
import { FocusKeeper } from '../panel/focusKeeper.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { skipItems } from '../schemaDiff/skipItems.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
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
import { sectionNav } from './sectionNav.ts';
import type { NamedSection } from './sectionNav.ts';
import { approvalSection, errorSection, executionSection, notesSection } from './settingSections.ts';
import { targetSection } from './targetSection.ts';
import { TaskFormSession } from './taskFormSession.ts';

/** Room above a heading that was gone to, in pixels. */
const aboveHeading = 16;

const titles = {
  new: texts.titleNew,
  again: texts.titleAgain,
  draft: texts.titleDraft,
} as const;

interface Section extends NamedSection {
  readonly content: TemplateResult;
}

/** The task form: one page that scrolls, its sections' names beside it, its commands below. */
export class TaskFormPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    frameStyles,
    badgeStyles,
    messageStyles,
    tabStyles,
    progressStyles,
    codeStyles,
    environmentStyles,
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
    new FocusKeeper(this);
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
    if (state === null) return startView(this.#session.link, () => void this.#session.start());
    const sections = this.#sections({
      state,
      fields: this.#session.fields(state),
      session: this.#session,
      focus: (selector) => void this.#focus(selector),
    });
    return html`<div class="page" @scroll=${this.#onScroll}>
        ${sectionNav(sections, (id) => this.#goTo(id))}
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
      <footer class="footer">${problemBar(this.#session.link)} ${this.#commands(state)}</footer>
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
    const needed =
      cannotSubmitReason === null ? t(texts.ready) : t(texts.cannotSubmit, visibleText(cannotSubmitReason));
    return html`<div class="commands">
      ${button({
        id: 'submit',
        label: t(isSubmitting ? texts.submitting : texts.submit),
        kind: 'primary',
        // While it is submitted the keyboard stays on it; once is enough (#submit).
        isDisabled: cannotSubmitReason !== null && !isSubmitting,
        onPress: () => this.#submit(),
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
      <p class="needed quiet" role="status" title=${needed}>${needed}</p>
    </div>`;
  }

  #goTo(id: string): void {
    const heading = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    const page = this.renderRoot.querySelector('.page');
    if (heading === null || page === null) return;
    // Not scrollIntoView: where the editor itself is a web page, that moves the editor around us too.
    page.scrollTop += heading.getBoundingClientRect().top - page.getBoundingClientRect().top - aboveHeading;
    heading.focus({ preventScroll: true });
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #openMenu(at: { readonly x: number; readonly y: number }): Promise<void> {
    const chosen = this.#lists.chosenPairs();
    const { state, choices } = this.#session;
    await this.renderRoot.querySelector<PopupMenu>('shadow-menu')?.open(
      t(texts.rowCommands),
      [
        {
          label: t(texts.view),
          onChoose: () => void this.#session.command('view', { id: chosen[0]?.id ?? null }),
        },
        ...skipItems({
          rows: chosen,
          isSkipped: (row) => choices.isSkipped(row),
          canSkip: state !== null && canSkip({ state }),
          onSkip: (rows, skip) => void this.#session.skip(rows, skip),
        }),
      ],
      at,
    );
  }

  /** Ctrl+Enter and ⌘+Enter submit from any field, as in the editor's own forms. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#submit();
  };

  #submit(): void {
    const { state } = this.#session;
    if (state?.cannotSubmitReason === null && !state.isSubmitting) void this.#session.submit();
  }

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

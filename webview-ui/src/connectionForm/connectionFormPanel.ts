import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { describeDialect } from '../../../src/connection/describeDialect.ts';
import type {
  ConnectionDraft,
  ConnectionFormState,
  FileField,
} from '../../../src/protocol/connectionForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { said } from '../said.ts';
import { sharedTexts } from '../strings/shared.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';
import type { Transport } from '../transport.ts';
import { ownFieldName } from './dialectRows.ts';
import { formStyles } from './formStyles.ts';
import { FormSession } from './formSession.ts';
import { stagesOf } from './model/testRun.ts';
import { withPath } from './model/withPath.ts';
import {
  accountSection,
  encryptionSection,
  organisationSection,
  serverSection,
  sshSection,
} from './sections.ts';
import type { SectionContext } from './sections.ts';
import { stageList } from './stageList.ts';

const titles = { add: texts.titleAdd, edit: texts.titleEdit, copy: texts.titleCopy } as const;

/** The fields that may be empty in a new connection, by what they are called where they are missed. */
const fieldNames: Readonly<Record<string, string>> = {
  name: texts.name,
  host: texts.host,
  port: texts.port,
  user: texts.user,
  group: texts.group,
  'tls.caFile': texts.caFile,
  'tls.certFile': texts.certFile,
  'tls.keyFile': texts.keyFile,
  'ssh.host': texts.sshHost,
  'ssh.port': texts.sshPort,
  'ssh.user': texts.sshUser,
  'ssh.keyFile': texts.sshKeyFile,
  'ssh.knownHostsFile': texts.knownHostsFile,
  'ssh.jump.host': texts.jumpHost,
  'ssh.jump.port': texts.jumpPort,
  'ssh.jump.user': texts.jumpUser,
  'ssh.jump.keyFile': texts.jumpKeyFile,
};

function fieldName(field: string, draft: ConnectionDraft): string {
  if (field === 'database') return said(describeDialect(draft.dialect).database.label);
  return ownFieldName(draft, field) ?? t(fieldNames[field] ?? field);
}

/** The connection form: one page that scrolls, its test beside it, its commands below. */
export class ConnectionFormPanel extends LitElement {
  static override readonly styles = [baseStyles, formStyles];

  readonly #session: FormSession;
  /** Fields that were left once, or were wrong when they came: only those are told what is wrong with them. */
  readonly #left = new Set<string>();
  #isOpened = false;

  constructor(transport: Transport) {
    super();
    this.#session = new FormSession(transport, () => this.requestUpdate());
    void this.#session.start();
  }

  protected override willUpdate(): void {
    const { state, problems } = this.#session;
    if (this.#isOpened || state === null) return;
    this.#isOpened = true;
    // What a new connection still lacks is no mistake yet.
    if (state.mode !== 'add') for (const field of problems.keys()) this.#left.add(field);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, draft } = this.#session;
    if (state === null || draft === null) return this.#problemBar();
    const context = this.#context(state, draft);
    return html`<div class="page">
        <form
          class="form"
          autocomplete="off"
          @submit=${(event: Event) => event.preventDefault()}
          @keydown=${this.#onKey}
        >
          <h1>${t(titles[state.mode])}</h1>
          ${serverSection(context)} ${accountSection(context)} ${encryptionSection(context)}
          ${sshSection(context)} ${organisationSection(context)}
        </form>
        <aside class="beside" aria-label=${t(texts.testTitle)}>
          ${stageList(this.#session.test, stagesOf(draft), (stage) => void this.#session.copyText(stage))}
        </aside>
      </div>
      <footer class="footer">${this.#problemBar()} ${this.#commands(draft)}</footer>`;
  }

  #commands(draft: ConnectionDraft): TemplateResult {
    const { problems, isSaving, test } = this.#session;
    const isInvalid = problems.size > 0;
    const isTesting = test.kind === 'running';
    return html`<div class="commands">
      ${button({
        id: 'save',
        label: t(isSaving ? texts.saving : texts.save),
        kind: 'primary',
        isDisabled: isInvalid || isSaving,
        onPress: () => void this.#save(),
      })}
      ${
        isTesting
          ? button({
              label: t(texts.cancelTest),
              icon: 'close',
              onPress: () => void this.#session.cancelTest(),
            })
          : button({
              label: t(texts.test),
              icon: 'plug',
              isDisabled: isInvalid,
              onPress: () => void this.#test(),
            })
      }
      ${button({ label: t(sharedTexts.close), onPress: () => void this.#session.close() })}
      <p class="needed quiet" role="status">${this.#needed(draft)}</p>
    </div>`;
  }

  #needed(draft: ConnectionDraft): string {
    const names = [...this.#session.problems.keys()].map((field) => fieldName(field, draft));
    return names.length === 0 ? '' : t(texts.stillNeeded, names.join(', '));
  }

  #problemBar(): TemplateResult | typeof nothing {
    const { problem, refusals } = this.#session;
    const text = problem === null ? refusals.get('') : [problem.message, problem.remedy ?? ''].join(' ');
    if (text === undefined) return nothing;
    return html`<div class="problem" role="alert">
      ${icon('error', { tone: 'error' })} <span>${visibleText(text)}</span>
    </div>`;
  }

  #context(state: ConnectionFormState, draft: ConnectionDraft): SectionContext {
    return {
      draft,
      groups: state.groups,
      secrets: state.secrets,
      change: (changed, field) => this.#session.change(changed, field),
      problemOf: (field) => this.#problemOf(field),
      leave: (field) => {
        this.#left.add(field);
        this.requestUpdate();
      },
      onSecret: (request, kind) => void this.#session.secret(request, kind),
      onPick: (field) => void this.#pick(field),
      onPasteUrl: () => void this.#session.pasteUrl(),
    };
  }

  #problemOf(field: string): string | null {
    const { problems, refusals } = this.#session;
    const refusal = refusals.get(field);
    if (refusal !== undefined) return t(refusal);
    const problem = problems.get(field);
    return problem !== undefined && this.#left.has(field) ? t(problem) : null;
  }

  async #pick(field: FileField): Promise<void> {
    const path = await this.#session.pickFile(field);
    const { draft } = this.#session;
    if (path !== null && draft !== null) this.#session.change(withPath(draft, field, path), field);
  }

  /** In a narrow panel the stages stand below the form. */
  async #test(): Promise<void> {
    const ended = this.#session.startTest();
    await this.updateComplete;
    this.renderRoot.querySelector('.beside')?.scrollIntoView({ block: 'nearest' });
    await ended;
  }

  async #save(): Promise<void> {
    await this.#session.save();
    const [first] = this.#session.refusals.keys();
    if (first === undefined || first === '') return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(first)}`)?.focus();
  }

  /** Ctrl+Enter and ⌘+Enter save from any field, as in the editor's own forms. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (this.#session.problems.size === 0) void this.#save();
  };
}

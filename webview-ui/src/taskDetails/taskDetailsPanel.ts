import { LitElement, html } from 'lit';
import type { TemplateResult, nothing } from 'lit';
import type { DetailsPlace, ShownAction, ShownRun, ShownTask } from '../../../src/protocol/taskDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { badgeStyles } from '../controls/badge.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { chipStyles } from '../controls/chips.ts';
import { message, messageStyles } from '../controls/message.ts';
import '../controls/popupMenu.ts';
import type { PopupMenu } from '../controls/popupMenu.ts';
import { progressStyles } from '../controls/progressBar.ts';
import { tabStyles, tabs } from '../controls/tabs.ts';
import { number, t } from '../l10n.ts';
import { environmentStyles } from '../panel/environmentTag.ts';
import { FocusKeeper } from '../panel/focusKeeper.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
import { sharedTexts } from '../strings/shared.ts';
import { taskDetailsTexts as texts } from '../strings/taskDetails.ts';
import type { Memory, Transport } from '../transport.ts';
import { heading } from './heading.ts';
import { informationTab } from './informationTab.ts';
import { logFilterOf, logTab, loggedRuns } from './logTab.ts';
import type { LogActions } from './logTab.ts';
import { freshMemory, memorySchema } from './model/memory.ts';
import type { PanelMemory } from './model/memory.ts';
import { processTab } from './processTab.ts';
import { runsTab } from './runsTab.ts';
import type { RunsActions } from './runsTab.ts';
import './statementPane.ts';
import { panelStyles } from './panelStyles.ts';
import { partStyles } from './partStyles.ts';
import { TaskSession } from './taskSession.ts';

/** The task details: what it is and can be done above, its parts in tabs below. */
export class TaskDetailsPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    frameStyles,
    badgeStyles,
    messageStyles,
    chipStyles,
    tabStyles,
    progressStyles,
    environmentStyles,
    panelStyles,
    partStyles,
  ];

  readonly #session: TaskSession;
  readonly #memory: Memory<PanelMemory>;
  #kept: PanelMemory;
  #askedLeftOut = 0;

  constructor(transport: Transport) {
    super();
    this.#memory = transport.memory(memorySchema, freshMemory);
    this.#kept = this.#memory.recalled;
    this.#session = new TaskSession(
      transport.port,
      () => this.requestUpdate(),
      (place) => this.#keep({ place }),
    );
    new FocusKeeper(this);
    void this.#start();
  }

  async #start(): Promise<void> {
    const place = await this.#session.start();
    if (place !== null && this.#kept.place === null) this.#keep({ place });
  }

  protected override willUpdate(): void {
    const { state } = this.#session;
    if (state?.kind !== 'task') return;
    const place = this.#place;
    const run = this.#chosenRun(state)?.run;
    const logRun = this.#logRun(state);
    this.#session.look({
      run: place === 'information' ? null : place === 'runs' ? run : undefined,
      log: place === 'logs' && logRun !== null ? logFilterOf(logRun, this.#kept.log) : null,
    });
    if (place === 'information' && this.#askedLeftOut !== state.revision) {
      this.#askedLeftOut = state.revision;
      void this.#session.readLeftOut();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#session;
    if (state === null) return startView(this.#session.link, () => void this.#start());
    if (state.kind === 'gone') {
      return message({
        icon: 'trash',
        title: t(texts.gone),
        text: t(texts.goneText),
        action: button({
          label: t(sharedTexts.close),
          kind: 'primary',
          onPress: () => void this.#session.command('close', {}),
        }),
      });
    }
    return html`${heading(state, {
        act: (action) => void this.#session.command('act', { action }),
        more: (actions) => void this.#openMore(actions),
      })}
      ${problemBar(this.#session.link)}
      <div class="body">${this.#tabs(state)}</div>
      <shadow-menu></shadow-menu>`;
  }

  #tabs(task: ShownTask): TemplateResult {
    const runs = task.runs.length;
    return tabs<DetailsPlace>({
      id: 'place',
      label: t(texts.parts),
      chosen: this.#place,
      onChange: (place) => this.#keep({ place }),
      tabs: [
        { value: 'information', label: t(texts.information), count: null },
        { value: 'process', label: t(texts.process), count: null },
        { value: 'logs', label: t(texts.logs), count: null },
        { value: 'runs', label: t(texts.runs), count: runs === 0 ? null : number(runs) },
      ],
      panel: this.#part(task),
    });
  }

  #part(task: ShownTask): TemplateResult {
    const { statements, leftOut, log } = this.#session;
    switch (this.#place) {
      case 'information':
        return informationTab(
          { task, statements, leftOut, shows: this.#kept.part, pane: this.#pane(null) },
          {
            show: (part) => this.#keep({ part }),
            openOrigin: () => void this.#session.command('openOrigin', {}),
          },
        );
      case 'process':
        return processTab(task);
      case 'logs':
        return logTab(task, this.#logRun(task), log, this.#kept.log, this.#logActions(task));
      case 'runs': {
        const run = this.#chosenRun(task);
        return runsTab(task, run, this.#pane(run?.run ?? null), this.#runsActions);
      }
    }
  }

  #pane(run: string | null): TemplateResult {
    const { statements, details } = this.#session;
    return html`<shadow-statements
      .list=${statements?.run === run ? statements : null}
      .details=${details}
      @choose=${({ detail }: CustomEvent<number | null>) => this.#session.choose(detail)}
      @copy=${({ detail }: CustomEvent<number>) => {
        void this.#session.command('copyStatement', { run, index: detail });
      }}
    ></shadow-statements>`;
  }

  get #place(): DetailsPlace {
    return this.#kept.place ?? 'information';
  }

  #chosenRun({ runs }: ShownTask): ShownRun | null {
    return runs.find(({ run }) => run === this.#kept.run) ?? runs[0] ?? null;
  }

  #logRun(task: ShownTask): string | null {
    const runs = loggedRuns(task);
    return (runs.find(({ run }) => run === this.#kept.logRun) ?? runs[0])?.run ?? null;
  }

  #logActions(task: ShownTask): LogActions {
    const filter = (): { readonly filter: ReturnType<typeof logFilterOf> } => ({
      filter: logFilterOf(this.#logRun(task) ?? '', this.#kept.log),
    });
    return {
      change: (change) => this.#keep({ log: { ...this.#kept.log, ...change } }),
      chooseRun: (logRun) => this.#keep({ logRun }),
      copy: () => void this.#session.command('copyLog', filter()),
      save: () => void this.#session.command('saveLog', filter()),
      open: () => void this.#session.command('openLog', { run: filter().filter.run }),
    };
  }

  readonly #runsActions: RunsActions = {
    choose: (run) => this.#keep({ run }),
    openChangeSql: (run) => void this.#session.command('openChangeSql', { run }),
    showLog: (run) => this.#keep({ place: 'logs', logRun: run }),
    undo: (run) => void this.#session.command('undoRun', { run }),
  };

  async #openMore(actions: readonly ShownAction[]): Promise<void> {
    const { left = 0, bottom = 0 } =
      this.renderRoot.querySelector('#more-actions')?.getBoundingClientRect() ?? {};
    const items = actions.map(({ action, label }) => ({
      label: visibleText(label),
      onChoose: () => void this.#session.command('act', { action }),
    }));
    await this.#menu()?.open(t(texts.more), items, { x: left, y: bottom });
  }

  #menu(): PopupMenu | null {
    return this.renderRoot.querySelector<PopupMenu>('shadow-menu');
  }

  #keep(change: Partial<PanelMemory>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#memory.keep(this.#kept);
    this.requestUpdate();
  }
}

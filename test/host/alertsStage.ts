import { join } from 'node:path';
import { Range, commands, languages, window, workspace } from 'vscode';
import type { CodeAction, DiagnosticSeverity, Uri } from 'vscode';
import type { Alert } from '../../src/alert/model/alert.ts';
import { isOpen } from '../../src/alert/model/alert.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { Dialogs } from './dialogs.ts';
import { tapPanels } from './panelWire.ts';
import type { PanelWire } from './panelWire.ts';
import { TasksStage } from './tasksStage.ts';
import { until } from './until.ts';

export interface SeenProblem {
  readonly uri: Uri;
  readonly line: number;
  readonly code: string;
  readonly severity: DiagnosticSeverity;
}

/** The alerts of this window, as another window sees them, beside tasks that raise them. */
export class AlertsStage {
  readonly tasks: TasksStage;
  readonly store: AlertStore;
  readonly #tap: ReturnType<typeof tapPanels>;

  private constructor(tasks: TasksStage, store: AlertStore) {
    this.tasks = tasks;
    this.store = store;
    this.#tap = tapPanels();
  }

  static async set(dialogs: Dialogs): Promise<AlertsStage> {
    const tasks = await TasksStage.set(dialogs);
    await commands.executeCommand('shadowSync.alerts.refresh');
    const store = await openAlertStore(
      join(tasks.storage, 'alerts'),
      { readBoard, readKeptAlert, readSettings },
      { board: emptyBoard, settings: defaultSettings },
      { clock: systemClock, onNotice: () => undefined },
    );
    return new AlertsStage(tasks, store);
  }

  async end(dialogs: Dialogs): Promise<void> {
    this.lookAway(true);
    this.#tap.end();
    const { drift, mutes } = defaultSettings;
    await this.store.changeSettings((settings) => ({ ...settings, drift, mutes }));
    await this.store.close();
    await this.tasks.end(dialogs);
  }

  /** Whether somebody looks at the window, as the extension sees it. */
  lookAway(isBack: boolean): void {
    const value = { focused: isBack, active: isBack };
    Object.defineProperty(window, 'state', { value, configurable: true, writable: true });
  }

  /** A task whose second statement the server refuses: the shadow has rows that the new index does not take. */
  async failingTask(table: string, ...words: readonly string[]): Promise<string> {
    const { tasks } = this;
    await tasks.makeTable(table, 'a int, unique key only_one (a)');
    await tasks.server.query(`create table __test_${table} (id int primary key, a int)`);
    await tasks.server.query(`insert into __test_${table} values (1, 1), (2, 1)`);
    return await tasks.add(table, '--allow-unsafe', ...words);
  }

  async alertOf(task: string, isWanted: (alert: Alert) => boolean = isOpen): Promise<Alert> {
    return await until(
      async () => (await this.alertsOf(task)).find(isWanted),
      () => `an alert of ${task}`,
    );
  }

  /** Those on the board. */
  async alertsOf(task: string): Promise<readonly Alert[]> {
    const { alerts } = await this.store.board();
    return alerts.filter(({ source }) => source.kind === 'task' && source.taskId === task);
  }

  problemsOf(task: string): readonly SeenProblem[] {
    return languages.getDiagnostics().flatMap(([uri, problems]) =>
      uri.query.includes(task)
        ? problems.map(({ range, code, severity }) => ({
            uri,
            line: range.start.line,
            code: typeof code === 'object' ? String(code.value) : String(code),
            severity,
          }))
        : [],
    );
  }

  /** Waits for the one Problem of this code that a task has. */
  async problem(task: string, wanted: string): Promise<SeenProblem> {
    const look = (): readonly SeenProblem[] => this.problemsOf(task).filter(({ code }) => code === wanted);
    return await until(
      () => (look().length === 1 ? look()[0] : null),
      () => `${wanted} among ${JSON.stringify(this.problemsOf(task))}`,
    );
  }

  async noProblem(task: string, unwanted: string): Promise<void> {
    await until(
      () => this.problemsOf(task).every(({ code }) => code !== unwanted),
      () => `the end of ${unwanted} among ${JSON.stringify(this.problemsOf(task))}`,
    );
  }

  /** The quick fixes on a line, as the light bulb has them. */
  async fixesAt(uri: Uri, line: number): Promise<readonly CodeAction[]> {
    await workspace.openTextDocument(uri);
    const range = new Range(line, 0, line, 1);
    return await commands.executeCommand('vscode.executeCodeActionProvider', uri, range);
  }

  async act(name: string, ...alerts: readonly Alert[]): Promise<void> {
    const targets = alerts.map(({ id }) => ({ kind: 'alert', alertId: id }));
    await commands.executeCommand(`shadowSync.alert.${name}`, targets[0], targets);
  }

  /** The panel of this kind that was opened last. */
  async panel(viewType: string): Promise<PanelWire> {
    return await until(() => this.#tap.wires.findLast((wire) => wire.viewType === viewType));
  }
}

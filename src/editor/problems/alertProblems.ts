/**
 * Open alerts of our own tasks as Problems: a failed run on the statement that failed, drifted tables on their task's change
 * SQL. The collection is replaced as a whole, so that no Problem outlives its alert (oms.md §11).
 */
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  Range,
  TabInputText,
  Uri,
  env,
  languages,
  window,
  workspace,
} from 'vscode';
import type { Alert } from '../../alert/model/alert.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { AlertBook } from '../alerts/alertBook.ts';
import { alertLink } from '../alerts/alertLink.ts';
import { hasAlertProblems } from '../alerts/alertPreferences.ts';
import type { TaskDocument } from '../documents/taskAddress.ts';
import type { OutcomeSpan } from '../documents/taskChangeText.ts';
import type { Editor } from '../editor.ts';
import { gathered } from '../ui/gathered.ts';
import { translated } from '../ui/translated.ts';
import { problemSource } from './problemSource.ts';

/** More nobody reads, and each may need a text to be made. */
const most = 50;

/** Alerts that come together are placed together. */
const gatherMs = 200;

interface Place {
  readonly alert: Alert;
  readonly uri: Uri;
  readonly range: Range;
  /** The open document says it itself: there is no second Problem for it. */
  readonly isSaid: boolean;
}

/** Where a document of a task is, and what a run did to its statements; nothing is opened. */
export type LookAtDocument = (
  document: TaskDocument,
) => Promise<{ readonly uri: Uri; readonly outcomes: readonly OutcomeSpan[] }>;

export class AlertProblems implements Disposable {
  readonly #editor: Editor;
  readonly #book: AlertBook;
  readonly #look: LookAtDocument;
  readonly #collection = languages.createDiagnosticCollection('shadow-sync-alerts');
  readonly #subscriptions: Disposable;
  #places: readonly Place[] = [];
  #round = 0;

  constructor(editor: Editor, book: AlertBook, look: LookAtDocument) {
    this.#editor = editor;
    this.#book = book;
    this.#look = look;
    const show = gathered(gatherMs, () => void this.#show());
    const endBook = book.onDidChange(show);
    this.#subscriptions = Disposable.from(
      this.#collection,
      window.tabGroups.onDidChangeTabs(show),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('shadowSync.alerts.problems')) show();
      }),
      new Disposable(() => {
        endBook();
        show.stop();
      }),
    );
  }

  /** The alerts that a Problem there is about, the document's own Problem of a failed statement included. */
  alertsAt({ uri, range }: { readonly uri: Uri; readonly range: Range }): readonly Alert[] {
    const text = uri.toString();
    return this.#places
      .filter((place) => place.uri.toString() === text && place.range.intersection(range) !== undefined)
      .map(({ alert }) => alert);
  }

  dispose(): void {
    // What is being made is not shown any more.
    this.#round += 1;
    this.#subscriptions.dispose();
  }

  async #show(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const alerts = hasAlertProblems() ? this.#book.open.filter(isPlaced).slice(0, most) : [];
    const places: Place[] = [];
    for (const alert of alerts) {
      const place = await this.#placeOf(alert);
      if (round !== this.#round) return;
      if (place !== null) places.push(place);
    }
    const placed = new Map<string, { readonly uri: Uri; readonly problems: Diagnostic[] }>();
    for (const { alert, uri, range } of places.filter(({ isSaid }) => !isSaid)) {
      const entry = placed.get(uri.toString()) ?? { uri, problems: [] };
      entry.problems.push(this.#problem(alert, range));
      placed.set(uri.toString(), entry);
    }
    this.#places = places;
    this.#collection.clear();
    for (const { uri, problems } of placed.values()) this.#collection.set(uri, problems);
  }

  /** Null where it can't be placed. */
  async #placeOf(alert: Alert): Promise<Place | null> {
    if (alert.source.kind !== 'task') return null;
    const { taskId } = alert.source;
    const { log, services } = this.#editor;
    try {
      const { centre } = await services.tasks();
      const isFailure = alert.event === 'oms_sync_failed';
      const run = isFailure ? ((await centre.find(taskId)).progress.lastRun?.run ?? null) : null;
      const { uri, outcomes } = await this.#look({ kind: 'change', task: taskId, run });
      const failed = isFailure ? outcomes.find(({ outcome }) => outcome === 'failed') : undefined;
      if (failed === undefined) return { alert, uri, range: rangeOf(0, 0), isSaid: false };
      return { alert, uri, range: rangeOf(failed.startLine, failed.endLine), isSaid: isOpenInTab(uri) };
    } catch (error) {
      // The task may be gone; its alert is closed with the next look.
      log.debug(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  #problem({ id, event, level, message }: Alert, range: Range): Diagnostic {
    const severity = level === 'HIGH' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    const diagnostic = new Diagnostic(range, visibleText(translated(message)), severity);
    diagnostic.source = problemSource;
    const link = alertLink(env.uriScheme, this.#editor.context.extension.id, id);
    // Leads to the alert, with its runbook.
    diagnostic.code = { value: event, target: Uri.parse(link) };
    return diagnostic;
  }
}

/** Late tasks have no text that could be to blame; what was snoozed is put aside. */
function isPlaced({ event, life, source }: Alert): boolean {
  const isCause = event === 'oms_sync_failed' || event === 'oms_sync_status_inconsistent';
  return isCause && source.kind === 'task' && life.kind !== 'snoozed';
}

function isOpenInTab(uri: Uri): boolean {
  const text = uri.toString();
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === text),
  );
}

function rangeOf(startLine: number, endLine: number): Range {
  return new Range(startLine, 0, endLine, Number.MAX_SAFE_INTEGER);
}

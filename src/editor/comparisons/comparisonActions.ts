/** What can be done with an open comparison, from its panel, its documents, the tree and the palette alike. */
import { commands, l10n, window, workspace } from 'vscode';
import type { Event, Uri } from 'vscode';
import type { ReportFormat } from '../../comparison/exportReport.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { displayName } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import { changeDocument } from '../documents/changeDocument.ts';
import { documentUri } from '../documents/documentUri.ts';
import { foundPair } from '../documents/foundPair.ts';
import type { DefinitionKind } from '../documents/definitionText.ts';
import type { Editor } from '../editor.ts';
import { plainText } from '../ui/plainText.ts';
import { OneAtATime } from '../ui/oneAtATime.ts';
import { showError } from '../ui/showError.ts';
import { editorPacing } from './editorPacing.ts';
import { exportToFile, openHtmlReport } from './exportToFile.ts';
import type { OpenComparison, OpenComparisons } from './openComparisons.ts';
import { runChangeSql } from './runChangeSql.ts';
import { runObstacle } from './runObstacle.ts';
import { translated } from '../ui/translated.ts';
import type { Compared } from '../../comparison/comparisonState.ts';

/** More tabs in one would make the editor slow, and nobody reads them. */
const mostDifferences = 500;

export class ComparisonActions {
  readonly #editor: Editor;
  readonly #comparisons: OpenComparisons;
  /** By the comparison's id: its questions are asked once, and what is run is what they were about. */
  readonly #runs = new OneAtATime();

  /** Trust is given to a folder while it is open; then what was refused is possible. */
  readonly onDidGrantTrust: Event<void> = workspace.onDidGrantWorkspaceTrust;

  constructor(editor: Editor, comparisons: OpenComparisons) {
    this.#editor = editor;
    this.#comparisons = comparisons;
  }

  async openChangeSql(open: OpenComparison): Promise<void> {
    await this.#openDocument(documentUri(open, { kind: 'change' }));
  }

  async openUndoSql(open: OpenComparison): Promise<void> {
    await this.#openDocument(documentUri(open, { kind: 'undo' }));
  }

  async openDefinition(open: OpenComparison, kind: DefinitionKind, shadow: TableName): Promise<void> {
    await this.#openDocument(documentUri(open, { kind, shadow }));
  }

  /** The shadow as it is on the left, as it should be on the right. */
  async openDifference(open: OpenComparison, shadow: TableName): Promise<void> {
    const { left, right, label } = sidesOf(open, shadow);
    const title = isUnsupported(open, shadow)
      ? l10n.t('{0}: the server’s text ↔ what is understood of it', label)
      : l10n.t('{0}: as it is ↔ as it should be', label);
    await commands.executeCommand('vscode.diff', left, right, title);
  }

  /** All differing tables in one tab. */
  async openAllDifferences(open: OpenComparison): Promise<void> {
    const shown = shownIn(open);
    const differing = shown.analysis.results.filter(
      ({ result }) => result === 'create' || result === 'update',
    );
    if (differing.length === 0) {
      void window.showInformationMessage(l10n.t('All compared tables are consistent.'));
      return;
    }
    const sides = differing.slice(0, mostDifferences).map(({ pair, result }) => {
      const { left, right } = sidesOf(open, pair.shadow);
      return [right, result === 'create' ? undefined : left, right];
    });
    const title = l10n.t('Differences: {0}', plainText(open.comparison.request.database));
    await commands.executeCommand('vscode.changes', title, sides);
    if (differing.length > mostDifferences) {
      void window.showInformationMessage(
        l10n.t('The first {0} of {1} differing tables are shown.', mostDifferences, differing.length),
      );
    }
  }

  /** An untitled editor with the text of the change SQL, which no run will look at. */
  async openEditableCopy(open: OpenComparison): Promise<void> {
    const pacing = editorPacing(this.#editor.services);
    const { text } = await changeDocument(shownIn(open), pacing, translated);
    const note = l10n.t('A copy to edit and run elsewhere. “Run Change SQL…” does not use it.');
    const copy = await workspace.openTextDocument({ language: 'sql', content: `-- ${note}\n${text}` });
    await window.showTextDocument(copy);
  }

  /** Asks where to, and offers to open what was written. */
  async exportReport(open: OpenComparison, format: ReportFormat): Promise<void> {
    await this.#guarded(() => exportToFile(this.#editor, open, shownIn(open), format));
  }

  async openReport(open: OpenComparison): Promise<void> {
    await openHtmlReport(this.#editor, open, shownIn(open));
  }

  /** Asks what has to be asked, runs, and says how it ended. Errors are shown here: a panel does not wait for a run. */
  async run(open: OpenComparison): Promise<void> {
    const letGo = this.#comparisons.hold(open);
    try {
      await this.#guarded(
        () => this.#runs.begin(open.id, () => runChangeSql(this.#editor, this, open)) ?? sayRunning(open),
      );
    } finally {
      letGo();
    }
  }

  async #openDocument(uri: Uri): Promise<void> {
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await showError(this.#editor.log, error);
    }
  }
}

/** While it is still being asked, the questions that are open are the answer. Throws ShadowSyncError 'usage'. */
function sayRunning({ comparison }: OpenComparison): Promise<void> {
  const obstacle = runObstacle(comparison.state);
  if (obstacle !== null) throw new ShadowSyncError('usage', obstacle);
  return Promise.resolve();
}

function sidesOf(open: OpenComparison, shadow: TableName): { left: Uri; right: Uri; label: string } {
  return {
    left: documentUri(open, { kind: 'shadow', shadow }),
    right: documentUri(open, { kind: 'expected', shadow }),
    label: plainText(displayName(shadow)),
  };
}

function isUnsupported({ shown }: OpenComparison, shadow: TableName): boolean {
  return shown !== null && foundPair(shown, shadow)?.texts != null;
}

/** Throws ShadowSyncError 'usage' when there is nothing to look at yet. */
export function shownIn({ shown }: OpenComparison): Compared {
  if (shown !== null) return shown;
  throw new ShadowSyncError('usage', l10n.t('The tables have not been compared yet.'));
}

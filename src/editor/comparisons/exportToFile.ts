/** Writes a comparison's report into a file of the user's, or shows it in the browser. */
import { ProgressLocation, Uri, commands, env, l10n, window, workspace } from 'vscode';
import type { Compared } from '../../comparison/comparisonState.ts';
import type { ReportFormat } from '../../comparison/exportReport.ts';
import type { Editor } from '../editor.ts';
import { plainText } from '../ui/plainText.ts';
import { translated } from '../ui/translated.ts';
import type { OpenComparison } from './openComparisons.ts';

/** Asks for the file. Does nothing when the user goes away. Throws what writing throws. */
export async function exportToFile(
  editor: Editor,
  { comparison }: OpenComparison,
  shown: Compared,
  format: ReportFormat,
): Promise<void> {
  const name = fileName(comparison.request.database, format);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Export Report'),
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (target === undefined) return;
  await write(editor, shown, format, target);
  const open = l10n.t('Open Report');
  const shownName = plainText(target.path.split('/').at(-1) ?? '');
  const answer = await window.showInformationMessage(
    l10n.t('The report was written to {0}.', shownName),
    open,
  );
  if (answer === open) await openReportFile(target, format);
}

/** The page, kept with the extension's own files until it is made again. Throws what writing throws. */
export async function openHtmlReport(editor: Editor, { id }: OpenComparison, shown: Compared): Promise<void> {
  const folder = Uri.joinPath(editor.context.globalStorageUri, 'reports');
  await workspace.fs.createDirectory(folder);
  const target = Uri.joinPath(folder, `${id}.html`);
  await write(editor, shown, 'html', target);
  await openReportFile(target, 'html');
}

async function write(editor: Editor, shown: Compared, format: ReportFormat, target: Uri): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Writing the report') },
    async () => {
      const { clock, pause } = editor.services;
      // Loaded with the first report: the editor starts without it.
      const { exportReport } = await import('../../comparison/exportReport.ts');
      const language = { code: env.language, say: translated };
      const { signal } = new AbortController();
      const text = await exportReport(shown, format, { clock, pause }, signal, language);
      await workspace.fs.writeFile(target, new TextEncoder().encode(text));
    },
  );
}

/** A page belongs into a browser; where none opens files of this computer (a remote window), its text is shown. */
async function openReportFile(target: Uri, format: ReportFormat): Promise<void> {
  if (format === 'html' && env.remoteName === undefined && (await env.openExternal(target))) return;
  await commands.executeCommand('vscode.open', target);
}

/** Fit for every file system, whatever the database is called. */
function fileName(database: string, format: ReportFormat): string {
  const plain = database.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60);
  return `shadow-sync-${plain}.${format}`;
}

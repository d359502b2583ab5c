/** Undo a Run of the Task…: shows what would be taken back, asks for each unsafe statement, and makes a task of it. */
import { l10n, window, workspace } from 'vscode';
import { mustConfirmDatabase } from '../../../comparison/runComparison.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../../shadow/analysis.ts';
import { statementFingerprint } from '../../../task/model/statementFingerprint.ts';
import type { AllowedFinding, RunRecord, Task } from '../../../task/model/task.ts';
import { askUnsafe } from '../../comparisons/askRun.ts';
import { unsafeStatements } from '../../comparisons/runSummary.ts';
import type { Editor } from '../../editor.ts';
import { readForeign } from '../../foreignValue.ts';
import { taskFor } from '../../pick/pickTask.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import { exactTime, taskLabel } from '../../tasks/taskWords.ts';
import { confirmRun } from '../../ui/confirmRun.ts';
import { environmentName } from '../../ui/connectionWords.ts';
import { pickOne } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';
import { whileReading } from '../../ui/whileReading.ts';

/** What a dialog can show of a list before it gets taller than the window. */
const shownLines = 8;

export interface UndoFollowUp {
  openDetails(task: string): Promise<void>;
}

/** Does nothing when the user goes away. Throws ShadowSyncError with the reason when the run can't be undone. */
export async function undoRun(editor: Editor, follow: UndoFollowUp, args: readonly unknown[]): Promise<void> {
  if (!workspace.isTrusted) {
    throw new ShadowSyncError('usage', l10n.t('Nothing is undone from a folder that you do not trust.'));
  }
  const title = l10n.t('Undo a Run');
  const fits = (task: Task): boolean => allowedActions(task).includes('undoRun');
  const task = await taskFor(editor, args, { title, fits });
  if (task === null) return;
  const run = await runFor(editor, task, args);
  if (run === null) return;
  const { centre } = await editor.services.tasks();
  const plan = await whileReading(l10n.t('Reading what the run left'), (signal) =>
    centre.previewUndo(task.id, run, signal),
  );
  const ticked = await askUnsafe(unsafeStatements(plan), { has: () => false });
  if (ticked === null) return;
  const mode = await askWhole(task, plan, ticked.length);
  if (mode === null) return;
  if (mode === 'immediately' && !(await confirm(editor, task, plan))) return;
  const undo = await whileReading(l10n.t('Making the undo task'), (signal) =>
    centre.submitUndo({
      task: task.id,
      run,
      seenHash: plan.hash,
      allowed: ticked.flatMap(allowedOf),
      execution: { kind: mode },
      remarks: '',
      creator: editor.services.person,
      signal,
    }),
  );
  await follow.openDetails(undo.id);
}

/** The run that was meant, else the only one, else the one that is chosen; null when the user went away. */
async function runFor(editor: Editor, task: Task, args: readonly unknown[]): Promise<string | null> {
  const meant = readForeign(() => runIn(args[0]));
  if (meant !== null) return meant;
  const { centre } = await editor.services.tasks();
  const runs = (await centre.runs(task.id)).filter(({ plans }) => plans.length > 0);
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) return only.run;
  if (only === undefined) {
    throw new ShadowSyncError('usage', l10n.t('No run of this task sent anything that is still on record.'));
  }
  return await pickOne(
    { title: l10n.t('Undo a Run'), placeholder: l10n.t('Which run of “{0}”?', plainText(taskLabel(task))) },
    runs.map((record) => ({
      label: exactTime(record.startedAt),
      description: countsOf(record),
      icon: 'history',
      value: record.run,
    })),
  );
}

function runIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('run' in value)) return null;
  return typeof value.run === 'string' && value.run.length <= 64 ? value.run : null;
}

function countsOf({ counts, run }: RunRecord): string {
  const { succeeded, failed } = counts;
  return failed === 0
    ? l10n.t('{0}: {1} tables done', run, succeeded)
    : l10n.t('{0}: {1} tables done, {2} failed', run, succeeded, failed);
}

/** When it shall run; null when it is not wanted. */
async function askWhole(task: Task, plan: Plan, ticked: number): Promise<'immediately' | 'manual' | null> {
  const { connection } = task.intent;
  const statements = plan.groups.flatMap((group) => group.statements);
  const tables = plan.groups.reduce((sum, group) => sum + group.tables.length, 0);
  const unsafe = unsafeStatements(plan).length;
  const now = l10n.t('Undo Now');
  const later = l10n.t('Keep for Review');
  const left = plan.omitted.slice(0, shownLines).map(({ pair, reason, saidReason }) => {
    const why = translated(saidReason ?? reason);
    return plainText(l10n.t('Left as it is: {0}. {1}', displayName(pair.shadow), why));
  });
  const notes = (plan.undoes?.notes ?? []).slice(0, shownLines).map((note) => plainText(note));
  const detail = [
    l10n.t('Server: {0} ({1})', plainText(connection.name), environmentName(connection.environment)),
    l10n.t('Database: {0}', plainText(plan.shadowDatabase)),
    l10n.t('{0} statements on {1} shadow tables', statements.length, tables),
    ...(unsafe === 0 ? [] : [l10n.t('{0} of {1} unsafe statements are allowed.', ticked, unsafe)]),
    ...notes,
    ...left,
    '',
    l10n.t('The undo becomes a task of its own, with its plan, its approval and its log.'),
  ].join('\n');
  const question = l10n.t('Undo the run of “{0}”?', plainText(taskLabel(task)));
  const answer = await window.showWarningMessage(question, { modal: true, detail }, now, later);
  if (answer === now) return 'immediately';
  return answer === later ? 'manual' : null;
}

/** On production the database's name is typed, as for change SQL; the stricter of then and now holds. */
async function confirm(editor: Editor, { intent }: Task, plan: Plan): Promise<boolean> {
  const { connection } = await editor.services.book.find(intent.connection.id);
  const strictest = mustConfirmDatabase(intent.connection.environment) ? intent.connection : connection;
  return await confirmRun(strictest, plan.shadowDatabase);
}

function allowedOf({ sql, findings }: PlannedStatement): readonly AllowedFinding[] {
  return findings.flatMap(({ level, code }) =>
    level === 'unsafe' ? [{ statement: statementFingerprint(sql), code }] : [],
  );
}

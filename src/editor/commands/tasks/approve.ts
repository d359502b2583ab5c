/** Approve Task…: shows what would run and whether the tables still are as they were, asks for a comment, approves that plan. */
import { ProgressLocation, l10n, window } from 'vscode';
import { phrase } from '../../../schema/phrase.ts';
import type { Said } from '../../../schema/phrase.ts';
import type { Plan, PlannedStatement } from '../../../shadow/analysis.ts';
import { advisoryText } from '../../../task/approval/mayDecide.ts';
import { statementFingerprint } from '../../../task/model/statementFingerprint.ts';
import type { Task } from '../../../task/model/task.ts';
import type { HeldPlan } from '../../../task/taskCentre.ts';
import type { Editor } from '../../editor.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import { taskLabel } from '../../tasks/taskWords.ts';
import { plainText } from '../../ui/plainText.ts';
import { errorText } from '../../ui/showError.ts';
import { translated } from '../../ui/translated.ts';
import { environmentName } from '../../ui/connectionWords.ts';
import { askComment } from './askComment.ts';

/** What a dialog can show of a list before it gets taller than the window. */
const shownStatements = 8;
const shownTasks = 10;

export interface ApprovalFollowUp {
  openChangeSql(task: string): Promise<void>;
  openDetails(task: string): Promise<void>;
}

/** Does nothing when the user goes away. What can't be approved is said with its reason. */
export async function approveTasks(
  editor: Editor,
  follow: ApprovalFollowUp,
  args: readonly unknown[],
): Promise<void> {
  const title = l10n.t('Approve Task');
  const fits = (task: Task): boolean => allowedActions(task).includes('approve');
  const tasks = await tasksFor(editor, args, { title, fits });
  if (tasks.length === 0) return;
  const held = await holdAll(editor, tasks);
  if (held === null) return;
  const approvable = held.filter(isApprovable);
  const [only] = held;
  const isWanted =
    held.length === 1 && only !== undefined
      ? await askOne(editor, follow, only)
      : await askMany(held, approvable);
  if (!isWanted || approvable.length === 0) return;
  const comment = await askComment(title, l10n.t('A comment on the approval, if there is one'));
  if (comment === null) return;
  await approveAll(editor, approvable, comment);
}

/** A task held against the tables of now, or why that could not be done. */
interface HeldTask {
  readonly task: Task;
  readonly held: HeldPlan | null;
  /** Why it can't be approved; null when it can. */
  readonly hindrance: Said | null;
}

function isApprovable({ hindrance }: HeldTask): boolean {
  return hindrance === null;
}

/** Null when the user called it off. */
async function holdAll(editor: Editor, tasks: readonly Task[]): Promise<readonly HeldTask[] | null> {
  const { centre } = await editor.services.tasks();
  const title = l10n.t('Comparing the plan with the tables of now');
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const heard = token.onCancellationRequested(() => abort.abort());
      const found: HeldTask[] = [];
      try {
        for (const [i, task] of tasks.entries()) {
          if (tasks.length > 1) progress.report({ message: `${i + 1}/${tasks.length}` });
          found.push(await holdOne(() => centre.hold(task, abort.signal), task));
          if (abort.signal.aborted) return null;
        }
        return found;
      } finally {
        heard.dispose();
      }
    },
  );
}

async function holdOne(hold: () => Promise<HeldPlan>, task: Task): Promise<HeldTask> {
  try {
    const held = await hold();
    const { admission } = held;
    return { task, held, hindrance: admission.kind === 'stale' ? admission.reason : null };
  } catch (error) {
    // Nobody approves a plan that can't be held against the tables.
    return { task, held: null, hindrance: errorText(error) };
  }
}

/** False when it is not to be approved. */
async function askOne(editor: Editor, follow: ApprovalFollowUp, one: HeldTask): Promise<boolean> {
  const { task, hindrance } = one;
  const { centre } = await editor.services.tasks();
  if (hindrance !== null) {
    const details = l10n.t('Show Details');
    const question = l10n.t('“{0}” can’t be approved', plainText(taskLabel(task)));
    const advice = l10n.t('Reject it, and initiate it again with the tables of now.');
    const detail = `${plainText(translated(hindrance))}\n\n${advice}`;
    const answer = await window.showWarningMessage(question, { modal: true, detail }, details);
    if (answer === details) await follow.openDetails(task.id);
    return false;
  }
  const approve = l10n.t('Approve');
  const openSql = l10n.t('Open Change SQL');
  const question = l10n.t('Approve “{0}”?', plainText(taskLabel(task)));
  const advice = centre.isAdvisory ? ['', translated(advisoryText)] : [];
  const detail = [...summaryOf(one), ...advice].join('\n');
  const answer = await window.showInformationMessage(question, { modal: true, detail }, approve, openSql);
  if (answer === openSql) await follow.openChangeSql(task.id);
  return answer === approve;
}

async function askMany(held: readonly HeldTask[], approvable: readonly HeldTask[]): Promise<boolean> {
  const lines = held.slice(0, shownTasks).map(({ task, hindrance }) => {
    const name = `${plainText(taskLabel(task))} · ${plainText(task.intent.database)}`;
    if (hindrance !== null) return l10n.t('{0}: not possible. {1}', name, plainText(translated(hindrance)));
    const { statements = 0, unsafe = 0 } = task.plan ?? {};
    return unsafe === 0
      ? l10n.t('{0}: {1} statements', name, statements)
      : l10n.t('{0}: {1} statements, {2} of them unsafe', name, statements, unsafe);
  });
  const more = held.length - lines.length;
  const detail = [...lines, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join('\n');
  const approve = l10n.t('Approve');
  const question =
    approvable.length === held.length
      ? l10n.t('Approve {0} tasks?', held.length)
      : l10n.t('Approve {0} of {1} tasks?', approvable.length, held.length);
  const answers = approvable.length === 0 ? [] : [approve];
  return (await window.showInformationMessage(question, { modal: true, detail }, ...answers)) === approve;
}

/** The plan in a few lines: how much, what is unsafe, what changed since. */
function summaryOf({ task, held }: HeldTask): readonly string[] {
  const { intent, plan } = task;
  const { connection } = intent;
  return [
    l10n.t('Server: {0} ({1})', plainText(connection.name), environmentName(connection.environment)),
    l10n.t('Database: {0}', plainText(intent.database)),
    l10n.t('{0} statements on {1} shadow tables', plan?.statements ?? 0, plan?.tables ?? 0),
    ...unsafeLines(task, held?.frozen ?? null),
    ...(held?.frozen?.undoes?.notes.map((note) => plainText(note)) ?? []),
    ...(held?.planned.problems.slice(0, shownStatements).map((problem) => plainText(translated(problem))) ??
      []),
    '',
    sinceText(held),
  ];
}

function unsafeLines(task: Task, frozen: Plan | null): readonly string[] {
  const statements = frozen?.groups.flatMap((group) => group.statements) ?? [];
  const unsafe = statements.filter(({ findings }) => findings.some(({ level }) => level === 'unsafe'));
  if (unsafe.length === 0) return [];
  const shown = unsafe.slice(0, shownStatements).map((statement) => `  ${unsafeText(task, statement)}`);
  const more = unsafe.length - shown.length;
  return [
    l10n.t('Unsafe statements among them: {0}', unsafe.length),
    ...shown,
    ...(more > 0 ? [`  ${l10n.t('and {0} more', more)}`] : []),
  ];
}

function sinceText(held: HeldPlan | null): string {
  if (held?.admission.kind === 'nothing') {
    return l10n.t('The shadow tables are in line already: a run would send nothing.');
  }
  if (held?.admission.kind !== 'run') return translated(phrase`The plan is not kept any more.`);
  return held.planned.plan.hash === held.frozen?.hash
    ? l10n.t('The tables have not changed since the plan was made.')
    : plainText(translated(held.admission.how));
}

function unsafeText({ intent }: Task, { sql, findings }: PlannedStatement): string {
  const fingerprint = statementFingerprint(sql);
  const codes = findings.flatMap(({ level, code }) => (level === 'unsafe' ? [code] : []));
  const isAllowed = codes.every((code) =>
    intent.allowed.some((one) => one.statement === fingerprint && one.code === code),
  );
  const line = sql.replace(/\s*\n\s*/g, ' ');
  const short = plainText(line.length > 90 ? `${line.slice(0, 90)}…` : line);
  const list = [...new Set(codes)].join(', ');
  return isAllowed
    ? `${list}: ${short}`
    : l10n.t('{0}: {1} (not allowed: its table is left as it is)', list, short);
}

async function approveAll(editor: Editor, held: readonly HeldTask[], comment: string): Promise<void> {
  const { centre } = await editor.services.tasks();
  const failures: string[] = [];
  for (const { task } of held) {
    try {
      const { signal } = new AbortController();
      await centre.approve(task.id, editor.services.person, comment, task.plan?.hash ?? '', signal);
    } catch (error) {
      if (held.length === 1) throw error;
      editor.log.warn(`task ${task.id}: ${errorText(error)}`);
      failures.push(`${taskLabel(task)}: ${errorText(error)}`);
    }
  }
  const [first] = failures;
  if (first === undefined) return;
  const text = l10n.t(
    '{0} of {1} tasks could not be approved. {2}',
    failures.length,
    held.length,
    plainText(first),
  );
  void window.showWarningMessage(text);
}

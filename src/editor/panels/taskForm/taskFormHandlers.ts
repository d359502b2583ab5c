/** How the editor answers a task form. Connections, databases, names and files are asked for with VS Code's own surfaces. */
import { l10n, window } from 'vscode';
import { pairRows } from '../../../comparison/pairRows.ts';
import { comparedIndex } from '../../../comparison/comparedIndex.ts';
import type { Compared } from '../../../comparison/comparisonState.ts';
import type { TaskFormContract } from '../../../protocol/taskForm.ts';
import type { Handlers } from '../../../protocol/hostEnd.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { PlannedStatement } from '../../../shadow/analysis.ts';
import type { Task } from '../../../task/model/task.ts';
import { askShadowName } from '../../comparisons/askRun.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { runningOf } from '../../documents/marksOf.ts';
import type { Editor } from '../../editor.ts';
import { pickConnection } from '../../pick/pickConnection.ts';
import { pickDatabase } from '../../pick/pickDatabase.ts';
import { storeDraft } from '../../tasks/form/storeDraft.ts';
import { submitTask } from '../../tasks/form/submitTask.ts';
import { saveTaskFile } from '../../tasks/form/taskFiles.ts';
import { taskFormState } from '../../tasks/form/taskFormState.ts';
import type { TaskFormSession } from '../../tasks/form/taskFormSession.ts';
import { translated } from '../../ui/translated.ts';
import { sqlPreview, tableRows, unsafeRows } from './formPages.ts';

/** What happens to the form's tab, and to what it made. */
export interface FormEnds {
  close(): void;
  onSubmitted(task: Task): void;
}

export type FormParts = Pick<ComparisonParts, 'editor' | 'comparisons' | 'actions' | 'panels' | 'last'>;

export function taskFormHandlers(
  parts: FormParts,
  session: TaskFormSession,
  ends: FormEnds,
): Handlers<TaskFormContract> {
  return {
    ready: () => taskFormState(session, parts.editor.services.clock.now()),
    change: (change) => ({ revision: session.change(change) }),
    ...targetHandlers(parts, session),
    ...analysisHandlers(parts, session),
    ...endHandlers(parts, session, ends),
  };
}

type Target =
  | 'changeTarget'
  | 'pickShadowDatabase'
  | 'clearShadowDatabase'
  | 'refreshTables'
  | 'tableRows'
  | 'chooseTables';

function targetHandlers(
  { editor }: FormParts,
  session: TaskFormSession,
): Pick<Handlers<TaskFormContract>, Target> {
  return {
    changeTarget: done(({ part }) => changeTarget(editor, session, part)),
    pickShadowDatabase: done(async () => {
      const { connection } = session.draft;
      if (connection === null) return;
      const stored = await editor.services.book.find(connection.id);
      const title = l10n.t('Database of the Shadow Tables');
      const database = await pickDatabase(editor, stored.connection, title);
      if (database !== null) session.setShadowDatabase(database === session.draft.database ? null : database);
    }),
    clearShadowDatabase: done(() => session.setShadowDatabase(null)),
    refreshTables: done(() => session.refreshTables()),
    tableRows: ({ offset, limit }) => tableRows(session, offset, limit),
    chooseTables: done(({ ids, isChosen }) => session.choose(ids, isChosen)),
  };
}

async function changeTarget(
  editor: Editor,
  session: TaskFormSession,
  part: 'connection' | 'database',
): Promise<void> {
  const title = l10n.t('Create Shadow Sync Task');
  const { connection: before } = session.draft;
  const stored =
    part === 'connection' || before === null
      ? await pickConnection(editor, title)
      : await editor.services.book.find(before.id);
  if (stored === null) return;
  const { connection } = stored;
  // Where the database is not chosen after all, the connection is; what stood there before was of another one.
  if (connection.id !== before?.id) session.setTarget(connection, null);
  const database = await pickDatabase(editor, connection, title);
  if (database !== null) session.setTarget(connection, database);
}

type Analysis =
  | 'analyse'
  | 'cancelAnalysis'
  | 'rows'
  | 'setSkip'
  | 'view'
  | 'sql'
  | 'openSql'
  | 'unsafeStatements'
  | 'allow'
  | 'confirmShadow';

function analysisHandlers(
  { actions, panels }: FormParts,
  session: TaskFormSession,
): Pick<Handlers<TaskFormContract>, Analysis> {
  return {
    analyse: done(() => session.analyze(true)),
    cancelAnalysis: done(() => session.analysis.open?.comparison.cancel()),
    rows: ({ offset, limit }) => {
      const { open, shown } = session.looked();
      const rows = pairRows(shown, runningOf(open.comparison.state), offset, limit, translated);
      return { revision: session.shownRevision, total: shown.found.results.length, rows };
    },
    setSkip: done(async ({ ids, skip }) => {
      const { open, shown } = session.looked();
      await open.comparison.setSkip(
        ids.map((id) => shadowOf(shown, id)),
        skip,
      );
    }),
    view: done(() => panels.show(session.looked().open)),
    sql: () => sqlPreview(session),
    openSql: done(() => actions.openChangeSql(session.looked().open)),
    unsafeStatements: ({ offset, limit }) => unsafeRows(session, offset, limit),
    allow: done(({ revision, id, isAllowed }) => {
      session.looked().open.allowed.set(statementOf(session, revision, id), isAllowed);
    }),
    confirmShadow: done(async ({ revision, id }) => {
      const { shadow } = statementOf(session, revision, id).pair;
      const isShadow = await askShadowName(shadow, l10n.t('It does not look like one.'));
      if (isShadow === true) await session.looked().open.comparison.setAdopted([shadow.table], true);
    }),
  };
}

type End = 'submit' | 'cancelSubmit' | 'saveDraft' | 'saveFile' | 'close';

function endHandlers(
  { editor }: FormParts,
  session: TaskFormSession,
  ends: FormEnds,
): Pick<Handlers<TaskFormContract>, End> {
  return {
    submit: async () => {
      const { draftTask: draft, origin } = session.kept;
      const task = await session.submit(({ intent, hash, shadowDatabase }, signal) =>
        submitTask(editor, { intent, seenHash: hash, shadowDatabase, draft, origin }, signal),
      );
      // Beyond this answer: the tab is closed when somebody is told.
      if (task !== null) setImmediate(() => ends.onSubmitted(task));
      return { isSubmitted: task !== null };
    },
    cancelSubmit: done(() => session.cancelSubmit()),
    saveDraft: done(async () => {
      const task = await storeDraft(editor.services, session.intent(), session.kept.draftTask);
      session.becomeDraft(task.id);
      void window.showInformationMessage(l10n.t('The draft was saved as task {0}.', task.id));
    }),
    saveFile: done(() => saveTaskFile(session.intent())),
    close: done(() => ends.close()),
  };
}

/** For requests whose answer has no content. */
function done<P>(work: (params: P) => Promise<void> | void): (params: P) => Promise<Record<string, never>> {
  return async (params) => {
    await work(params);
    return {};
  };
}

function shadowOf(shown: Compared, id: number): string {
  const position = comparedIndex(shown).positions.get(id);
  const found = position === undefined ? undefined : shown.found.results[position];
  if (found !== undefined) return found.pair.shadow.table;
  throw new ShadowSyncError('usage', l10n.t('This table is not part of the comparison any more.'));
}

/** Throws ShadowSyncError 'usage' for a statement of a plan that is no more: ids are given anew with every plan. */
function statementOf(session: TaskFormSession, revision: number, id: number): PlannedStatement {
  const found = session.underTicks?.risky.find((one) => one.id === id);
  if (found !== undefined && revision === session.shownRevision) return found;
  throw new ShadowSyncError('usage', l10n.t('This statement is not part of the change SQL any more.'));
}

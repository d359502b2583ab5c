/** What is asked before change SQL is run: unsafe statements one by one, then the whole. */
import { l10n, window } from 'vscode';
import type { Compared } from '../../comparison/comparisonState.ts';
import { mustConfirmDatabase } from '../../comparison/runComparison.ts';
import type { RunChoices } from '../../comparison/runComparison.ts';
import type { Connection } from '../../connection/connection.ts';
import { displayName } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { PlannedStatement } from '../../shadow/analysis.ts';
import { confirmRun } from '../ui/confirmRun.ts';
import { environmentName } from '../ui/connectionWords.ts';
import { pickMany } from '../ui/pick.ts';
import { plainText } from '../ui/plainText.ts';
import type { AllowedStatements } from './allowedStatements.ts';
import { allowedFindings, runSummary, unsafeStatements } from './runSummary.ts';
import type { RunSummary } from './runSummary.ts';
import { translated } from '../ui/translated.ts';

/** What a dialog can show of a list before it gets taller than the window. */
const shownTables = 8;

/**
 * True when the name was typed, false when the table is to stay as it is; null when the user went away. `why` says what
 * makes the table suspicious.
 */
export async function askShadowName(shadow: TableName, why: string): Promise<boolean | null> {
  const typed = await window.showInputBox({
    title: l10n.t('Is {0} a shadow table?', plainText(displayName(shadow))),
    prompt: l10n.t(
      '{0} Type its name to change it nevertheless; leave this empty to leave the table as it is.',
      why,
    ),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || text === shadow.table ? undefined : l10n.t('This is not the name of the table.'),
  });
  return typed === undefined ? null : typed === shadow.table;
}

/**
 * Null when the user went away, or when nothing is left to run. `connection` is the one of this moment: its environment may
 * have become another one since the tables were compared, and the stricter of both holds.
 */
export async function askRun(
  compared: Compared,
  allowed: AllowedStatements,
  connection: Pick<Connection, 'name' | 'environment'>,
): Promise<RunChoices | null> {
  const { plan, request } = compared;
  const ticked = await askUnsafe(unsafeStatements(plan), allowed);
  if (ticked === null) return null;
  const choices: RunChoices = {
    planHash: plan.hash,
    allowed: allowedFindings(ticked),
    onError: 'abort',
    parallel: 1,
    confirmedDatabase: null,
  };
  const summary = runSummary(plan, choices);
  if (summary.statements === 0) {
    void window.showInformationMessage(l10n.t('Nothing was run: no statement was allowed.'));
    return null;
  }
  const strictest = mustConfirmDatabase(request.connection.environment) ? request.connection : connection;
  const onError = await askWhole(compared, summary, strictest);
  if (onError === null) return null;
  if (!mustConfirmDatabase(strictest.environment)) return { ...choices, onError };
  const isConfirmed = await confirmRun(strictest, plan.shadowDatabase);
  return isConfirmed ? { ...choices, onError, confirmedDatabase: plan.shadowDatabase } : null;
}

/** None is ticked but those that were allowed while they were looked at. Null when the user went away. */
export async function askUnsafe(
  unsafe: readonly PlannedStatement[],
  allowed: Pick<AllowedStatements, 'has'>,
): Promise<readonly PlannedStatement[] | null> {
  if (unsafe.length === 0) return [];
  return await pickMany(
    {
      title: l10n.t('{0} unsafe statements', unsafe.length),
      placeholder: l10n.t('Tick those that may run. A table with one that is not ticked is left as it is.'),
    },
    unsafe.map((statement) => ({
      label: statement.sql.replace(/\s*\n\s*/g, ' '),
      description: codesOf(statement),
      detail: statement.findings
        .flatMap(({ level, message, said }) => (level === 'unsafe' ? [translated(said ?? message)] : []))
        .join(' '),
      value: statement,
    })),
    (statement) => allowed.has(statement),
  );
}

function codesOf({ findings }: PlannedStatement): string {
  const codes = findings.flatMap(({ level, code }) => (level === 'unsafe' ? [code] : []));
  return [...new Set(codes)].join(', ');
}

/** What to do after a failed table; null when the user does not want to run. */
async function askWhole(
  { plan, server }: Compared,
  summary: RunSummary,
  connection: Pick<Connection, 'name' | 'environment'>,
): Promise<RunChoices['onError'] | null> {
  const run = l10n.t('Run');
  const runAll = l10n.t('Run, Going On After Failures');
  const unsafe = summary.unsafe === 0 ? [] : [l10n.t('Unsafe statements among them: {0}', summary.unsafe)];
  const detail = [
    l10n.t('Server: {0} ({1})', plainText(connection.name), environmentName(connection.environment)),
    l10n.t('Version: {0}', plainText(`${server.dialect.name} ${server.serverVersion}`)),
    l10n.t('Database: {0}', plainText(plan.shadowDatabase)),
    l10n.t('Shadow tables: {0}', summary.tables),
    ...unsafe,
    ...leftOutText(summary),
    '',
    l10n.t(
      'Source tables are never changed. DDL can’t be rolled back; the undo SQL is kept beside the change SQL.',
    ),
  ].join('\n');
  const question =
    summary.statements === 1 ? l10n.t('Run 1 statement?') : l10n.t('Run {0} statements?', summary.statements);
  const answers = summary.tables > 1 ? [run, runAll] : [run];
  const answer = await window.showWarningMessage(question, { modal: true, detail }, ...answers);
  if (answer === run) return 'abort';
  return answer === runAll ? 'continue' : null;
}

function leftOutText({ leftOut }: RunSummary): readonly string[] {
  if (leftOut.length === 0) return [];
  const names = leftOut.slice(0, shownTables).map(({ shadow }) => plainText(shadow.table));
  const more = leftOut.length - names.length;
  const list = more > 0 ? l10n.t('{0} and {1} more', names.join(', '), more) : names.join(', ');
  return [l10n.t('Left as they are: {0}', list)];
}

/** Run Change SQL…: asks, runs the plan that is shown, and says once how it ended. */
import { english, joined } from '../../schema/phrase.ts';
import { ProgressLocation, commands, l10n, window } from 'vscode';
import type { Comparison } from '../../comparison/comparison.ts';
import type { Compared } from '../../comparison/comparisonState.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { displayName } from '../../schema/tableName.ts';
import type { RunEvent } from '../../task/runEvents.ts';
import type { RunResult } from '../../task/runResult.ts';
import type { Editor } from '../editor.ts';
import { plainText } from '../ui/plainText.ts';
import { askRun, askShadowName } from './askRun.ts';
import type { OpenComparison } from './openComparisons.ts';
import { runObstacle } from './runObstacle.ts';
import { unconfirmedShadows } from './runSummary.ts';

/** What the end of a run offers. */
export interface RunFollowUp {
  openChangeSql(open: OpenComparison): Promise<void>;
}

/**
 * Does nothing when the user goes away. Throws ShadowSyncError when nothing can be run now ('usage'), when the plan became
 * another one while it was being asked for ('stale-plan'), and what a run can't even begin with.
 */
export async function runChangeSql(editor: Editor, follow: RunFollowUp, open: OpenComparison): Promise<void> {
  const { comparison, allowed } = open;
  readyToRun(comparison);
  if (!(await confirmShadows(comparison))) return;
  const { connection } = await editor.services.book.find(comparison.request.connection.id);
  const choices = await askRun(readyToRun(comparison), allowed, connection);
  if (choices === null) return;
  // The questions took their time: trust, plan and tables may be others now (U-10).
  readyToRun(comparison);
  const result = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Running change SQL') },
    (progress) => {
      const run = comparison.run(choices, (event) => {
        logEvent(editor, event);
        if (event.kind === 'table-done') progress.report({ message: `${event.done}/${event.of}` });
      });
      // The tree shows its tables' states meanwhile, and that something goes on there.
      void window.withProgress({ location: { viewId: 'shadowSync.connections' } }, () => settled(run));
      return run;
    },
  );
  await sayEnd(editor, follow, open, result);
}

/** However it ends: whoever awaits the run itself is told. */
function settled(run: Promise<unknown>): Promise<void> {
  return run.then(
    () => undefined,
    () => undefined,
  );
}

/** Throws ShadowSyncError 'usage' with the reason when nothing can be run now. */
function readyToRun({ state }: Comparison): Compared {
  const obstacle = runObstacle(state);
  if (obstacle !== null || state.kind !== 'ready') throw new ShadowSyncError('usage', obstacle ?? '');
  return state.compared;
}

/** False when the user went away. */
async function confirmShadows(comparison: Comparison): Promise<boolean> {
  const byHand = handMadePair(readyToRun(comparison));
  if (byHand !== null) {
    const why = l10n.t('It was put beside another table by hand.');
    const isShadow = await askShadowName(byHand, why);
    if (isShadow !== true) return false;
    await comparison.setAdopted([byHand.table], true);
  }
  const confirmed: string[] = [];
  for (const shadow of unconfirmedShadows(readyToRun(comparison).plan)) {
    const isShadow = await askShadowName(shadow, l10n.t('It does not look like one.'));
    if (isShadow === null) return false;
    if (isShadow) confirmed.push(shadow.table);
  }
  if (confirmed.length > 0) await comparison.setAdopted(confirmed, true);
  return true;
}

/** The shadow of two tables put side by side by hand, while nobody has confirmed that it is one. */
function handMadePair({
  request,
  plan,
}: Compared): Compared['plan']['groups'][number]['tables'][number] | null {
  if (!request.isByHand) return null;
  const tables = plan.groups.flatMap((group) => group.tables);
  return tables.find(({ table }) => !request.adopt.includes(table)) ?? null;
}

/** The record of a run has all of it; the log says what a reader of the log looks for. */
function logEvent({ log }: Editor, event: RunEvent): void {
  switch (event.kind) {
    case 'run-started':
      log.info(`run ${event.run}: ${event.statements} statements on ${event.tables} tables`);
      return;
    case 'table-done': {
      const { pair, outcome, reason } = event.table;
      log.info(`${displayName(pair.shadow)}: ${outcome}${reason === null ? '' : `: ${reason}`}`);
      return;
    }
    case 'waiting':
      log.info(`${displayName(event.shadow)} waits for a lock: ${english(joined(event.blockers, '; '))}`);
      return;
    case 'retry':
    case 'reconciling':
      log.info(`${displayName(event.shadow)}: ${event.reason}`);
      return;
    case 'notice':
      log.info(event.message);
      return;
    case 'run-finished':
      log.info(`the run ended: ${event.outcome}`);
      return;
    case 'table-started':
    case 'statement-sent':
    case 'statement-done':
      return;
    default:
      assertNever(event);
  }
}

/** One message. What a server said of a statement stands in the Problems of the change SQL, and not here. */
async function sayEnd(
  { log }: Editor,
  follow: RunFollowUp,
  open: OpenComparison,
  result: RunResult,
): Promise<void> {
  const openSql = l10n.t('Open Change SQL');
  const showLog = l10n.t('Show Log');
  const text = plainText(endText(result));
  const answer =
    result.outcome === 'succeeded' || isAsChosen(result)
      ? await window.showInformationMessage(text, openSql)
      : await window.showWarningMessage(text, openSql, showLog);
  if (answer === openSql) await follow.openChangeSql(open);
  if (answer === showLog) await commands.executeCommand('shadowSync.log.show');
  if (result.error !== null) log.warn(`${result.error.code}: ${result.error.message}`);
}

/** All that did not run was not allowed, or needs what was not: that is what the user wanted. */
function isAsChosen({ outcome, tables }: RunResult): boolean {
  return (
    outcome === 'partial' &&
    tables.every(({ code }) => code === null || code === 'not-allowed' || code === 'needs')
  );
}

function endText(result: RunResult): string {
  const { outcome, counts, tables } = result;
  const { succeeded, failed, skipped } = counts;
  if (isAsChosen(result)) {
    return l10n.t(
      '{0} shadow tables are in line with their sources; {1} were left as they are.',
      succeeded,
      skipped,
    );
  }
  const unknown = tables.filter(({ statements }) =>
    statements.some((statement) => statement.outcome === 'unknown'),
  ).length;
  const numbers = [
    l10n.t('{0} succeeded', succeeded),
    ...(failed === 0 ? [] : [l10n.t('{0} failed', failed)]),
    ...(skipped === 0 ? [] : [l10n.t('{0} not run', skipped)]),
    ...(unknown === 0 ? [] : [l10n.t('{0} with an unknown outcome', unknown)]),
  ].join(', ');
  switch (outcome) {
    case 'succeeded':
      return l10n.t('The shadow tables are in line with their sources ({0}).', numbers);
    case 'partial':
      return l10n.t('Some shadow tables were not brought in line ({0}).', numbers);
    case 'failed':
      return l10n.t('No shadow table was brought in line ({0}).', numbers);
    case 'aborted':
      return l10n.t(
        'The run was stopped, its statement on the server too; the tables were read again ({0}).',
        numbers,
      );
    case 'stale':
      return l10n.t('Tables changed since they were compared, so nothing was run on them ({0}).', numbers);
    default:
      return assertNever(outcome);
  }
}

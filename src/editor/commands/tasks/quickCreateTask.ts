/** Create Task Quickly…: the short case by quick picks alone, with the form's defaults and the form's way to submit. */
import { env, l10n, window } from 'vscode';
import type { Compared } from '../../../comparison/comparisonState.ts';
import { statementsOf } from '../../../comparison/statementMarks.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import { cronSchedule } from '../../../task/schedule/cronSchedule.ts';
import { describeCron } from '../../../task/schedule/describeCron.ts';
import type { Execution } from '../../../task/schedule/execution.ts';
import { askRequest } from '../../comparisons/askRequest.ts';
import { askUnsafe } from '../../comparisons/askRun.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import type { OpenComparison } from '../../comparisons/openComparisons.ts';
import { unsafeStatements } from '../../comparisons/runSummary.ts';
import { scopeOf } from '../../comparisons/targetScope.ts';
import { whenReady } from '../../comparisons/whenReady.ts';
import { obstacleText } from '../../tasks/form/formWords.ts';
import { intentOfRequest } from '../../tasks/form/intentOfRequest.ts';
import { planUnderTicks } from '../../tasks/form/planUnderTicks.ts';
import type { PlanUnderTicks } from '../../tasks/form/planUnderTicks.ts';
import { submitTask } from '../../tasks/form/submitTask.ts';
import { wallClockInstant, wallClockText } from '../../tasks/form/wallClock.ts';
import type { TaskPanels } from '../../tasks/taskPanels.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import { environmentName } from '../../ui/connectionWords.ts';
import { pickOne } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import { whileReading } from '../../ui/whileReading.ts';

export async function quickCreateTask(
  parts: ComparisonParts,
  panels: Pick<TaskPanels, 'openForm' | 'openDetails'>,
  args: readonly unknown[],
): Promise<void> {
  const title = l10n.t('Create Task');
  const request = await askRequest(parts, scopeOf(targetsOf(args)), title);
  if (request === null) return;
  const execution = await askExecution(title, parts.editor.services.clock.now());
  if (execution === null) return;
  const open = parts.comparisons.open(request);
  const letGo = parts.comparisons.hold(open);
  try {
    await whenReady(open);
    await submitQuickly(parts, panels, open, execution);
  } finally {
    letGo();
  }
}

async function submitQuickly(
  { editor }: ComparisonParts,
  panels: Pick<TaskPanels, 'openForm' | 'openDetails'>,
  open: OpenComparison,
  execution: Execution,
): Promise<void> {
  const compared = await whenReady(open);
  if (execution.kind !== 'cron' && statementsOf(compared.plan).length === 0) {
    throw new ShadowSyncError('usage', obstacleText({ kind: 'nothing-to-run' }));
  }
  const ticked = await askUnsafe(unsafeStatements(compared.plan), open.allowed);
  if (ticked === null) return;
  const chosen = new Set(ticked);
  const underTicks = planUnderTicks(compared, (statement) => chosen.has(statement));
  const intent: TaskIntent = {
    ...intentOfRequest(compared.request, execution),
    allowed: underTicks.allowed,
  };
  const answer = await askWhole(compared, underTicks, execution);
  if (answer === 'form') await panels.openForm({ kind: 'intent', intent, origin: null });
  if (answer !== 'submit') return;
  const { hash: seenHash, shadowDatabase } = compared.plan;
  const submission = { intent, seenHash, shadowDatabase, draft: null, origin: null };
  const task = await whileReading(l10n.t('Submitting the task'), (signal) =>
    submitTask(editor, submission, signal),
  );
  if (task !== null) await panels.openDetails(task.id);
}

/** Null when the user went away. */
async function askExecution(title: string, now: number): Promise<Execution | null> {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const night = '30 2 * * *';
  const recurring = (expression: string): Execution => ({
    kind: 'cron',
    expression,
    zone,
    missed: 'skip',
    keepInSync: true,
  });
  const choice = await pickOne<() => Promise<Execution | null> | Execution>(
    { title, placeholder: l10n.t('When is it to run?') },
    [
      { label: l10n.t('Manually'), icon: 'person', value: () => ({ kind: 'manual' }) },
      { label: l10n.t('Immediately'), icon: 'play', value: () => ({ kind: 'immediately' }) },
      { label: l10n.t('Once, at a Time…'), icon: 'calendar', value: () => askOnce(title, zone, now) },
      {
        label: l10n.t('Every Night'),
        description: words(night),
        icon: 'sync',
        value: () => recurring(night),
      },
      {
        label: l10n.t('By a Cron Expression…'),
        icon: 'sync',
        value: async () => {
          const expression = await askCron(title, zone, night);
          return expression === null ? null : recurring(expression);
        },
      },
    ],
  );
  return choice === null ? null : await choice();
}

async function askOnce(title: string, zone: string, now: number): Promise<Execution | null> {
  const instant = (text: string): number | null => wallClockInstant(text.trim().replace(/ +/, 'T'), zone);
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('Date and time in {0}', zone),
    value: wallClockText(now + 60 * 60_000, zone).replace('T', ' '),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const at = instant(text);
      if (at === null) return l10n.t('Give a date and a time that this time zone has.');
      return at <= now ? l10n.t('This time is in the past.') : undefined;
    },
  });
  const at = typed === undefined ? null : instant(typed);
  return at === null ? null : { kind: 'once', at, missed: 'skip' };
}

async function askCron(title: string, zone: string, value: string): Promise<string | null> {
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('Minute, hour, day of month, month and day of week, in {0}', zone),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => cronMistake(text, zone),
  });
  return typed?.trim() ?? null;
}

function cronMistake(text: string, zone: string): string | undefined {
  try {
    cronSchedule(text, zone);
    return undefined;
  } catch (error) {
    if (ShadowSyncError.is(error, 'usage')) return [error.message, error.remedy ?? ''].join(' ');
    throw error;
  }
}

function words(expression: string): string {
  return describeCron(expression, env.language.startsWith('zh') ? 'zh-cn' : 'en');
}

/** Null when the user went away. */
async function askWhole(
  { plan, request, server }: Compared,
  { running, tables, ticked, leftOut }: PlanUnderTicks,
  execution: Execution,
): Promise<'submit' | 'form' | null> {
  const submit = l10n.t('Submit');
  const form = l10n.t('Open Form…');
  const { name, environment } = request.connection;
  const detail = [
    l10n.t('Server: {0} ({1})', plainText(name), environmentName(environment)),
    l10n.t('Version: {0}', plainText(`${server.dialect.name} ${server.serverVersion}`)),
    l10n.t('Database: {0}', plainText(plan.shadowDatabase)),
    l10n.t('Shadow tables: {0}', tables),
    ...(ticked.size === 0 ? [] : [l10n.t('Unsafe statements among them: {0}', ticked.size)]),
    ...(leftOut.length === 0 ? [] : [l10n.t('Tables left as they are: {0}', leftOut.length)]),
    l10n.t('Execution: {0}', executionText(execution)),
  ].join('\n');
  const question =
    running.length === 1
      ? l10n.t('Submit a task of 1 statement?')
      : l10n.t('Submit a task of {0} statements?', running.length);
  const answer = await window.showInformationMessage(question, { modal: true, detail }, submit, form);
  if (answer === submit) return 'submit';
  return answer === form ? 'form' : null;
}

function executionText(execution: Execution): string {
  switch (execution.kind) {
    case 'manual':
      return l10n.t('Manually');
    case 'immediately':
      return l10n.t('Immediately');
    case 'once':
      return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
        execution.at,
      );
    case 'cron':
      return words(execution.expression);
  }
}

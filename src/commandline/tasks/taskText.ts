/** Tasks as lines for people. */
import { english } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { RunRecord, Task } from '../../task/model/task.ts';
import { describeCron } from '../../task/schedule/describeCron.ts';
import { stateNames } from '../../task/state/taskState.ts';

const columns = [
  'ID',
  'Type',
  'Connection',
  'Database',
  'Created by',
  'Created at',
  'Status',
  'Tags',
] as const;

/** ODC's columns. */
export function taskTable(tasks: readonly Task[]): string {
  if (tasks.length === 0) return 'no tasks: shadow-sync task add makes one, --all shows older ones\n';
  const rows = tasks.map(({ id, intent, creator, createdAt, state }) => [
    id,
    intent.kind,
    intent.connection.name,
    intent.database,
    creator,
    timeText(createdAt),
    english(stateNames[state.kind]),
    intent.tags.join(', '),
  ]);
  const shown = [[...columns], ...rows].map((row) => row.map((cell) => visibleText(cell)));
  const widths = columns.map((_, i) => Math.max(...shown.map((row) => row[i]?.length ?? 0)));
  return shown
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

/** Everything about one task. */
export function taskDetails(task: Task, runs: readonly RunRecord[], next: readonly number[]): string {
  const { id, intent, plan, state, process, approvals, creator, createdAt, progress } = task;
  const lines = [
    `Task ${id}: ${english(stateNames[state.kind])}${'reason' in state && state.reason !== '' ? ` (${state.reason})` : ''}`,
    `  created by ${creator} at ${timeText(createdAt)}`,
    `  ${intent.connection.name} (${intent.connection.environment}), database ${intent.database}`,
    `  runs ${executionText(task)}; on error: ${intent.onError}`,
    ...(intent.remarks === '' ? [] : [`  remarks: ${intent.remarks}`]),
    ...(plan === null
      ? []
      : [
          `  plan ${plan.hash}: ${String(plan.statements)} statements on ${String(plan.tables)} tables, ${String(plan.unsafe)} unsafe`,
        ]),
    ...(process === null ? [] : [`  approval: ${process.name}. ${process.why}`]),
    ...approvals.map(
      ({ decision, by, at, comment, nodeName }) =>
        `  ${decision} by ${by} at ${timeText(at)} (${nodeName})${comment === '' ? '' : `: ${comment}`}`,
    ),
    ...(progress.asked === null
      ? []
      : [`  ${String(progress.asked.count)} starts were missed: run it, or dismiss-missed`]),
    ...next.map((at) => `  next run ${timeText(at)}`),
    ...runs
      .slice(0, 20)
      .map(
        ({ run, startedAt, outcome, reason, counts }) =>
          `  run ${run} at ${timeText(startedAt)}: ${outcome}, ${String(counts.succeeded)} done, ${String(counts.failed)} failed, ${String(counts.skipped)} not run${reason === null ? '' : `: ${reason}`}`,
      ),
  ];
  return `${lines.map((line) => visibleText(line)).join('\n')}\n`;
}

function executionText({ intent }: Task): string {
  const { execution } = intent;
  switch (execution.kind) {
    case 'immediately':
      return 'at once';
    case 'manual':
      return 'when somebody says so';
    case 'once':
      return `once at ${timeText(execution.at)}`;
    case 'cron':
      return `${describeCron(execution.expression, 'en')} (${execution.zone}${execution.keepInSync ? ', kept in sync' : ''})`;
  }
}

export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

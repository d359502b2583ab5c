/** Migration tasks as lines for people. */
import type {
  MigrationTask,
  MigrationTaskDetails,
  MigrationTaskList,
} from '../../alert/oms/migrationServer.ts';
import { allowedActions } from '../../alert/oms/taskActions.ts';
import { migrationTaskRow } from '../../alert/oms/taskWords.ts';
import { english } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';

const columns = ['ID', 'Type', 'Status', 'Step', 'Delay', 'Level', 'Name'] as const;

/** One line a task. */
export function omsTaskTable({ tasks, serverTime, isComplete }: MigrationTaskList): string {
  if (tasks.length === 0) return 'no tasks\n';
  const rows = tasks.map((task) => {
    const row = migrationTaskRow(task, serverTime);
    return [row.id, row.type, row.status, row.step, row.delay, task.level?.name ?? null, row.label].map(cell);
  });
  const shown = [[...columns], ...rows];
  const widths = columns.map((_, i) => Math.max(...shown.map((row) => row[i]?.length ?? 0)));
  const lines = shown.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  if (!isComplete) lines.push('… and more');
  return `${lines.join('\n')}\n`;
}

/** Everything about one task. */
export function omsTaskDetails({ task, components, gaps, serverTime }: MigrationTaskDetails): string {
  const row = migrationTaskRow(task, serverTime);
  const actions = allowedActions(task);
  const lines = [
    `${cell(row.type)} task ${task.id} "${task.name}": ${cell(row.status)}`,
    `  ${task.sourceType ?? '?'} → ${task.targetType ?? '?'}, owner ${task.owner ?? '?'}, level ${task.level?.name ?? 'not said'}`,
    `  delay: ${row.delay === null ? 'not measured' : english(row.delay)}`,
    ...task.steps.map(
      ({ order, name, status, progress, failure }) =>
        `  step ${String(order)} ${name}: ${status.name}${progress === null ? '' : ` ${String(progress)}%`}${
          failure === null ? '' : ` (${failureText(failure)})`
        }`,
    ),
    ...components.map(
      ({ kind, name, status, message }) =>
        `  ${kind} ${name}: ${status}${message === null ? '' : ` (${message})`}`,
    ),
    ...gaps.map((gap) => `  not read: ${gap}`),
    `  takes now: ${actions.length === 0 ? 'none of start, stop and resume' : actions.join(', ')}`,
  ];
  return `${lines.map((line) => visibleText(line)).join('\n')}\n`;
}

function failureText({
  code,
  message,
  proposal,
}: NonNullable<MigrationTask['steps'][number]['failure']>): string {
  return [code, message, proposal].filter((part) => part !== null).join(': ');
}

function cell(said: Said | null): string {
  return said === null ? '' : visibleText(english(said));
}

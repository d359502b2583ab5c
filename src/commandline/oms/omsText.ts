/** OMS servers and their tasks as lines for people. */
import type {
  MigrationTask,
  MigrationTaskDetails,
  MigrationTaskList,
} from '../../alert/oms/migrationServer.ts';
import { allowedActions } from '../../alert/oms/taskActions.ts';
import { migrationTaskRow } from '../../alert/oms/taskWords.ts';
import { displayOmsTarget } from '../../connection/omsConnection.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
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
  const lines = aligned([columns, ...rows]);
  if (!isComplete) lines.push('… and more');
  return `${lines.join('\n')}\n`;
}

/** One line a kept server; whether its password is here is told, and the variable that would hold it. */
export function omsServerTable(
  rows: readonly {
    readonly server: OmsConnection;
    readonly variable: string;
    readonly hasPassword: boolean;
  }[],
): string {
  if (rows.length === 0) return 'no OMS servers\n';
  const cells = rows.map(({ server, variable, hasPassword }) =>
    [
      server.id,
      server.name,
      displayOmsTarget(server),
      server.tls.mode,
      server.environment,
      hasPassword ? 'set' : `not set: ${variable}`,
    ].map((text) => visibleText(text)),
  );
  const heads = ['ID', 'Name', 'Server', 'TLS', 'Environment', 'Password'];
  return `${aligned([heads, ...cells]).join('\n')}\n`;
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

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
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

/** All that a task was told to do, name by name. Without `vscode`. */
import { optionsName } from '../../../comparison/optionsName.ts';
import { environmentName } from '../../../connection/environmentName.ts';
import type { ShownTask } from '../../../protocol/taskDetails.ts';
import { assertNever } from '../../../schema/assertNever.ts';
import { joined, phrase } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import type { Task } from '../../../task/model/task.ts';
import { describeCron } from '../../../task/schedule/describeCron.ts';
import type { DescribeLanguage } from '../../../task/schedule/describeCron.ts';
import type { MissedPolicy } from '../../../task/schedule/execution.ts';
import { namingText } from '../../comparisons/namingText.ts';
import { rangeText } from '../../comparisons/rangeText.ts';

/** How the user reads what depends on the language. */
export interface Reading {
  readonly say: Saying;
  readonly language: DescribeLanguage;
  /** Day and time to the second. */
  readonly time: (at: number) => string;
}

export function taskSettings(task: Task, reading: Reading): ShownTask['settings'] {
  const { intent, plan, process, origin } = task;
  const { connection, database, rule, range, options, onError, skip, adopt } = intent;
  const all = rangeText(range);
  const facts: readonly (readonly [Said, Said] | null)[] = [
    [phrase`Connection`, phrase`${connection.name} (${environmentName(connection.environment)})`],
    [phrase`Database`, database],
    [phrase`Naming rule`, rule.overrides.length === 0 ? namingText(rule) : overriddenText(task)],
    origin?.kind === 'undo' ? null : [phrase`Synchronization range`, all === '' ? phrase`All tables` : all],
    skip.length === 0 ? null : [phrase`Skipped shadow tables`, skip.join(', ')],
    adopt.length === 0 ? null : [phrase`Confirmed as shadow tables`, adopt.join(', ')],
    origin?.kind === 'undo' ? null : [phrase`Comparison`, optionsName(options)],
    [phrase`Execution mode`, executionText(task, reading)],
    [phrase`Error handling`, onError === 'abort' ? phrase`Abort Task` : phrase`Ignore Error and Continue`],
    [phrase`Lock wait`, phrase`${intent.lockWaitSeconds} s`],
    [phrase`Sessions side by side`, String(intent.parallel)],
    plan === null
      ? null
      : [phrase`Plan`, phrase`${plan.hash.slice(0, 16)}, made ${reading.time(plan.madeAt)}`],
    process === null
      ? null
      : [phrase`Approval process`, phrase`${process.name}. ${process.saidWhy ?? process.why}`],
    origin === null ? null : [phrase`Made from`, originText(origin)],
    intent.remarks === '' ? null : [phrase`Remarks`, intent.remarks],
  ];
  return facts.flatMap((fact) =>
    fact === null ? [] : [{ name: reading.say(fact[0]), value: reading.say(fact[1]) }],
  );
}

function overriddenText({ intent }: Task): Said {
  const { rule } = intent;
  const pairs = rule.overrides.slice(0, 5).map(({ source, shadow }) => `${source} → ${shadow}`);
  const more = rule.overrides.length - pairs.length;
  const named = more > 0 ? phrase`${pairs.join(', ')} and ${more} more` : pairs.join(', ');
  const isPlain = rule.prefix === '' && rule.suffix === '' && rule.shadowDatabase === null;
  return isPlain ? named : joined([namingText(rule), named], '; ');
}

function originText({ kind, task, run }: NonNullable<Task['origin']>): Said {
  if (kind === 'again') return phrase`Task ${task}, initiated again`;
  return run == null ? phrase`A run of task ${task}` : phrase`Run ${run} of task ${task}`;
}

const policies: Readonly<Record<MissedPolicy, Said>> = {
  skip: phrase`missed starts are skipped`,
  'run-once': phrase`missed starts are caught up once`,
  ask: phrase`missed starts are asked about`,
};

function executionText({ intent }: Task, { language, time }: Reading): Said {
  const { execution } = intent;
  switch (execution.kind) {
    case 'immediately':
      return phrase`Immediately`;
    case 'manual':
      return phrase`Manually`;
    case 'once':
      return phrase`Once, ${time(execution.at)}; ${policies[execution.missed]}`;
    case 'cron': {
      const { expression, zone, missed, keepInSync } = execution;
      const when = phrase`${describeCron(expression, language)} (${expression}, ${zone}); ${policies[missed]}`;
      return keepInSync ? phrase`${when}; kept in sync` : when;
    }
    default:
      return assertNever(execution);
  }
}

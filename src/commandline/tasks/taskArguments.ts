/** The words of `run` and `task` → a typed command. Contract: docs/command-line.md. Throws ShadowSyncError 'usage'. */
import { environments } from '../../connection/connection.ts';
import type { Environment } from '../../connection/connection.ts';
import { missedPolicies } from '../../task/schedule/execution.ts';
import type { Execution } from '../../task/schedule/execution.ts';
import type { TaskAction } from '../../task/taskAction.ts';
import type { TaskFilter } from '../../task/taskFilter.ts';
import { parseArguments } from '../arguments.ts';
import type { WorkCommand } from '../arguments.ts';
import { listFilter } from './listFilter.ts';
import { OwnWords, usage } from './ownWords.ts';

interface InStore {
  readonly store: string;
  readonly json: boolean;
}

export interface AddCommand extends InStore {
  readonly kind: 'add';
  /** Connection, naming, range, options and policy, in the words of `sync`. */
  readonly work: WorkCommand;
  readonly execution: Execution;
  readonly name: string | null;
  readonly environment: Environment;
  readonly remarks: string;
  readonly tags: readonly string[];
  readonly lockWaitSeconds: number;
  readonly by: string | null;
  /** Kept without a plan; it is submitted later. */
  readonly isDraft: boolean;
}

export interface ImportCommand extends InStore {
  readonly kind: 'import';
  readonly file: string;
  readonly isDraft: boolean;
  readonly allowUnsafe: boolean;
  readonly by: string | null;
}

export interface UndoCommand extends InStore {
  readonly kind: 'undo';
  readonly id: string;
  /** Null: the last one. */
  readonly run: string | null;
  readonly allowUnsafe: boolean;
  readonly execution: Exclude<Execution, { readonly kind: 'cron' }>;
  readonly remarks: string;
  readonly by: string | null;
}

export type TaskCommand =
  | AddCommand
  | (InStore & { readonly kind: 'run'; readonly isOnce: boolean })
  | ImportCommand
  | UndoCommand
  | (InStore & {
      readonly kind: 'submit';
      readonly id: string;
      readonly allowUnsafe: boolean;
      readonly by: string | null;
    })
  | (InStore & { readonly kind: 'list'; readonly filter: TaskFilter })
  | (InStore & { readonly kind: 'show' | 'log' | 'plan' | 'export'; readonly id: string })
  | (InStore & {
      readonly kind: 'approve' | 'reject';
      readonly id: string;
      readonly comment: string;
      readonly by: string | null;
    })
  | (InStore & {
      readonly kind: 'act';
      readonly action: TaskAction;
      readonly ids: readonly string[];
      readonly by: string | null;
    })
  | (InStore & { readonly kind: 'processes'; readonly file: string | null });

const actions: readonly TaskAction[] = [
  'run',
  'retry',
  'stop',
  'terminate',
  'pause',
  'resume',
  'dismiss-missed',
  'remove',
];

/** @param words from `run` or `task` on */
export function parseTaskArguments(words: readonly string[]): TaskCommand {
  const [first = '', second = ''] = words;
  const isRun = first === 'run';
  const own = new OwnWords(words.slice(isRun ? 1 : 2));
  const base = { store: own.needed('--store', 'Say where the tasks are kept: --store DIR'), json: own.json };
  if (isRun) return own.closed({ ...base, kind: 'run', isOnce: own.has('--once') }, ['--store', '--once']);
  const by = own.value('--by');
  if (isAction(second)) {
    return own.closed({ ...base, kind: 'act', action: second, ids: own.ids(), by }, ['--store', '--by']);
  }
  if (isShowing(second)) return own.closed({ ...base, kind: second, id: own.id() }, ['--store']);
  switch (second) {
    case 'add':
      return added(own, base, by);
    case 'list':
      return own.closed({ ...base, kind: 'list', filter: listFilter(own) }, [
        ...['--store', '--all', '--status', '--connection', '--database', '--creator', '--tag', '--text'],
        ...['--hours', '--sort'],
      ]);
    case 'import':
      return imported(own, base, by);
    case 'submit':
      return own.closed(
        { ...base, kind: 'submit', id: own.id(), allowUnsafe: allowsUnsafe(own), by },
        ['--store', '--by'],
        [unsafeWord],
      );
    case 'undo':
      return undone(own, base, by);
    case 'approve':
    case 'reject':
      return decided(second, own, base, by);
    case 'processes':
      return own.closed({ ...base, kind: 'processes', file: own.value('--file') }, ['--store', '--file']);
    default:
      throw usage(
        'task does not say what is to be done',
        `One of: add, import, submit, list, show, log, plan, export, approve, reject, undo, processes, ${actions.join(', ')}.`,
      );
  }
}

function added(own: OwnWords, base: InStore, by: string | null): AddCommand {
  const work = parseArguments(['sync', ...own.rest]);
  if (work.kind !== 'sync') throw usage('task add needs a connection', 'Give --url and a naming rule.');
  if (work.passwordFromStdin) {
    throw usage(
      '--password-stdin does not go with task add',
      'No password is kept: set SHADOW_SYNC_PASSWORD.',
    );
  }
  if (work.yes)
    throw usage('--yes does not go with task add', 'A task runs by its schedule and its approvals.');
  const environment = own.value('--environment') ?? 'development';
  const found = environments.find((one) => one === environment);
  if (found === undefined)
    throw usage('--environment can’t be like that', `One of: ${environments.join(', ')}.`);
  return {
    ...base,
    json: work.json,
    kind: 'add',
    work,
    execution: executionOf(own),
    name: own.value('--name'),
    environment: found,
    remarks: own.value('--remarks') ?? '',
    tags: own.values('--tag'),
    lockWaitSeconds: lockWaitOf(own.value('--lock-wait') ?? '15'),
    by,
    isDraft: own.has('--draft'),
  };
}

function lockWaitOf(text: string): number {
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= 3600) return seconds;
  throw usage('--lock-wait is no whole number from 1 to 3600', 'For example: --lock-wait 15');
}

/** A word of `sync`, which here stands without the others. */
const unsafeWord = '--allow-unsafe';

function allowsUnsafe(own: OwnWords): boolean {
  return own.rest.includes(unsafeWord);
}

function imported(own: OwnWords, base: InStore, by: string | null): ImportCommand {
  const file = own.needed('--file', 'Name a file that was saved from a task: --file FILE');
  const isDraft = own.has('--draft');
  return own.closed(
    { ...base, kind: 'import', file, isDraft, allowUnsafe: allowsUnsafe(own), by },
    ['--store', '--file', '--draft', '--by'],
    [unsafeWord],
  );
}

function undone(own: OwnWords, base: InStore, by: string | null): UndoCommand {
  const execution = executionOf(own);
  if (execution.kind === 'cron') throw usage('an undo has no schedule', 'Give --at, --manual, or nothing.');
  return own.closed(
    {
      ...base,
      kind: 'undo',
      id: own.id(),
      run: own.value('--run'),
      allowUnsafe: allowsUnsafe(own),
      execution,
      remarks: own.value('--remarks') ?? '',
      by,
    },
    ['--store', '--run', '--at', '--missed', '--manual', '--remarks', '--by'],
    [unsafeWord],
  );
}

function decided(kind: 'approve' | 'reject', own: OwnWords, base: InStore, by: string | null): TaskCommand {
  const comment = own.value('--comment') ?? '';
  return own.closed({ ...base, kind, id: own.id(), comment, by }, ['--store', '--by', '--comment']);
}

function executionOf(own: OwnWords): Execution {
  const missed = missedPolicies.find((policy) => policy === (own.value('--missed') ?? 'skip'));
  if (missed === undefined)
    throw usage('--missed can’t be like that', `One of: ${missedPolicies.join(', ')}.`);
  const given = ['--at', '--cron', '--manual'].filter((name) => own.has(name));
  if (given.length > 1)
    throw usage(`${given.join(' and ')} exclude each other`, 'Give one of them, or none.');
  const expression = own.value('--cron');
  if (expression !== null) {
    const zone = own.value('--zone') ?? 'UTC';
    return { kind: 'cron', expression, zone, missed, keepInSync: own.has('--keep-in-sync') };
  }
  if (own.has('--zone')) throw usage('--zone goes with --cron', '--at takes its zone with the time.');
  if (own.has('--keep-in-sync')) throw usage('--keep-in-sync goes with --cron', 'Give a cron expression.');
  const time = own.value('--at');
  if (time === null) return { kind: own.has('--manual') ? 'manual' : 'immediately' };
  const at = /[zZ]$|[+-]\d\d:\d\d$/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(at)) {
    throw usage('--at is no time with a zone', 'For example: --at 2026-03-01T02:30:00+01:00');
  }
  return { kind: 'once', at, missed };
}

function isAction(word: string): word is TaskAction {
  return actions.some((action) => action === word);
}

function isShowing(word: string): word is 'show' | 'log' | 'plan' | 'export' {
  return ['show', 'log', 'plan', 'export'].includes(word);
}

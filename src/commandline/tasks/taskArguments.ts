/** The words of `run` and `task` → a typed command. Contract: docs/command-line.md. Throws ShadowSyncError 'usage'. */
import { environments } from '../../connection/connection.ts';
import type { Environment } from '../../connection/connection.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { missedPolicies } from '../../task/schedule/execution.ts';
import type { Execution } from '../../task/schedule/execution.ts';
import type { TaskAction } from '../../task/taskCentre.ts';
import { parseArguments } from '../arguments.ts';
import type { WorkCommand } from '../arguments.ts';

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
}

export type TaskCommand =
  | AddCommand
  | (InStore & { readonly kind: 'run'; readonly isOnce: boolean })
  | (InStore & { readonly kind: 'list'; readonly isAll: boolean })
  | (InStore & { readonly kind: 'show' | 'log' | 'plan'; readonly id: string })
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

const valued = [
  '--store',
  '--at',
  '--cron',
  '--zone',
  '--missed',
  '--name',
  '--environment',
  '--remarks',
  '--tag',
  '--lock-wait',
  '--by',
  '--comment',
  '--file',
];
const switches = ['--once', '--all', '--manual', '--keep-in-sync'];

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
  switch (second) {
    case 'add':
      return added(own, base, by);
    case 'list':
      return own.closed({ ...base, kind: 'list', isAll: own.has('--all') }, ['--store', '--all']);
    case 'show':
    case 'log':
    case 'plan':
      return own.closed({ ...base, kind: second, id: own.id() }, ['--store']);
    case 'approve':
    case 'reject': {
      const comment = own.value('--comment') ?? '';
      return own.closed({ ...base, kind: second, id: own.id(), comment, by }, [
        '--store',
        '--by',
        '--comment',
      ]);
    }
    case 'processes':
      return own.closed({ ...base, kind: 'processes', file: own.value('--file') }, ['--store', '--file']);
    default:
      throw usage(
        'task does not say what is to be done',
        `One of: add, list, show, log, plan, approve, reject, processes, ${actions.join(', ')}.`,
      );
  }
}

function added(own: OwnWords, base: InStore, by: string | null): AddCommand {
  const work = parseArguments(['sync', ...own.rest]);
  if (work.kind !== 'sync') throw usage('task add needs a connection', 'Give --url and a naming rule.');
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
    lockWaitSeconds: Number(own.value('--lock-wait') ?? '15'),
    by,
  };
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
  if (own.has('--keep-in-sync')) throw usage('--keep-in-sync goes with --cron', 'Give a cron expression.');
  const time = own.value('--at');
  if (time === null) return { kind: own.has('--manual') ? 'manual' : 'immediately' };
  const at = /[zZ]$|[+-]\d\d:\d\d$/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(at)) {
    throw usage('--at is no time with a zone', 'For example: --at 2026-03-01T02:30:00+01:00');
  }
  return { kind: 'once', at, missed };
}

/** The words that belong to tasks, taken out of the others. */
class OwnWords {
  readonly rest: readonly string[];
  readonly #given = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    const rest: string[] = [];
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] ?? '';
      const [name = '', ...inline] = word.split('=');
      if (switches.includes(word)) {
        this.#given.set(word, []);
      } else if (valued.includes(name)) {
        const value = inline.length > 0 ? inline.join('=') : words[++i];
        if (value === undefined) throw usage(`${name} needs a value`, `Write ${name} VALUE.`);
        this.#given.set(name, [...(this.#given.get(name) ?? []), value]);
      } else {
        rest.push(word);
      }
    }
    this.rest = rest;
  }

  get json(): boolean {
    return this.rest.includes('--json');
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  value(name: string): string | null {
    const values = this.values(name);
    if (values.length > 1) throw usage(`${name} is given twice`, 'Give it once.');
    return values[0] ?? null;
  }

  values(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  needed(name: string, remedy: string): string {
    const value = this.value(name);
    if (value === null || value === '') throw usage(`${name} is missing`, remedy);
    return value;
  }

  ids(): readonly string[] {
    const ids = this.rest.filter((word) => word !== '--json');
    if (ids.length === 0) throw usage('no task is named', 'Give the id that task list shows.');
    return ids;
  }

  id(): string {
    const [id = '', ...more] = this.ids();
    if (more.length > 0) throw usage('more than one task is named', 'Give one id.');
    return id;
  }

  /** Refuses what does not go with the command; gives the command back. */
  closed<T extends TaskCommand>(command: T, names: readonly string[]): T {
    const foreign = [...this.#given.keys()].find((name) => !names.includes(name));
    if (foreign !== undefined)
      throw usage(`${foreign} does not go with this command`, 'Try: shadow-sync task --help');
    const strange = this.rest.find((word) => word.startsWith('--') && word !== '--json');
    if (strange !== undefined)
      throw usage('there is an option that is not known here', 'Try: shadow-sync task --help');
    return command;
  }
}

function isAction(word: string): word is TaskAction {
  return actions.some((action) => action === word);
}

function usage(message: string, remedy: string): ShadowSyncError {
  return new ShadowSyncError('usage', message, { remedy });
}
